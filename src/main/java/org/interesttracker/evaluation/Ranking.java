package org.interesttracker.evaluation;

import java.util.function.IntPredicate;
import org.interesttracker.recommend.ItemScores;

/**
 * Where a target stands among all items, by one pass over what a model scored, and the best items.
 * Made once and used again. Not thread-safe.
 */
final class Ranking {

  /** The rank of a target that the model did not score. */
  static final int MISS = Integer.MAX_VALUE;

  private final int k;
  private int[] best = {};
  private int higher;
  private int equal;
  private int coldHigher;
  private boolean scored;

  /**
   * @param k how many of the best items are looked at
   */
  Ranking(int k) {
    this.k = k;
  }

  /**
   * Ranks.
   *
   * @param best the numbers of the best items, best first, without those left out
   * @param target the item to place; may be {@link Turn#NO_ITEM} where only the best are wanted
   * @param left by item number: whether it stays out of the ranking; asked only of items that score
   *     no less than the target. If the target does, it is a miss
   * @param cold by item number: whether nobody has met the item; asked only of better items
   */
  void rank(ItemScores scores, int[] best, int target, IntPredicate left, IntPredicate cold) {
    this.best = best;
    float own = target == Turn.NO_ITEM ? 0 : scores.get(target);
    scored = own > 0 && !left.test(target);
    higher = 0;
    equal = 0;
    coldHigher = 0;
    for (int n = 0; scored && n < scores.size(); n++) {
      int item = scores.item(n);
      float score = scores.get(item);
      if (score >= own && item != target && !left.test(item)) {
        compare(item, score, own, cold);
      }
    }
  }

  private void compare(int item, float score, float own, IntPredicate cold) {
    if (score == own) {
      equal++;
    } else {
      higher++;
      coldHigher += cold.test(item) ? 1 : 0;
    }
  }

  /** 1 + the number of items with a strictly higher score; {@link #MISS} for an unscored target. */
  int rank() {
    return scored ? 1 + higher : MISS;
  }

  /** The same among the items that nobody has met. */
  int rankAmongCold() {
    return scored ? 1 + coldHigher : MISS;
  }

  /** Whether another item has the target's score. */
  boolean isTied() {
    return scored && equal > 0;
  }

  /** How many items {@link #top} has. */
  int size() {
    return Math.min(k, best.length);
  }

  /** The number of the item in a place, 0 for the best. */
  int top(int place) {
    return best[place];
  }
}
