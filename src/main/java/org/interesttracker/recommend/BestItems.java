package org.interesttracker.recommend;

import java.util.Arrays;
import org.interesttracker.model.ItemNumbers;

/**
 * The best of the items that are offered. Twice as many as are wanted are held before the worse
 * half is dropped by quickselect (Hoare 1961), which takes a few steps an item where a heap takes
 * one for each level. Equal scores are ordered by item id, so that a list is reproducible. Makes no
 * object per item. Not thread-safe.
 */
final class BestItems {

  private final ItemNumbers numbers;
  private final int limit;
  private final int[] items;
  private final double[] scores;
  private int size;
  private boolean full;
  private int worstItem;
  private double worstScore;

  BestItems(ItemNumbers numbers, int limit) {
    this.numbers = numbers;
    this.limit = limit;
    this.items = new int[2 * limit];
    this.scores = new double[2 * limit];
  }

  /** False for an item that is known not to be among the best. */
  boolean takes(int item, double score) {
    return !full || isBefore(score, item, worstScore, worstItem);
  }

  /** What an item must score at the least to be among the best. */
  double bound() {
    return full ? worstScore : Double.NEGATIVE_INFINITY;
  }

  /** Takes an item in if it may be among the best. */
  void offer(int item, double score) {
    if (takes(item, score)) {
      items[size] = item;
      scores[size++] = score;
      if (size == items.length) {
        dropWorse();
      }
    }
  }

  private void dropWorse() {
    select(limit - 1);
    size = limit;
    full = true;
    worstItem = items[limit - 1];
    worstScore = scores[limit - 1];
  }

  /** The best, best first; afterwards none are held. */
  int[] drain() {
    if (size > limit) {
      dropWorse();
    }
    sort(0, size - 1);
    int[] best = Arrays.copyOf(items, size);
    size = 0;
    full = false;
    return best;
  }

  /** Puts the item that belongs in a place there, the better ones before it. */
  private void select(int place) {
    int from = 0;
    int to = size - 1;
    while (from < to) {
      int middle = partition(from, to);
      if (middle <= place) {
        from = middle + 1;
      }
      if (middle >= place) {
        to = middle - 1;
      }
    }
  }

  private void sort(int from, int to) {
    if (from < to) {
      int middle = partition(from, to);
      sort(from, middle - 1);
      sort(middle + 1, to);
    }
  }

  /** Puts the middle item in its place, the better ones before it; returns that place. */
  private int partition(int from, int to) {
    swap((from + to) >>> 1, to);
    int pivotItem = items[to];
    double pivotScore = scores[to];
    int place = from;
    for (int k = from; k < to; k++) {
      if (isBefore(scores[k], items[k], pivotScore, pivotItem)) {
        swap(k, place++);
      }
    }
    swap(place, to);
    return place;
  }

  private void swap(int a, int b) {
    int item = items[a];
    double score = scores[a];
    items[a] = items[b];
    scores[a] = scores[b];
    items[b] = item;
    scores[b] = score;
  }

  private boolean isBefore(double score, int item, double otherScore, int other) {
    return score == otherScore
        ? item != other && numbers.id(item).compareTo(numbers.id(other)) < 0
        : score > otherScore;
  }
}
