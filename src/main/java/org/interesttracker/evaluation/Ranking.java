package org.interesttracker.evaluation;

import java.util.function.IntPredicate;
import org.interesttracker.recommend.ItemScores;

/**
 * Where a target stands among all items, and the best of them, by one pass over what a model
 * scored. Made once and used again. Not thread-safe.
 */
final class Ranking {

  /** The rank of a target that the model did not score. */
  static final int MISS = Integer.MAX_VALUE;

  private final int[] top;
  private final float[] topScores;
  private int size;
  private int higher;
  private int equal;
  private int coldHigher;
  private boolean scored;

  /**
   * @param k how many of the best items are kept
   */
  Ranking(int k) {
    top = new int[k];
    topScores = new float[k];
  }

  /**
   * Ranks.
   *
   * @param target the item to place; may be {@link Turn#NO_ITEM} where only the best are wanted
   * @param left by item number: whether it stays out of the ranking; asked only of items that matter
   *     and never of the target
   * @param cold by item number: whether nobody has met the item; asked only of better items
   */
  void rank(ItemScores scores, int target, IntPredicate left, IntPredicate cold) {
    float own = target == Turn.NO_ITEM ? 0 : scores.get(target);
    scored = own > 0;
    size = 0;
    higher = 0;
    equal = 0;
    coldHigher = 0;
    for (int k = 0; k < scores.size(); k++) {
      int item = scores.item(k);
      float score = scores.get(item);
      boolean compared = scored && score >= own;
      if ((compared || isListed(score)) && (item == target || !left.test(item))) {
        offer(item, score);
        if (compared && item != target) {
          compare(item, score, own, cold);
        }
      }
    }
  }

  /** False for most items, which then need not be looked at any closer. */
  private boolean isListed(float score) {
    return size < top.length || score >= topScores[top.length - 1];
  }

  private void compare(int item, float score, float own, IntPredicate cold) {
    if (score == own) {
      equal++;
    } else {
      higher++;
      coldHigher += cold.test(item) ? 1 : 0;
    }
  }

  /** Equal scores go by item number, so that lists repeat. */
  private void offer(int item, float score) {
    int last = top.length - 1;
    if (size == top.length && !isBefore(score, item, last)) {
      return;
    }
    int place = size < top.length ? size++ : last;
    while (place > 0 && isBefore(score, item, place - 1)) {
      top[place] = top[place - 1];
      topScores[place] = topScores[place - 1];
      place--;
    }
    top[place] = item;
    topScores[place] = score;
  }

  private boolean isBefore(float score, int item, int place) {
    return score > topScores[place] || score == topScores[place] && item < top[place];
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
    return size;
  }

  /** The number of the item in a place, 0 for the best. */
  int top(int place) {
    return top[place];
  }
}
