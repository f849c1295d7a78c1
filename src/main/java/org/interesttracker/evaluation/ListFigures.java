package org.interesttracker.evaluation;

import java.util.Arrays;
import java.util.BitSet;

/** What a model's lists are like, whatever was hit: coverage, diversity and novelty at each k. */
final class ListFigures {

  private final int[] ks;
  private final BitSet[] covered;
  private final double[] diversity;
  private final long[] diverseLists;
  private final double[] novelty;
  private final long[] listedItems;
  private final float[] sum;

  /**
   * @param ks ascending
   * @param dimension of the item vectors
   */
  ListFigures(int[] ks, int dimension) {
    this.ks = ks;
    covered = new BitSet[ks.length];
    Arrays.setAll(covered, i -> new BitSet());
    diversity = new double[ks.length];
    diverseLists = new long[ks.length];
    novelty = new double[ks.length];
    listedItems = new long[ks.length];
    sum = new float[dimension];
  }

  /**
   * Adds a list. For n unit vectors with sum s, the mean cosine over pairs is (|s|² - n) / (n(n -
   * 1)): no pair needs to be looked at.
   */
  void add(Ranking ranking, Crowd crowd, ItemVectors vectors) {
    Arrays.fill(sum, 0);
    int placed = 0;
    double novel = 0;
    int place = 0;
    for (int i = 0; i < ks.length; i++) {
      for (; place < Math.min(ks[i], ranking.size()); place++) {
        int item = ranking.top(place);
        novel += crowd.novelty(item);
        placed += addVector(vectors.of(item));
        cover(i, item);
      }
      novelty[i] += novel;
      listedItems[i] += place;
      addDiversity(i, placed);
    }
  }

  private void cover(int from, int item) {
    for (int i = from; i < ks.length; i++) {
      covered[i].set(item);
    }
  }

  private int addVector(float[] vector) {
    for (int d = 0; d < vector.length; d++) {
      sum[d] += vector[d];
    }
    return vector.length == 0 ? 0 : 1;
  }

  private void addDiversity(int i, int placed) {
    if (placed < 2) {
      return;
    }
    double square = 0;
    for (float value : sum) {
      square += value * value;
    }
    diversity[i] += 1 - (square - placed) / (placed * (placed - 1.0));
    diverseLists[i]++;
  }

  /** How many different items were ever in a list of length k. */
  int covered(int k) {
    return covered[Arrays.binarySearch(ks, k)].cardinality();
  }

  /** Mean over lists of the mean of 1 - cosine over pairs; not a number without a pair. */
  double diversity(int k) {
    int i = Arrays.binarySearch(ks, k);
    return diversity[i] / diverseLists[i];
  }

  /** Mean over listed items; not a number without any. */
  double novelty(int k) {
    int i = Arrays.binarySearch(ks, k);
    return novelty[i] / listedItems[i];
  }
}
