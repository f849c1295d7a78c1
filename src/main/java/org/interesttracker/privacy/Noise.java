package org.interesttracker.privacy;

/** Integer noise that is symmetric around 0. */
public sealed interface Noise permits DiscreteLaplace, DiscreteGaussian, NoNoise {

  /** As outputs name the mechanism that adds it. */
  String mechanism();

  /** Draws once. */
  long draw(RandomBits bits);

  /** The probability of x or more, for an x above 0; never told too small. */
  double upperTail(long x);

  double standardDeviation();

  /**
   * From where on a noisy count shows that it is not that of one user: the least n for which 1 plus
   * noise is n or more with at most this probability.
   *
   * @param probability above 0
   */
  default long threshold(double probability) {
    long below = 0;
    long enough = 1;
    while (upperTail(enough) > probability) {
      below = enough;
      enough = Math.multiplyExact(2, enough);
    }
    while (enough - below > 1) {
      long middle = (below + enough) >>> 1;
      if (upperTail(middle) > probability) {
        below = middle;
      } else {
        enough = middle;
      }
    }
    return 1 + enough;
  }
}
