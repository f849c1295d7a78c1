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
    if (samples <= 1) {
      return new Estimate(mean, 0, 1);
    }
    double variance = Math.max(0, meanSquare - mean * mean) * samples / (samples - 1);
    double half = Z * Math.sqrt(variance / samples);
    return new Estimate(mean, Math.max(0, mean - half), Math.min(1, mean + half));
  }
}
