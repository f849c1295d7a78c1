package org.interesttracker.recommend;

import java.util.function.IntPredicate;
import org.interesttracker.model.ItemNumbers;

/** The best of one model's scores. Not thread-safe. */
public final class TopItems {

  private final BestItems best;

  /**
   * @param limit how many are found at the most
   */
  public TopItems(ItemNumbers numbers, int limit) {
    this.best = new BestItems(numbers, limit);
  }

  /**
   * The numbers of the best items that are wanted, best first.
   *
   * @param wanted asked only for items that are good enough
   */
  public int[] of(ItemScores scores, IntPredicate wanted) {
    scores.offerTo(best, wanted);
    return best.drain();
  }
}
