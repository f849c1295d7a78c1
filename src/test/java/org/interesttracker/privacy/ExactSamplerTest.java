package org.interesttracker.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what is drawn to the exact probabilities, from keyed bits and from the system's. */
class ExactSamplerTest {

  private static final int DRAWS = 20_000;

  private static List<RandomBits> sources() {
    return List.of(PrfBits.of(Distributions.key(1), "test"), RandomBits.secure());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 5", "1, 7", "1024, 3333"})
  void laplaceIsAsItsProbabilitiesSay(long s, long t) {
    for (RandomBits bits : sources()) {
      ExactSampler sampler = new ExactSampler(bits);
      double scale = (double) t / s;
      int limit = (int) (4 * scale);
      assertThat(
              Distributions.misfit(
                  () -> sampler.laplace(s, t), Distributions.laplace(scale), limit, DRAWS))
          .isLessThan(1);
      // the test would find a scale that is 15 % off
      assertThat(
              Distributions.misfit(
                  () -> sampler.laplace(s, t), Distributions.laplace(1.15 * scale), limit, DRAWS))
          .isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "7", "150"})
  void gaussianIsAsItsProbabilitiesSay(long variance) {
    for (RandomBits bits : sources()) {
      ExactSampler sampler = new ExactSampler(bits);
      int limit = (int) (3 * Math.sqrt(variance));
      assertThat(
              Distributions.misfit(
                  () -> sampler.gaussian(variance), Distributions.gaussian(variance), limit, DRAWS))
          .isLessThan(1);
      assertThat(
              Distributions.misfit(
                  () -> sampler.gaussian(variance),
                  Distributions.gaussian(1.3 * variance),
                  limit,
                  DRAWS))
          .isGreaterThan(1);
    }
  }

  @Test
  void belowIsUniform() {
    ExactSampler sampler = new ExactSampler(PrfBits.of(Distributions.key(2), "below"));
    BigInteger n = BigInteger.valueOf(11);
    assertThat(
            Distributions.misfit(
                () -> sampler.below(n).longValue() - 5,
                x -> Math.abs(x) <= 5 ? 1 / 11.0 : 0,
                4,
                DRAWS))
        .isLessThan(1);
    assertThat(sampler.below(BigInteger.ONE)).isZero();
    BigInteger large = BigInteger.ONE.shiftLeft(70).add(BigInteger.ONE);
    assertThat(sampler.below(large)).isLessThan(large).isGreaterThanOrEqualTo(BigInteger.ZERO);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 3", "1, 1", "5, 2"})
  void bernoulliHasTheProbabilityOfAnExponential(long numerator, long denominator) {
    ExactSampler sampler = new ExactSampler(PrfBits.of(Distributions.key(3), "exp"));
    int hits = 0;
    for (int i = 0; i < DRAWS; i++) {
      if (sampler.bernoulliExp(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator))) {
        hits++;
      }
    }
    double[] interval = Distributions.interval(hits, DRAWS);
    assertThat(Math.exp(-(double) numerator / denominator)).isBetween(interval[0], interval[1]);
  }

  @Test
  void keyedBitsDependOnKeyAndLabelAlone() {
    assertThat(words(1, "a")).isEqualTo(words(1, "a"));
    assertThat(words(1, "a")).isNotEqualTo(words(1, "b")).isNotEqualTo(words(2, "a"));
    assertThatThrownBy(() -> PrfBits.of(new byte[31], "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31 bytes");
  }

  private static List<Integer> words(int key, String label) {
    PrfBits bits = PrfBits.of(Distributions.key(key), label);
    return IntStream.range(0, 100).mapToObj(i -> bits.next()).toList();
  }
}
