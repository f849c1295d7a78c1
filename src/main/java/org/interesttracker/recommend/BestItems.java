package org.interesttracker.recommend;

import org.interesttracker.model.ItemNumbers;

/**
 * The best of the items that are offered: a heap of bounded size, the worst on top. Equal scores
 * are ordered by item id, so that a list is reproducible. Makes no object per item. Not
 * thread-safe.
 */
final class BestItems {

  private final ItemNumbers numbers;
  private final int[] items;
  private final double[] scores;
  private int size;

  BestItems(ItemNumbers numbers, int limit) {
    this.numbers = numbers;
    this.items = new int[limit];
    this.scores = new double[limit];
  }

  /** True when the item is among the best so far. */
  boolean takes(int item, double score) {
    return size < items.length || isWorse(items[0], scores[0], item, score);
  }

  /** Takes an item in if it is among the best so far. */
  void offer(int item, double score) {
    if (size < items.length) {
      rise(size++, item, score);
    } else if (takes(item, score)) {
      sink(item, score);
    }
  }

  /** The items taken, best first; afterwards none are held. */
  int[] drain() {
    int[] best = new int[size];
    while (size > 0) {
      best[size - 1] = items[0];
      size--;
      sink(items[size], scores[size]);
    }
    return best;
  }

  private void rise(int place, int item, double score) {
    int hole = place;
    while (hole > 0) {
      int parent = (hole - 1) / 2;
      if (!isWorse(item, score, items[parent], scores[parent])) {
        break;
      }
      set(hole, items[parent], scores[parent]);
      hole = parent;
    }
    set(hole, item, score);
  }

  /** Puts an item in the place of the worst. */
  private void sink(int item, double score) {
    int hole = 0;
    int child = 1;
    while (child < size) {
      int right = child + 1;
      if (right < size && isWorse(items[right], scores[right], items[child], scores[child])) {
        child = right;
      }
      if (!isWorse(items[child], scores[child], item, score)) {
        break;
      }
      set(hole, items[child], scores[child]);
      hole = child;
      child = 2 * hole + 1;
    }
    set(hole, item, score);
  }

  private void set(int place, int item, double score) {
    items[place] = item;
    scores[place] = score;
  }

  private boolean isWorse(int item, double score, int other, double otherScore) {
    return score == otherScore
        ? numbers.id(item).compareTo(numbers.id(other)) > 0
        : score < otherScore;
  }
}
