package org.interesttracker.privacy;

/**
 * The two-sided geometric distribution (Ghosh, Roughgarden and Sundararajan, STOC 2009): x with a
 * probability in proportion to exp(-|x| / b), the scale b being a multiple of 1 / {@value
 * #RESOLUTION}. Added to counts of which one user changes at most c by at most 1 each it is (c / b,
 * 0)-differentially private.
 *
 * @param parts the scale b times {@value #RESOLUTION}
 */
public record DiscreteLaplace(long parts) implements Noise {

  static final long RESOLUTION = 1 << 10;

  /** Above what rounding may take from a quotient of two doubles. */
  private static final double ROUNDING = 1 + 1e-12;

  /**
   * The least noise that hides one user.
   *
   * @param cap how many counts a user changes by 1, at the most
   */
  static DiscreteLaplace of(double epsilon, int cap) {
    return new DiscreteLaplace((long) Math.ceil(cap / epsilon * RESOLUTION * ROUNDING));
  }

  double scale() {
    return (double) parts / RESOLUTION;
  }

  @Override
  public String mechanism() {
    return "discrete-laplace";
  }

  @Override
  public long draw(RandomBits bits) {
    return new ExactSampler(bits).laplace(RESOLUTION, parts);
  }

  /** exp(-x / b) / (1 + exp(-1 / b)). */
  @Override
  public double upperTail(long x) {
    return Math.exp(-x / scale()) / (1 + Math.exp(-1 / scale()));
  }

  @Override
  public double standardDeviation() {
    double p = Math.exp(-1 / scale());
    return Math.sqrt(2 * p) / (1 - p);
  }
}
