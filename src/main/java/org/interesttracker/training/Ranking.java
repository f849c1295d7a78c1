package org.interesttracker.training;

/** Hit rate, NDCG and reciprocal rank of predictions with one right item each. */
final class Ranking {

  static final int K = 10;

  private long predictions;
  private long hits;
  private double gain;
  private double reciprocal;

  /**
   * @param rank from 1
   */
  void add(int rank) {
    predictions++;
    reciprocal += 1.0 / rank;
    if (rank <= K) {
      hits++;
      gain += Math.log(2) / Math.log(rank + 1.0);
    }
  }

  long predictions() {
    return predictions;
  }

  double hitRate() {
    return mean(hits);
  }

  double ndcg() {
    return mean(gain);
  }

  double mrr() {
    return mean(reciprocal);
  }

  private double mean(double sum) {
    return predictions == 0 ? 0 : sum / predictions;
  }

  /**
   * The rank of an item among those the user has not met; of equal scores the item earlier in the
   * table is first.
   *
   * @param scores from {@code offset} on, one an item
   * @param met items of the user so far, without the target
   */
  static int rank(float[] scores, int offset, int items, int target, int[] met) {
    int before = 0;
    for (int item = 0; item < items; item++) {
      before += isBefore(scores, offset, item, target) ? 1 : 0;
    }
    for (int item : met) {
      before -= isBefore(scores, offset, item, target) ? 1 : 0;
    }
    return before + 1;
  }

  private static boolean isBefore(float[] scores, int offset, int item, int target) {
    float score = scores[offset + item];
    float own = scores[offset + target];
    return score > own || score == own && item < target;
  }
}
