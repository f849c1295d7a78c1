package org.interesttracker.model;

/** The k-th largest of numbers, by quickselect (Hoare, Algorithm 65, 1961). */
public final class Quickselect {

  private Quickselect() {}

  /** A number that is larger the higher a score is and, of equal scores, the higher a name. */
  public static long key(float score, int name) {
    int bits = Float.floatToIntBits(score);
    int ordered = bits ^ bits >> Integer.SIZE - 1 & Integer.MAX_VALUE;
    return (long) ordered << Integer.SIZE | name & 0xFFFF_FFFFL;
  }

  /**
   * The k-th of keys from the largest on.
   *
   * @param keys put in another order
   * @param k 1 to their number
   */
  public static long largest(long[] keys, int k) {
    int place = keys.length - k;
    int from = 0;
    int to = keys.length - 1;
    while (from < to) {
      long pivot = keys[(from + to) >>> 1];
      int low = from;
      int high = to;
      while (low <= high) {
        while (keys[low] < pivot) {
          low++;
        }
        while (keys[high] > pivot) {
          high--;
        }
        if (low <= high) {
          long key = keys[low];
          keys[low++] = keys[high];
          keys[high--] = key;
        }
      }
      if (place <= high) {
        to = high;
      } else if (place >= low) {
        from = low;
      } else {
        return keys[place];
      }
    }
    return keys[place];
  }
}
