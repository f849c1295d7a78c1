package org.interesttracker.dataset;

/**
 * Bends even time into waking time: nights become short, evenings long. The bend never changes the
 * order of two times.
 */
final class DayRhythm {

  private static final long DAY = 86_400_000L;

  /** How busy each hour of the local day is. */
  private static final double[] BUSY = {
    3, 1, 1, 1, 1, 2, 4, 7, 9, 9, 9, 10, 12, 11, 9, 9, 9, 10, 12, 15, 18, 18, 13, 7
  };

  private static final double[] BEFORE_HOUR = cumulate();

  private final long offset;

  /**
   * @param utcOffsetHours the user's distance from UTC
   */
  DayRhythm(int utcOffsetHours) {
    offset = utcOffsetHours * 3_600_000L;
  }

  /** Even time to waking time, both epoch milliseconds, in the same local day. */
  long bend(long time) {
    long local = time + offset;
    long day = Math.floorDiv(local, DAY);
    double part = Math.floorMod(local, DAY) / (double) DAY * BEFORE_HOUR[24];
    int hour = 0;
    while (BEFORE_HOUR[hour + 1] <= part) {
      hour++;
    }
    double hours = hour + (part - BEFORE_HOUR[hour]) / BUSY[hour];
    return day * DAY + (long) (hours * 3_600_000L) - offset;
  }

  private static double[] cumulate() {
    double[] sums = new double[25];
    for (int hour = 0; hour < 24; hour++) {
      sums[hour + 1] = sums[hour] + BUSY[hour];
    }
    return sums;
  }
}
