package org.interesttracker.savepoint;

import java.util.List;
import org.interesttracker.similarity.ItemCounts;
import org.interesttracker.similarity.PairCounts;

/**
 * What was counted of an item or of a pair of items, one number a channel, in the order of the
 * option {@code similarity.channels}; see {@link UserRow} on why fields are public.
 */
public final class CountsRow {

  public final List<Double> counts;

  /** The event time that the numbers hold for, epoch milliseconds. */
  public final Long asOf;

  private CountsRow(double[] counts, long asOf) {
    this.counts = counts == null ? List.of() : Boxed.list(counts);
    this.asOf = asOf;
  }

  static CountsRow of(ItemCounts item) {
    return new CountsRow(item.getTotals(), item.getAsOf());
  }

  static CountsRow of(PairCounts pair) {
    return new CountsRow(pair.values(), pair.asOf());
  }
}
