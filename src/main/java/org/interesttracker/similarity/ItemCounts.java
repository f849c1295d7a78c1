package org.interesttracker.similarity;

/**
 * Keyed state: the counts of one item that are not per pair. A bean, because that is what Flink SQL
 * can read from a savepoint.
 */
public final class ItemCounts {

  private double total;
  private int pairs;
  private long version;
  private boolean changed;

  /** The item's sum of squared weights. */
  public double getTotal() {
    return total;
  }

  public void setTotal(double total) {
    this.total = total;
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
