package org.interesttracker.similarity;

import java.util.Map;
import java.util.function.Consumer;

/**
 * Item-item cosine, kept by increments. With r(u,p) the strongest weight user u gave item p, the
 * cosine of items p and q is Σ_u r(u,p)·r(u,q) / √(Σ_u r(u,p)² · Σ_u r(u,q)²): when r(u,p) grows,
 * the sums grow by what is computed here (the scheme of Huang et al., TencentRec, SIGMOD 2015, with
 * the product in place of the minimum, so that the quotient is the cosine).
 */
public final class CoOccurrence {

  private CoOccurrence() {}

  /**
   * Emits what one event adds: one delta for its item, one for each linked item.
   *
   * @param before r(u,p) so far; 0 for a new item
   * @param after r(u,p) now; nothing is emitted unless it grew
   * @param linked the user's other items that count as seen together with it, with their r(u,q)
   */
  public static void increments(
      String itemId,
      double before,
      double after,
      Map<String, Double> linked,
      Consumer<CountDelta> out) {
    double growth = after - Math.max(0, before);
    if (growth <= 0) {
      return;
    }
    String[] others = new String[linked.size()];
    double[] pairs = new double[linked.size()];
    int n = 0;
    for (Map.Entry<String, Double> other : linked.entrySet()) {
      others[n] = other.getKey();
      pairs[n] = growth * other.getValue();
      out.accept(new CountDelta(other.getKey(), 0, new String[] {itemId}, new double[] {pairs[n]}));
      n++;
    }
    double own = after * after - Math.max(0, before) * Math.max(0, before);
    out.accept(new CountDelta(itemId, own, others, pairs));
  }
}
