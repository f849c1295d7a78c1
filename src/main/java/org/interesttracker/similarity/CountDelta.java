package org.interesttracker.similarity;

import java.util.Arrays;

/**
 * What events add to the counts of one item.
 *
 * @param itemId whose counts
 * @param totals added to the item's own totals, one a channel
 * @param others the items seen together with it
 * @param pairs added to the pairs with each of them, {@link Channels#width()} numbers each, one
 *     after the other
 * @param time the event time that the numbers hold for, epoch milliseconds
 */
public record CountDelta(
    String itemId, double[] totals, String[] others, double[] pairs, long time) {

  /** What takes it back. */
  public CountDelta negated() {
    return new CountDelta(itemId, negated(totals), others, negated(pairs), time);
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }
}
