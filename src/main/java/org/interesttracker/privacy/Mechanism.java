package org.interesttracker.privacy;

import java.util.OptionalLong;

/**
 * How counts of users are released: (epsilon, delta)-differentially private for one user who is in
 * at most {@code cap} of them, once in each, where which counts there are is private as well.
 *
 * <p>A count below k is never released. From any other k - 1 is taken, then noise is added, and
 * what is below the threshold is not released; to the rest k - 1 is added again. Taking k - 1 first
 * is what makes k compatible with the noise: a count that one user lifts from k - 1 to k is 1 then,
 * and 1 is released with at most the probability that delta leaves for each of the user's keys. A
 * check of the exact count against k beside a noisy one would show that user.
 *
 * <p>Proof: of the counts that one user changes, those that are 0 without the user (after k - 1 was
 * taken) are released with probability at most delta / cap each, delta together. Given that none of
 * them is, what is released is a function of noisy counts of the others, of which the user changes
 * at most cap by 1 each. The Gaussian, which needs a delta itself, gets a half of it.
 *
 * @param threshold of the noisy count after k - 1 was taken from it
 */
public record Mechanism(Noise noise, long threshold, int k, int cap, double epsilon, double delta) {

  /**
   * The mechanism with the least threshold.
   *
   * @param epsilon above 0; infinite for none of it
   * @param delta above 0, below 1
   * @param k how many users at least, 1 or more
   * @param cap how many counts one user is in, at the most
   */
  public static Mechanism of(MechanismChoice choice, double epsilon, double delta, int k, int cap) {
    if (Double.isInfinite(epsilon)) {
      return new Mechanism(new NoNoise(), 1, k, cap, epsilon, 0);
    }
    return switch (choice) {
      case LAPLACE -> laplace(epsilon, delta, k, cap);
      case GAUSSIAN -> gaussian(epsilon, delta, k, cap);
      case AUTO -> {
        Mechanism laplace = laplace(epsilon, delta, k, cap);
        Mechanism gaussian = gaussian(epsilon, delta, k, cap);
        yield gaussian.threshold < laplace.threshold ? gaussian : laplace;
      }
    };
  }

  private static Mechanism laplace(double epsilon, double delta, int k, int cap) {
    Noise noise = DiscreteLaplace.of(epsilon, cap);
    return new Mechanism(noise, noise.threshold(delta / cap), k, cap, epsilon, delta);
  }

  private static Mechanism gaussian(double epsilon, double delta, int k, int cap) {
    Noise noise = DiscreteGaussian.of(epsilon, delta / 2, cap);
    return new Mechanism(noise, noise.threshold(delta / 2 / cap), k, cap, epsilon, delta);
  }

  /** How low a released count can be. */
  public long least() {
    return threshold + k - 1;
  }

  /**
   * The noisy count, or nothing.
   *
   * @param users how many there are in truth
   */
  public OptionalLong release(long users, RandomBits bits) {
    if (users < k) {
      return OptionalLong.empty();
    }
    long noisy = users - (k - 1) + noise.draw(bits);
    return noisy < threshold ? OptionalLong.empty() : OptionalLong.of(noisy + k - 1);
  }
}
