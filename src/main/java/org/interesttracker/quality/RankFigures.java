package org.interesttracker.quality;

/**
 * Figures of lists of length k from how often the item met was at which place: index 0 counts those
 * that were not in the list, index r those at place r. The counts may have faded.
 *
 * @param samples how many equal samples say as much
 */
record RankFigures(double[] counts, double samples) {

  /** Of items that all count alike. */
  static RankFigures of(int[] counts) {
    double[] all = new double[counts.length];
    double samples = 0;
    for (int rank = 0; rank < counts.length; rank++) {
      all[rank] = counts[rank];
      samples += counts[rank];
    }
    return new RankFigures(all, samples);
  }

  /** The share of the items that were in the list. */
  Estimate hitRate() {
    double hits = 0;
    for (int rank = 1; rank < counts.length; rank++) {
      hits += counts[rank];
    }
    return Estimate.share(hits / (hits + counts[0]), samples);
  }

  /** The normalised discounted cumulative gain where one item is relevant: 1 / log2(1 + place). */
  Estimate ndcg() {
    return mean(rank -> Math.log(2) / Math.log(1 + rank));
  }

  /** The mean reciprocal rank. */
  Estimate mrr() {
    return mean(rank -> 1.0 / rank);
  }

  private Estimate mean(Gain gain) {
    double weight = counts[0];
    double sum = 0;
    double squares = 0;
    for (int rank = 1; rank < counts.length; rank++) {
      double value = gain.of(rank);
      weight += counts[rank];
      sum += counts[rank] * value;
      squares += counts[rank] * value * value;
    }
    return Estimate.mean(sum / weight, squares / weight, samples);
  }

  /** What an item at a place is worth. */
  @FunctionalInterface
  private interface Gain {
    double of(int rank);
  }
}
