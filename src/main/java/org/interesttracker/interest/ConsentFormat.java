package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.List;
import org.interesttracker.event.ConsentChange;
import org.interesttracker.event.ConsentHistory;
import org.interesttracker.event.Purpose;

/** How consents lie in bytes: one mask a list of purposes. Part of {@link UserStateFormat}. */
final class ConsentFormat {

  private static final int CUT = 1;
  private static final int NAMES_AGREEMENT = 1;

  private ConsentFormat() {}

  static void write(ConsentHistory history, CompactWriter out) {
    out.writeByte(history.isCut() ? CUT : 0);
    out.writeUnsigned(history.changes().size());
    long last = 0;
    for (ConsentChange change : history.changes()) {
      out.writeUnsigned(mask(change.granted()));
      out.writeUnsigned(mask(change.withdrawn()));
      out.writeSigned(change.since() - last);
      last = change.since();
      out.writeByte(change.agreement() == null ? 0 : NAMES_AGREEMENT);
      if (change.agreement() != null) {
        out.writeString(change.agreement());
      }
    }
  }

  static ConsentHistory read(CompactReader in) {
    boolean cut = in.readByte() == CUT;
    int size = in.readSize();
    List<ConsentChange> changes = new ArrayList<>(size);
    long last = 0;
    for (int i = 0; i < size; i++) {
      List<Purpose> granted = purposes(in.readUnsigned());
      List<Purpose> withdrawn = purposes(in.readUnsigned());
      last += in.readSigned();
      String agreement = in.readByte() == NAMES_AGREEMENT ? in.readString() : null;
      changes.add(new ConsentChange(granted, withdrawn, agreement, last));
    }
    return new ConsentHistory(List.copyOf(changes), cut);
  }

  private static long mask(List<Purpose> purposes) {
    return purposes.stream().mapToLong(purpose -> 1L << purpose.ordinal()).sum();
  }

  private static List<Purpose> purposes(long mask) {
    return Purpose.all().stream().filter(purpose -> (mask & 1L << purpose.ordinal()) != 0).toList();
  }
}
