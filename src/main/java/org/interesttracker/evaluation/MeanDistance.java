package org.interesttracker.evaluation;

import java.util.Arrays;

/**
 * The mean over lists of the mean of 1 - cosine over the pairs of a list. For n unit vectors with
 * sum s the mean cosine is (|s|² - n) / (n(n - 1)): no pair needs to be looked at.
 */
final class MeanDistance {

  private final double[] sum;
  private int vectors;
  private double distances;
  private long lists;

  /**
   * @param dimension of the vectors
   */
  MeanDistance(int dimension) {
    sum = new double[dimension];
  }

  void beginList() {
    Arrays.fill(sum, 0);
    vectors = 0;
  }

  /**
   * Adds an item's vector.
   *
   * @param vector of norm 1; an empty one is left out
   */
  void add(float[] vector) {
    for (int d = 0; d < vector.length; d++) {
      sum[d] += vector[d];
    }
    vectors += vector.length == 0 ? 0 : 1;
  }

  /**
   * Adds the vector that has the same value in some dimensions and 0 in all others.
   *
   * @param dimensions which; none for an item that is left out
   */
  void add(int[] dimensions) {
    for (int d : dimensions) {
      sum[d] += 1 / Math.sqrt(dimensions.length);
    }
    vectors += dimensions.length == 0 ? 0 : 1;
  }

  /** Counts the list, if it has a pair. */
  void endList() {
    if (vectors < 2) {
      return;
    }
    double square = 0;
    for (double value : sum) {
      square += value * value;
    }
    distances += 1 - (square - vectors) / (vectors * (vectors - 1.0));
    lists++;
  }

  /** Not a number without a list. */
  double value() {
    return distances / lists;
  }
}
