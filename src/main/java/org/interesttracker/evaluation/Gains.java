package org.interesttracker.evaluation;

/** What a rank is worth when there is one target. */
final class Gains {

  private static final double LN_2 = Math.log(2);

  private Gains() {}

  /** Discounted cumulative gain at k: 1 / log2(1 + rank) within the first k; the best is 1. */
  static double ndcg(int rank, int k) {
    return rank <= k ? LN_2 / Math.log(1.0 + rank) : 0;
  }

  /** 1 / rank within the first k. */
  static double reciprocal(int rank, int k) {
    return rank <= k ? 1.0 / rank : 0;
  }
}
