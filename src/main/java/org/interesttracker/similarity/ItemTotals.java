package org.interesttracker.similarity;

import java.util.Arrays;

/**
 * The totals of all items by number, each brought to one moment, the landmark, so that one factor
 * decays them all (forward decay, Cormode et al., ICDE 2009). Not thread-safe.
 */
final class ItemTotals {

  /**
   * After so many half-lives past the landmark a new one is taken, well before numbers overflow.
   */
  private static final int FARTHEST = 256;

  private final Channels channels;
  private final double[][] atLandmark;
  private final double[] sums;
  private final long farthestMillis;
  private long landmark;
  private long latest = Long.MIN_VALUE;

  ItemTotals(Channels channels) {
    this.channels = channels;
    this.atLandmark = new double[channels.size()][0];
    this.sums = new double[channels.size()];
    long shortest = Long.MAX_VALUE / FARTHEST;
    for (int c = 0; c < channels.size(); c++) {
      long halfLife = channels.get(c).halfLifeMillis();
      shortest = halfLife > 0 ? Math.min(shortest, halfLife) : shortest;
    }
    this.farthestMillis = FARTHEST * shortest;
  }

  /** Replaces the totals of an item. */
  void put(int item, double[] totals, long asOf) {
    if (latest == Long.MIN_VALUE) {
      landmark = asOf;
    }
    latest = Math.max(latest, asOf);
    if (latest - landmark > farthestMillis) {
      moveLandmark();
    }
    for (int c = 0; c < totals.length; c++) {
      if (item >= atLandmark[c].length) {
        atLandmark[c] = Arrays.copyOf(atLandmark[c], Math.max(item + 1, 2 * item));
      }
      double before = atLandmark[c][item];
      atLandmark[c][item] = totals[c] * channels.get(c).decay(landmark - asOf);
      sums[c] += atLandmark[c][item] - before;
    }
  }

  private void moveLandmark() {
    for (int c = 0; c < atLandmark.length; c++) {
      double factor = channels.get(c).decay(latest - landmark);
      for (int item = 0; item < atLandmark[c].length; item++) {
        atLandmark[c][item] *= factor;
      }
      sums[c] *= factor;
    }
    landmark = latest;
  }

  /** The moment to look at the counts from: the time asked for, but none that they are ahead of. */
  long now(long time) {
    return Math.max(time, latest);
  }

  /** What {@link #get} is to be multiplied by to hold for a moment. */
  double factor(int channel, long now) {
    return channels.get(channel).decay(now - landmark);
  }

  /** Those of all items together, as of the landmark. */
  double sum(int channel) {
    return sums[channel];
  }

  /** As of the landmark; 0 for an item without a row. */
  double get(int channel, int item) {
    return item < atLandmark[channel].length ? atLandmark[channel][item] : 0;
  }
}
