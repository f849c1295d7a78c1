package org.interesttracker.similarity;

import java.util.Arrays;

/**
 * What many events add to pairs of items, which are known by numbers. All numbers of all pairs lie
 * in one array, and a pair is found by one look at another: with an object and a map for each, most
 * of the interest operator's time went to them. Not thread-safe.
 */
final class PairSums {

  /** No pair. */
  static final int NONE = -1;

  private static final int INITIAL = 1 << 10;

  /** 2^64 over the golden ratio: its products spread what is close together. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final Channels channels;
  private final int width;

  /** By hash, open addressing: the place of a pair plus 1; 0 for none. At most half are taken. */
  private int[] index = new int[2 * INITIAL];

  private long[] keys = new long[INITIAL];
  private int[] following = new int[INITIAL];
  private long[] times = new long[INITIAL];
  private double[] values;
  private int size;

  PairSums(Channels channels) {
    this.channels = channels;
    this.width = channels.width();
    this.values = new double[INITIAL * width];
  }

  /**
   * The place of a pair; where it is new, behind all others.
   *
   * @param item number of the item in whose row the pair is
   * @param time what a new one begins with
   */
  int place(int item, int other, long time) {
    long key = (long) item << Integer.SIZE | other;
    int at = slot(key);
    if (index[at] == 0) {
      if (size == keys.length) {
        grow();
        at = slot(key);
      }
      keys[size] = key;
      following[size] = NONE;
      times[size] = time;
      Arrays.fill(values, size * width, (size + 1) * width, 0);
      size++;
      index[at] = size;
    }
    return index[at] - 1;
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** Where the pair is, or is to be. */
  private int slot(long key) {
    int mask = index.length - 1;
    int at = (int) (key * SPREAD >>> Integer.SIZE) & mask;
    while (index[at] != 0 && keys[index[at] - 1] != key) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    int capacity = 2 * keys.length;
    keys = Arrays.copyOf(keys, capacity);
    following = Arrays.copyOf(following, capacity);
    times = Arrays.copyOf(times, capacity);
    values = Arrays.copyOf(values, capacity * width);
    index = new int[2 * capacity];
    for (int place = 0; place < size; place++) {
      index[slot(keys[place])] = place + 1;
    }
  }

  /**
   * Adds to a pair.
   *
   * @param added the numbers, from a place on
   * @param then when they hold, epoch milliseconds
   */
  void add(int place, double[] added, int from, long then) {
    decayTo(place, Math.max(times[place], then));
    channels.addPair(added, from, times[place] - then, values, place * width);
  }

  /** Copies the numbers of a pair as they are at a moment, epoch milliseconds. */
  void copyAt(int place, long now, double[] target, int to) {
    decayTo(place, now);
    System.arraycopy(values, place * width, target, to, width);
  }

  private void decayTo(int place, long now) {
    channels.decayPair(values, place * width, now - times[place]);
    times[place] = now;
  }

  /** The number of the other item. */
  int other(int place) {
    return (int) keys[place];
  }

  /** The pair that follows in the same row; {@link #NONE} behind the last. */
  int following(int place) {
    return following[place];
  }

  void follow(int place, int next) {
    following[place] = next;
  }

  /** Forgets all pairs and keeps the memory. */
  void clear() {
    Arrays.fill(index, 0);
    size = 0;
  }
}
