package org.interesttracker.training;

import java.util.HashMap;
import java.util.Map;
import org.interesttracker.interest.SequenceInput;
import org.interesttracker.interest.TailEvent;

/**
 * The latest events of all users, in order of arrival, each with a link to the one before it of the
 * same user. Events are counted from 0; those that the memory has no more room for are forgotten.
 */
final class LiveMemory {

  static final int NONE = -1;

  private final TailEvent[] events;
  private final int[] items;
  private final long[] previous;
  private final Map<String, Long> latest = new HashMap<>();
  private final String[] users;
  private long size;

  LiveMemory(int capacity) {
    events = new TailEvent[capacity];
    items = new int[capacity];
    previous = new long[capacity];
    users = new String[capacity];
  }

  /** How many events ever came. */
  long size() {
    return size;
  }

  /** The first that is still held. */
  long first() {
    return Math.max(0, size - events.length);
  }

  /**
   * @param item its number; {@link #NONE} for an event without one
   */
  void add(String userId, TailEvent event, int item) {
    int place = place(size);
    if (size >= events.length) {
      latest.remove(users[place], size - events.length);
    }
    events[place] = event;
    items[place] = item;
    users[place] = userId;
    previous[place] = latest.getOrDefault(userId, -1L);
    latest.put(userId, size++);
  }

  /** Forgets a user, whose events are then passed over. */
  void forget(String userId) {
    Long event = latest.remove(userId);
    while (event != null && event >= first()) {
      int place = place(event);
      event = previous[place];
      events[place] = null;
      users[place] = null;
      items[place] = NONE;
      previous[place] = -1;
    }
  }

  /** Whether the event is of a user who was not forgotten. */
  boolean holds(long event) {
    return users[place(event)] != null;
  }

  int item(long event) {
    return items[place(event)];
  }

  String user(long event) {
    return users[place(event)];
  }

  /** Whether the event can be predicted: it has an item, and the user did not turn it down. */
  boolean isTarget(long event) {
    return item(event) != NONE && events[place(event)].type().defaultWeight() > 0;
  }

  /** The user's last events up to this one, oldest first, as many as are held. */
  long[] upTo(long event, int most) {
    long[] reversed = new long[most];
    int n = 0;
    for (long e = event; n < most && e >= first(); e = previous[place(e)]) {
      reversed[n++] = e;
    }
    long[] events = new long[n];
    for (int i = 0; i < n; i++) {
      events[i] = reversed[n - 1 - i];
    }
    return events;
  }

  /** Writes the network's input for an event. */
  void writeInput(long event, LiveItems table, int dimension, float[] row, int offset) {
    TailEvent e = events[place(event)];
    float[] vector = e.textVector();
    if (item(event) != NONE) {
      vector = new float[dimension];
      table.copyVector(item(event), vector, 0);
    }
    long before = previous[place(event)];
    long gap = before < first() ? 0 : e.timestamp() - events[place(before)].timestamp();
    SequenceInput.write(row, offset, dimension, vector, e.type(), e.value(), gap);
  }

  private int place(long event) {
    return (int) (event % events.length);
  }
}
