package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.List;
import org.interesttracker.interest.Preferences.Leaning;

/** How preferences lie in bytes: each list after its length. Part of {@link UserStateFormat}. */
final class PreferencesFormat {

  private static final int ABOUT_ITEM = 1;
  private static final int ABOUT_TOPIC = 0;

  private PreferencesFormat() {}

  static void write(Preferences preferences, CompactWriter out) {
    writeStrings(preferences.blockedItems(), out);
    writeStrings(preferences.blockedCategories(), out);
    out.writeUnsigned(preferences.leanings().size());
    for (Leaning leaning : preferences.leanings()) {
      boolean aboutItem = leaning.itemId() != null;
      out.writeByte(aboutItem ? ABOUT_ITEM : ABOUT_TOPIC);
      out.writeString(aboutItem ? leaning.itemId() : leaning.topic());
      out.writeSigned(leaning.steps());
    }
  }

  static Preferences read(CompactReader in) {
    return new Preferences(readStrings(in), readStrings(in), readLeanings(in));
  }

  private static void writeStrings(List<String> values, CompactWriter out) {
    out.writeUnsigned(values.size());
    values.forEach(out::writeString);
  }

  private static List<String> readStrings(CompactReader in) {
    int size = in.readSize();
    List<String> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(in.readString());
    }
    return values;
  }

  private static List<Leaning> readLeanings(CompactReader in) {
    int size = in.readSize();
    List<Leaning> leanings = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      boolean aboutItem = in.readByte() == ABOUT_ITEM;
      String name = in.readString();
      leanings.add(
          new Leaning(aboutItem ? name : null, aboutItem ? null : name, (int) in.readSigned()));
    }
    return leanings;
  }
}
