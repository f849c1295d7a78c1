package org.interesttracker.evaluation;

/** Hits and NDCG at the first k over some of the targets. */
final class Tally {

  private long targets;
  private long hits;
  private double ndcg;
  private double ndcgSquares;

  void add(boolean hit, double gain) {
    targets++;
    hits += hit ? 1 : 0;
    ndcg += gain;
    ndcgSquares += gain * gain;
  }

  long targets() {
    return targets;
  }

  double hitRate() {
    return (double) hits / targets;
  }

  double ndcg() {
    return ndcg / targets;
  }

  /** Standard error of the hit rate, targets taken as independent. */
  double hitRateError() {
    return Math.sqrt(hitRate() * (1 - hitRate()) / targets);
  }

  /** Standard error of the mean NDCG, targets taken as independent. */
  double ndcgError() {
    double variance = ndcgSquares / targets - ndcg() * ndcg();
    return Math.sqrt(Math.max(0, variance) / targets);
  }

  Interval interval() {
    return Interval.wilson(hits, targets);
  }
}
