package org.interesttracker.recommend;

import java.util.Arrays;

/**
 * The scores of one model for one user, by item number. Made once and used again, since a list is
 * made in less time than it takes to clear a large array. Not thread-safe.
 */
public final class ItemScores {

  private float[] scores = new float[0];
  private int[] scored = new int[0];
  private int size;

  /** Takes all scores back. */
  public void clear() {
    for (int k = 0; k < size; k++) {
      scores[scored[k]] = 0;
    }
    size = 0;
  }

  /**
   * Adds to the score of an item.
   *
   * @param part finite and above 0, else it is left out
   */
  public void add(int item, float part) {
    if (!(part > 0) || part == Float.POSITIVE_INFINITY) {
      return;
    }
    if (item >= scores.length) {
      scores = Arrays.copyOf(scores, Math.max(item + 1, 2 * scores.length));
    }
    if (scores[item] == 0) {
      note(item);
    }
    scores[item] += part;
  }

  private void note(int item) {
    if (size == scored.length) {
      scored = Arrays.copyOf(scored, Math.max(64, 2 * size));
    }
    scored[size++] = item;
  }

  /** The item's score; 0 if it has none. */
  public float get(int item) {
    return item < scores.length ? scores[item] : 0;
  }

  /** How many items have a score. */
  public int size() {
    return size;
  }

  /** The number of the k-th item that has a score, 0 to size - 1, in no particular order. */
  public int item(int k) {
    return scored[k];
  }
}
