package org.interesttracker.privacy;

/**
 * The discrete Gaussian distribution: x with a probability in proportion to exp(-x² / 2σ²). Added
 * to counts of which one user changes at most c by at most 1 each it is c / 2σ²-zero-concentrated
 * differentially private (Canonne, Kamath and Steinke, NeurIPS 2020, theorem 4), from which an
 * epsilon and delta follow (their corollary 13, used here).
 *
 * @param variance σ²
 */
public record DiscreteGaussian(long variance) implements Noise {

  private static final int STEPS = 200;

  /**
   * The least noise that hides one user.
   *
   * @param cap how many counts a user changes by 1, at the most
   */
  static DiscreteGaussian of(double epsilon, double delta, int cap) {
    double enough = Math.max(1e-9, epsilon);
    double tooSmall = 0;
    // rho is found from below, so that rounding never takes from the noise
    for (int i = 0; i < STEPS; i++) {
      double rho = (tooSmall + enough) / 2;
      if (delta(rho, epsilon) <= delta) {
        tooSmall = rho;
      } else {
        enough = rho;
      }
    }
    double variance = Math.ceil(cap / (2 * tooSmall));
    if (!(variance < 1L << 52)) {
      throw new IllegalArgumentException(
          "Epsilon %s and delta %s ask for more noise than can be drawn".formatted(epsilon, delta));
    }
    return new DiscreteGaussian((long) variance);
  }

  /**
   * The delta that goes with an epsilon for zero-concentrated privacy rho: the least over alpha
   * above 1 of exp((α - 1)(αρ - ε)) / (α - 1) · (1 - 1/α)^α. Any alpha gives one that holds.
   */
  static double delta(double rho, double epsilon) {
    double low = -20;
    double high = 20;
    for (int i = 0; i < STEPS; i++) {
      double a = low + (high - low) / 3;
      double b = high - (high - low) / 3;
      if (logDelta(Math.exp(a), rho, epsilon) < logDelta(Math.exp(b), rho, epsilon)) {
        high = b;
      } else {
        low = a;
      }
    }
    return Math.exp(logDelta(Math.exp(low), rho, epsilon));
  }

  /**
   * @param above alpha - 1
   */
  private static double logDelta(double above, double rho, double epsilon) {
    double alpha = 1 + above;
    return above * (alpha * rho - epsilon)
        - Math.log(above)
        + alpha * (Math.log(above) - Math.log(alpha));
  }

  @Override
  public String mechanism() {
    return "discrete-gaussian";
  }

  @Override
  public long draw(RandomBits bits) {
    return new ExactSampler(bits).gaussian(variance);
  }

  /**
   * A bound: not more than that of the continuous one from x - 1 on (the paper's proposition 25),
   * which is not more than Mills' ratio says, nor than a half.
   */
  @Override
  public double upperTail(long x) {
    double z = (x - 1) / Math.sqrt(variance);
    return z <= 0 ? 1 : Math.min(0.5, Math.exp(-z * z / 2) / (z * Math.sqrt(2 * Math.PI)));
  }

  /** An upper bound, close to the truth where it is not small. */
  @Override
  public double standardDeviation() {
    return Math.sqrt(variance);
  }
}
