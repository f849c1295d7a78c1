package org.interesttracker.interest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.event.ConsentHistory;
import org.interesttracker.event.EventType;

/**
 * How a user's state lies in bytes: a format number, the profile, the tail, the sequence state, the
 * preferences, the consents, the events learned of where they are not those of the tail. Times are
 * written as distances and counts in as few bytes as they need, since the bytes of all users are
 * what the state backend holds, moves and saves.
 *
 * <p>Event types are written by their place in {@link EventType}: new ones go behind the last that
 * teaches. A field more means a new format number, with a branch in {@link #read} for the older.
 */
final class UserStateFormat {

  private static final int FORMAT = 3;

  /** Had no preferences; 2 had one consent for all purposes, as a flag. */
  private static final int FIRST_FORMAT = 1;

  private static final List<EventType> TYPES = EventType.teaching();

  /** Of formats before 3: consent was withdrawn for all purposes. */
  private static final int WITHDRAWN = 1;

  private static final int STEPPED = 2;
  private static final int PREFERS = 4;
  private static final int CONSENTS = 8;
  private static final int LEARNED_APART = 16;

  private static final int HAS_ITEM = 1;
  private static final int HAS_VALUE = 2;
  private static final int HAS_VECTOR = 4;

  /** How many bits tell which parts an event has; its type comes after them. */
  private static final int PARTS = 3;

  private UserStateFormat() {}

  static void write(UserState state, CompactWriter out) {
    UserProfile profile = state.getProfile();
    SequenceState sequence = state.getSequence();
    out.writeByte(FORMAT);
    out.writeByte(
        (profile.getConsents().isEmpty() ? 0 : CONSENTS)
            | (state.getLearned() == null ? 0 : LEARNED_APART)
            | (sequence == null ? 0 : STEPPED)
            | (state.getPreferences().isEmpty() ? 0 : PREFERS));
    writeProfile(profile, out);
    writeTail(state.getTail().getEvents(), profile.getLastSeen(), out);
    if (sequence != null) {
      writeSequence(sequence, profile.getLastSeen(), out);
    }
    if (!state.getPreferences().isEmpty()) {
      PreferencesFormat.write(state.getPreferences(), out);
    }
    if (!profile.getConsents().isEmpty()) {
      ConsentFormat.write(profile.getConsents(), out);
    }
    if (state.getLearned() != null) {
      writeTail(state.getLearned().getEvents(), profile.getLastSeen(), out);
    }
  }

  /**
   * @throws IOException when a later version of this class wrote it
   */
  static UserState read(CompactReader in) throws IOException {
    int format = in.readByte();
    if (format < FIRST_FORMAT || format > FORMAT) {
      throw new IOException(
          "A user's state is of format %d, this version reads %d: it was written by a later one"
              .formatted(format, FORMAT));
    }
    int flags = in.readByte();
    UserProfile profile = readProfile(in);
    EventTail tail = readTail(profile.getLastSeen(), in);
    SequenceState sequence =
        (flags & STEPPED) == 0 ? null : readSequence(profile.getLastSeen(), in);
    Preferences preferences =
        (flags & PREFERS) == 0 ? Preferences.NONE : PreferencesFormat.read(in);
    profile.restore(readConsents(flags, in));
    EventTail learned = (flags & LEARNED_APART) == 0 ? null : readTail(profile.getLastSeen(), in);
    return new UserState(profile, tail, learned, sequence, preferences);
  }

  private static ConsentHistory readConsents(int flags, CompactReader in) {
    if ((flags & WITHDRAWN) != 0) {
      return ConsentHistory.withdrawn();
    }
    return (flags & CONSENTS) == 0 ? ConsentHistory.NONE : ConsentFormat.read(in);
  }

  private static void writeProfile(UserProfile profile, CompactWriter out) {
    long lastSeen = profile.getLastSeen();
    out.writeUnsigned(lastSeen);
    out.writeSigned(lastSeen - profile.getFirstSeen());
    out.writeSigned(lastSeen - profile.getTopicsAsOf());
    out.writeUnsigned(profile.counts().length);
    for (long count : profile.counts()) {
      out.writeUnsigned(count);
    }
    out.writeUnsigned(profile.topics().size());
    for (int i = 0; i < profile.topics().size(); i++) {
      out.writeString(profile.topics().name(i));
      out.writeDouble(profile.topics().weight(i));
    }
  }

  private static UserProfile readProfile(CompactReader in) {
    long lastSeen = in.readUnsigned();
    long firstSeen = lastSeen - in.readSigned();
    long topicsAsOf = lastSeen - in.readSigned();
    long[] counts = new long[TYPES.size()];
    int written = in.readSize();
    for (int type = 0; type < written; type++) {
      counts[type] = in.readUnsigned();
    }
    TopicWeights topics = readTopics(topicsAsOf, in);
    return new UserProfile(firstSeen, lastSeen, counts, topics);
  }

  private static TopicWeights readTopics(long asOf, CompactReader in) {
    int size = in.readSize();
    String[] names = new String[size];
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      names[i] = in.readString();
      weights[i] = in.readDouble();
    }
    return new TopicWeights(names, weights, asOf);
  }

  private static void writeTail(List<TailEvent> events, long from, CompactWriter out) {
    out.writeUnsigned(events.size());
    long last = from;
    for (TailEvent event : events) {
      int has =
          (event.itemId() == null ? 0 : HAS_ITEM)
              | (event.value() == null ? 0 : HAS_VALUE)
              | (event.textVector() == null ? 0 : HAS_VECTOR);
      out.writeUnsigned((long) event.type().ordinal() << PARTS | has);
      if (event.itemId() != null) {
        out.writeString(event.itemId());
      }
      if (event.value() != null) {
        out.writeDouble(event.value());
      }
      out.writeDouble(event.weight());
      out.writeSigned(event.timestamp() - last);
      last = event.timestamp();
      if (event.textVector() != null) {
        out.writeFloats(event.textVector());
      }
    }
  }

  private static EventTail readTail(long from, CompactReader in) {
    int size = in.readSize();
    List<TailEvent> events = new ArrayList<>(size + 1);
    long last = from;
    for (int i = 0; i < size; i++) {
      int header = in.readSize();
      EventType type = TYPES.get(header >> PARTS);
      String itemId = (header & HAS_ITEM) == 0 ? null : in.readString();
      Double value = (header & HAS_VALUE) == 0 ? null : in.readDouble();
      double weight = in.readDouble();
      last += in.readSigned();
      float[] vector = (header & HAS_VECTOR) == 0 ? null : in.readFloats();
      events.add(new TailEvent(itemId, type, value, weight, last, vector));
    }
    return new EventTail(events);
  }

  private static void writeSequence(SequenceState sequence, long from, CompactWriter out) {
    out.writeString(sequence.modelVersion());
    out.writeSigned(sequence.lastTimestamp() - from);
    out.writeFloats(sequence.hidden());
    out.writeFloats(sequence.cell());
    out.writeFloats(sequence.interest());
  }

  private static SequenceState readSequence(long from, CompactReader in) {
    String version = in.readString();
    long lastTimestamp = from + in.readSigned();
    return new SequenceState(
        version, in.readFloats(), in.readFloats(), in.readFloats(), lastTimestamp);
  }
}
