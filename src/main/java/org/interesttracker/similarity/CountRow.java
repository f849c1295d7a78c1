package org.interesttracker.similarity;

import java.util.Arrays;

/**
 * What was learned of one item, replaced whole. Counts travel, the reader normalises: so no row is
 * stale because another item's total moved.
 *
 * @param totals how often the item was met, one total a channel
 * @param others the items seen together with it: the best of each channel
 * @param counts one number a channel for each of them, one item after the other: the count of the
 *     pair, or its similarity of the kinds Swing and Pearson
 * @param asOf the event time that the numbers hold for, epoch milliseconds
 * @param layout which channels they are of, see {@link Channels#layout()}
 * @param version grows with each row of the item
 */
public record CountRow(
    String itemId,
    double[] totals,
    String[] others,
    float[] counts,
    long asOf,
    int layout,
    long version) {

  /** Whether nothing is left of what was learned of the item: then it is to be forgotten. */
  public boolean isEmpty() {
    return others.length == 0 && Arrays.stream(totals).allMatch(total -> total == 0);
  }

  /**
   * Whether it was made before another row of its item. Where the counts were forgotten in the
   * meantime versions begin anew, so time goes first.
   */
  public boolean isOlderThan(long otherAsOf, long otherVersion) {
    return asOf < otherAsOf || asOf == otherAsOf && version < otherVersion;
  }
}
