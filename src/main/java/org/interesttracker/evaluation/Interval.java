package org.interesttracker.evaluation;

/** A confidence interval. */
record Interval(double low, double high) {

  /** The 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * Wilson's score interval of a share, at 95 %.
   *
   * @param of at least 1
   */
  static Interval wilson(long successes, long of) {
    double share = (double) successes / of;
    double square = Z * Z / of;
    double centre = (share + square / 2) / (1 + square);
    double half = Z * Math.sqrt(share * (1 - share) / of + square / of / 4) / (1 + square);
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
