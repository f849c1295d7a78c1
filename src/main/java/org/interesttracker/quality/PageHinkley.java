package org.interesttracker.quality;

/**
 * Tells when the share of ones in a stream of zeros and ones falls: the test of Page (Continuous
 * Inspection Schemes, Biometrika 1954) in Hinkley's form, as in Gama et al. (A Survey on Concept
 * Drift Adaptation, ACM Computing Surveys 2014), for falls in place of rises. With x̄_t the mean up
 * to t and s_t = √(x̄_t·(1 - x̄_t)) it keeps m_T = Σ_t ((x_t - x̄_t) / s_t + tolerance) and the
 * highest m so far; how far m is below it is how much less came than was to be expected, and above
 * a threshold that is a fall. The division by s, which they do not have, makes one tolerance and
 * one threshold suit every share. A stream that stays the same gives a false alarm after about
 * e^(2·tolerance·threshold) / (2·tolerance²) values.
 *
 * <p>Public, as Flink asks of what is in state.
 *
 * @param samples how many values came
 * @param sum of the values
 * @param m as above
 * @param highest m so far
 * @param samplesBefore how many values came up to the highest
 * @param sumBefore the sum of those
 */
public record PageHinkley(
    long samples, double sum, double m, double highest, long samplesBefore, double sumBefore) {

  /** Until so many values came, their mean is not known well enough to fall below. */
  static final int WARM_UP = 1_000;

  static final PageHinkley START = new PageHinkley(0, 0, 0, 0, 0, 0);

  /**
   * Takes in a value.
   *
   * @param tolerance how far below the mean values may be without adding up, in their standard
   *     deviations
   */
  PageHinkley plus(boolean one, double tolerance) {
    long n = samples + 1;
    double value = one ? 1 : 0;
    double s = sum + value;
    double mean = s / n;
    double deviation = Math.sqrt(mean * (1 - mean));
    double change = (deviation == 0 ? 0 : (value - mean) / deviation) + tolerance;
    double next = n <= WARM_UP ? 0 : m + change;
    return next >= highest
        ? new PageHinkley(n, s, next, next, n, s)
        : new PageHinkley(n, s, next, highest, samplesBefore, sumBefore);
  }

  /** How much less came than was to be expected beyond the tolerance, in standard deviations. */
  double shortfall() {
    return highest - m;
  }

  /** The mean up to where the fall began. */
  double meanBefore() {
    return samplesBefore == 0 ? 0 : sumBefore / samplesBefore;
  }

  /** The mean since then. */
  double meanAfter() {
    return samples == samplesBefore ? meanBefore() : (sum - sumBefore) / (samples - samplesBefore);
  }
}
