package org.interesttracker.privacy;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongSupplier;

/** Exact probabilities, by sums, and tests that hold draws to them. */
final class Distributions {

  /** One of so many correct samplers would be refused; 6 standard deviations. */
  private static final double Z_AT_1E_9 = 5.998;

  private Distributions() {}

  static IntToDoubleFunction laplace(double scale) {
    double p = Math.exp(-1 / scale);
    return x -> (1 - p) / (1 + p) * Math.pow(p, Math.abs(x));
  }

  static IntToDoubleFunction gaussian(double variance) {
    int far = (int) (20 * Math.sqrt(variance)) + 20;
    double sum = 0;
    for (int x = -far; x <= far; x++) {
      sum += Math.exp(-(double) x * x / (2 * variance));
    }
    double all = sum;
    return x -> Math.exp(-(double) x * x / (2 * variance)) / all;
  }

  static IntToDoubleFunction of(Noise noise) {
    return noise instanceof DiscreteGaussian g
        ? gaussian(g.variance())
        : laplace(((DiscreteLaplace) noise).scale());
  }

  /** The probability of x or more, added up from the far end. */
  static double upperTail(IntToDoubleFunction probability, int x, int far) {
    double sum = 0;
    for (int y = far; y >= x; y--) {
      sum += probability.applyAsDouble(y);
    }
    return sum;
  }

  /**
   * Pearson's chi-squared of draws against probabilities, values beyond a limit taken together,
   * over what it would exceed once in 10^9 times by chance (Wilson and Hilferty): above 1 is a
   * failure.
   */
  static double misfit(LongSupplier draw, IntToDoubleFunction probability, int limit, int draws) {
    long[] seen = new long[2 * limit + 3];
    for (int i = 0; i < draws; i++) {
      seen[(int) Math.max(-limit - 1, Math.min(limit + 1, draw.getAsLong())) + limit + 1]++;
    }
    double[] expected = new double[seen.length];
    for (int x = -limit; x <= limit; x++) {
      expected[x + limit + 1] = probability.applyAsDouble(x);
    }
    expected[0] = upperTail(probability, limit + 1, 100 * limit);
    expected[seen.length - 1] = expected[0];
    double chi = 0;
    for (int i = 0; i < seen.length; i++) {
      double mean = expected[i] * draws;
      chi += (seen[i] - mean) * (seen[i] - mean) / mean;
    }
    double freedom = seen.length - 1;
    double root = 1 - 2 / (9 * freedom) + Z_AT_1E_9 * Math.sqrt(2 / (9 * freedom));
    return chi / (freedom * root * root * root);
  }

  /**
   * The least and the most a probability can be by an event's frequency, each wrong once in 10^9
   * times (Clopper and Pearson 1934, by bisection of the binomial tails).
   */
  static double[] interval(int hits, int draws) {
    double alpha = 1e-9;
    return new double[] {
      hits == 0 ? 0 : bisect(p -> tail(hits, 1, draws, p) < alpha),
      hits == draws ? 1 : bisect(p -> tail(hits, -1, draws, p) >= alpha)
    };
  }

  private static double bisect(DoublePredicate isBelow) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (isBelow.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** What is binomially distributed is this or beyond it; added up until nothing more is added. */
  private static double tail(int from, int step, int n, double p) {
    double sum = 0;
    for (int i = from; i >= 0 && i <= n; i += step) {
      double term =
          Math.exp(
              LOG_FACTORIALS[n]
                  - LOG_FACTORIALS[i]
                  - LOG_FACTORIALS[n - i]
                  + i * Math.log(p)
                  + (n - i) * Math.log1p(-p));
      sum += term;
      if (step * (i - n * p) > 0 && term < 1e-12 * sum) {
        break;
      }
    }
    return sum;
  }

  private static final double[] LOG_FACTORIALS = logFactorials(100_000);

  private static double[] logFactorials(int n) {
    double[] logs = new double[n + 1];
    for (int i = 2; i <= n; i++) {
      logs[i] = logs[i - 1] + Math.log(i);
    }
    return logs;
  }

  static byte[] key(int first) {
    byte[] key = new byte[PrfBits.KEY_BYTES];
    Arrays.fill(key, (byte) 7);
    key[0] = (byte) first;
    return key;
  }
}
