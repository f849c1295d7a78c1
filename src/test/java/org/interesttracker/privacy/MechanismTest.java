package org.interesttracker.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The proof's steps in numbers: noise against epsilon and delta, the threshold, and k. */
class MechanismTest {

  private static final int FAR = 3_000;

  @ParameterizedTest
  @CsvSource({"0.1, 1", "1, 1", "1, 20", "5, 210", "10, 3"})
  void laplaceHidesAsManyCountsAsTheCapSays(double epsilon, int cap) {
    double scale = DiscreteLaplace.of(epsilon, cap).scale();
    assertThat(cap / scale).isLessThanOrEqualTo(epsilon).isGreaterThan(0.98 * epsilon);
  }

  /** The exact delta: the sum over outcomes of what one side has beyond e^epsilon of the other. */
  @ParameterizedTest
  @CsvSource({
    "0.1, 1e-6, 1",
    "1, 1e-6, 1",
    "1, 1e-9, 4",
    "0.5, 1e-5, 9",
    "5, 1e-6, 4",
    "10, 1e-6, 1"
  })
  void gaussianSpendsNoMoreDeltaThanItSays(double epsilon, double delta, int cap) {
    DiscreteGaussian noise = DiscreteGaussian.of(epsilon, delta, cap);
    double spent = delta(noise.variance(), epsilon, cap);
    assertThat(spent).isLessThanOrEqualTo(delta);
    // and not much less: half the variance would be too little, but for a whole number as small as
    // 1
    double less = noise.variance() == 1 ? 0.2 : noise.variance() / 2.0;
    assertThat(delta(less, epsilon, cap)).isGreaterThan(delta);
  }

  /** Of so many counts that all change by 1; the loss depends on the sum of their noise alone. */
  private static double delta(double variance, double epsilon, int cap) {
    IntToDoubleFunction one = Distributions.gaussian(variance);
    int far = (int) (14 * Math.sqrt(variance)) + 5;
    double[] sum = {1};
    double[] single = new double[2 * far + 1];
    Arrays.setAll(single, i -> one.applyAsDouble(i - far));
    for (int c = 0; c < cap; c++) {
      sum = convolved(sum, single);
    }
    double delta = 0;
    for (int i = 0; i < sum.length; i++) {
      double noise = i - (double) cap * far;
      double loss = (cap - 2 * noise) / (2 * variance);
      delta += sum[i] * Math.max(0, 1 - Math.exp(epsilon - loss));
    }
    return delta;
  }

  private static double[] convolved(double[] a, double[] b) {
    double[] c = new double[a.length + b.length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        c[i + j] += a[i] * b[j];
      }
    }
    return c;
  }

  @ParameterizedTest
  @CsvSource({"0.1, 1", "1, 1", "1, 20", "5, 210", "10, 3"})
  void tailsAreNeverToldTooSmall(double epsilon, int cap) {
    for (Noise noise :
        new Noise[] {DiscreteLaplace.of(epsilon, cap), DiscreteGaussian.of(epsilon, 1e-6, cap)}) {
      IntToDoubleFunction probability = Distributions.of(noise);
      for (int x = 1; x < 10 * noise.standardDeviation(); x += 1 + x / 3) {
        assertThat(noise.upperTail(x))
            .isGreaterThanOrEqualTo(Distributions.upperTail(probability, x, FAR) * (1 - 1e-9));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(MechanismChoice.class)
  void aKeyOfOneUserIsReleasedNoMoreOftenThanDeltaAllows(MechanismChoice choice) {
    for (int cap : new int[] {1, 5, 50}) {
      for (int k : new int[] {1, 10}) {
        Mechanism mechanism = Mechanism.of(choice, 1, 1e-5, k, cap);
        IntToDoubleFunction probability = Distributions.of(mechanism.noise());
        double released =
            Distributions.upperTail(probability, (int) mechanism.threshold() - 1, FAR);
        assertThat(released).isLessThanOrEqualTo(1e-5 / cap).isGreaterThan(1e-5 / cap / 20);
      }
    }
  }

  /** With a delta that is large enough to be seen. */
  @Test
  void drawsOfOneUserAreSeldomReleased() {
    Mechanism mechanism = Mechanism.of(MechanismChoice.LAPLACE, 1, 0.02, 5, 1);
    int released = 0;
    int draws = 10_000;
    for (int i = 0; i < draws; i++) {
      PrfBits bits = PrfBits.of(Distributions.key(4), "draw" + i);
      assertThat(mechanism.release(4, bits)).isEmpty();
      released += mechanism.release(5, bits).isPresent() ? 1 : 0;
    }
    assertThat(released).isPositive();
    assertThat(Distributions.interval(released, draws)[0]).isLessThan(0.02);
  }

  @Test
  void whatIsReleasedHasAtLeastThatManyUsers() {
    Mechanism mechanism = Mechanism.of(MechanismChoice.AUTO, 2, 1e-3, 10, 2);
    for (int i = 0; i < 2_000; i++) {
      mechanism
          .release(20, PrfBits.of(Distributions.key(5), "least" + i))
          .ifPresent(users -> assertThat(users).isGreaterThanOrEqualTo(mechanism.least()));
    }
    assertThat(mechanism.least()).isGreaterThanOrEqualTo(10);
  }

  /**
   * Draws releases of two neighbouring counts: no set of outcomes may be seen more often in one
   * than e^epsilon times as often as in the other. And the same draws refuse a smaller epsilon.
   */
  @ParameterizedTest
  @EnumSource(
      value = MechanismChoice.class,
      names = {"LAPLACE", "GAUSSIAN"})
  void frequenciesKeepWithinEpsilon(MechanismChoice choice) {
    double epsilon = 1;
    double delta = 0.01;
    Mechanism mechanism = Mechanism.of(choice, epsilon, delta, 2, 1);
    int draws = 20_000;
    int[] with = outcomes(mechanism, 12, draws, "with");
    int[] without = outcomes(mechanism, 11, draws, "without");
    double worst =
        Math.max(excess(with, without, draws, epsilon), excess(without, with, draws, epsilon));
    assertThat(worst).isLessThanOrEqualTo(delta);
    double claimed = choice == MechanismChoice.LAPLACE ? 0.7 : 0.1;
    assertThat(
            Math.max(excess(with, without, draws, claimed), excess(without, with, draws, claimed)))
        .isGreaterThan(delta);
  }

  private static int[] outcomes(Mechanism mechanism, int users, int draws, String name) {
    int[] seen = new int[40];
    for (int i = 0; i < draws; i++) {
      long noisy = mechanism.release(users, PrfBits.of(Distributions.key(6), name + i)).orElse(0);
      seen[(int) Math.min(39, noisy)]++;
    }
    return seen;
  }

  /** What is certain of P[S] - e^epsilon Q[S], over all sets S of counts up to, or from, one. */
  private static double excess(int[] one, int[] other, int draws, double epsilon) {
    double worst = 0;
    int below = 0;
    int otherBelow = 0;
    for (int x = 0; x < one.length; x++) {
      below += one[x];
      otherBelow += other[x];
      worst = Math.max(worst, certain(below, otherBelow, draws, epsilon));
      worst = Math.max(worst, certain(draws - below, draws - otherBelow, draws, epsilon));
    }
    return worst;
  }

  private static double certain(int hits, int otherHits, int draws, double epsilon) {
    return Distributions.interval(hits, draws)[0]
        - Math.exp(epsilon) * Distributions.interval(otherHits, draws)[1];
  }

  @Test
  void autoTakesWhatTellsLowerCounts() {
    assertThat(Mechanism.of(MechanismChoice.AUTO, 1, 1e-6, 10, 1).noise())
        .isInstanceOf(DiscreteLaplace.class);
    assertThat(Mechanism.of(MechanismChoice.AUTO, 1, 1e-6, 10, 210).noise())
        .isInstanceOf(DiscreteGaussian.class);
  }

  @Test
  void withoutNoiseOnlyTheNumberOfUsersCounts() {
    Mechanism mechanism = Mechanism.of(MechanismChoice.AUTO, Double.POSITIVE_INFINITY, 1e-6, 10, 5);
    assertThat(mechanism.release(9, RandomBits.secure())).isEmpty();
    assertThat(mechanism.release(10, RandomBits.secure())).hasValue(10);
  }
}
