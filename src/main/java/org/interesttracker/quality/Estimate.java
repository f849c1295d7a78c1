package org.interesttracker.quality;

/**
 * A mean with its 95 % confidence interval.
 *
 * @param low lower bound
 * @param high upper bound
 */
record Estimate(double value, double low, double high) {

  /** The normal distribution has 95 % within so many standard deviations. */
  private static final double Z = 1.959963984540054;

  /**
   * A share, with the interval of Wilson (Probable Inference, JASA 1927), which holds for few
   * samples and for shares near 0 too.
   *
   * @param samples above 0
   */
  static Estimate share(double share, double samples) {
    double z2 = Z * Z / samples;
    double middle = (share + z2 / 2) / (1 + z2);
    double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / samples + z2 / samples / 4);
    return new Estimate(share, Math.max(0, middle - half), Math.min(1, middle + half));
  }

  /**
   * A mean of values between 0 and 1, by the normal distribution.
   *
   * @param meanSquare the mean of their squares
   * @param samples above 0; of a single one nothing is known but the value
   */
  static Estimate mean(double mean, double meanSquare, double samples) {
    return normal(mean, Math.max(0, meanSquare - mean * mean), samples, 0, 1);
  }

  /**
   * A mean by the normal distribution.
   *
   * @param variance of the values, as of a whole population
   * @param samples above 0; of a single one nothing is known but the value
   * @param least what the mean can be
   * @param most likewise
   */
  static Estimate normal(double mean, double variance, double samples, double least, double most) {
    if (samples <= 1) {
      return new Estimate(mean, least, most);
    }
    double half = Z * Math.sqrt(variance / (samples - 1));
    return new Estimate(mean, Math.max(least, mean - half), Math.min(most, mean + half));
  }

  /**
   * The ratio of two shares, with the interval of its logarithm (Katz et al., Obtaining Confidence
   * Intervals for the Risk Ratio in Cohort Studies, Biometrics 1978).
   *
   * @param of with a hit at least, as the other
   */
  static Estimate ratio(Rate of, Rate to) {
    double ratio = of.value() / to.value();
    double factor = Math.exp(Z * Math.sqrt(logVariance(of) + logVariance(to)));
    return new Estimate(ratio, ratio / factor, ratio * factor);
  }

  /** Of the logarithm of a share. */
  private static double logVariance(Rate rate) {
    return (1 - rate.value()) / (rate.value() * rate.samples());
  }
}
