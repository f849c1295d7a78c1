package org.interesttracker.similarity;

/**
 * Keyed state: the counts of one item that are not per pair. A bean, because that is what Flink SQL
 * can read from a savepoint.
 */
public final class ItemCounts {

  private double[] totals;
  private long asOf;
  private int layout;
  private int pairs;
  private long version;
  private boolean changed;

  /** How often the item was met, one total a channel, in the order of the option. */
  public double[] getTotals() {
    return totals;
  }

  public void setTotals(double[] totals) {
    this.totals = totals;
  }

  /** The event time that the totals hold for, epoch milliseconds. */
  public long getAsOf() {
    return asOf;
  }

  public void setAsOf(long asOf) {
    this.asOf = asOf;
  }

  /** Which channels the numbers are of. */
  public int getLayout() {
    return layout;
  }

  public void setLayout(int layout) {
    this.layout = layout;
  }

  /** How many pairs are kept. */
  public int getPairs() {
    return pairs;
  }

  public void setPairs(int pairs) {
    this.pairs = pairs;
  }

  /** The version of the row sent last; 0 before the first. */
  public long getVersion() {
    return version;
  }

  public void setVersion(long version) {
    this.version = version;
  }

  /** True while there is something that was not sent yet. */
  public boolean isChanged() {
    return changed;
  }

  public void setChanged(boolean changed) {
    this.changed = changed;
  }
}
