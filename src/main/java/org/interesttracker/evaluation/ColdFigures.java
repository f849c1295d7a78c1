package org.interesttracker.evaluation;

/** How a model does on targets that nobody had met, beside what chance would do. */
final class ColdFigures {

  private final int k;
  private long targets;
  private long hits;
  private long hitsAmongCold;
  private double chance;
  private double chanceAmongCold;

  ColdFigures(int k) {
    this.k = k;
  }

  void add(Ranking ranking, Situation at) {
    targets++;
    hits += ranking.rank() <= k ? 1 : 0;
    hitsAmongCold += ranking.rankAmongCold() <= k ? 1 : 0;
    chance += Math.min(1, (double) k / at.candidates());
    chanceAmongCold += Math.min(1, (double) k / at.coldCandidates());
  }

  long targets() {
    return targets;
  }

  /** Ranked among all candidates. */
  double hitRate() {
    return (double) hits / targets;
  }

  /** What a random order of all candidates would hit. */
  double chance() {
    return chance / targets;
  }

  /** Ranked among the candidates that nobody has met. */
  double hitRateAmongCold() {
    return (double) hitsAmongCold / targets;
  }

  double chanceAmongCold() {
    return chanceAmongCold / targets;
  }
}
