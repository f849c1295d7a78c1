package org.interesttracker.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.interesttracker.privacy.RandomizedResponse.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both encodings: the chances they promise, and that their estimates are right in the mean. */
class RandomizedResponseTest {

  private static final List<String> WORDS = List.of("a", "b", "c", "d");
  private static final int[] TRUTH = {600, 300, 100, 0};
  private static final int RUNS = 400;

  /** No report is more than e^epsilon times as probable for one word as for another. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 3})
  void theOddsOfReportsKeepToEpsilon(double epsilon) {
    RandomizedResponse response = new RandomizedResponse(WORDS, epsilon);
    double lie = (1 - response.truth()) / (WORDS.size() - 1);
    assertThat(response.truth() / lie)
        .isBetween(Math.exp(epsilon) * (1 - 1e-12), Math.exp(epsilon) * (1 + 1e-12));
  }

  @Test
  void wordsComeOutWithTheirChances() {
    RandomizedResponse response = new RandomizedResponse(WORDS, 1, new SplittableRandom(1));
    int draws = 40_000;
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < draws; i++) {
      seen.merge(response.randomize("b"), 1, Integer::sum);
    }
    for (String word : WORDS) {
      double chance = word.equals("b") ? response.truth() : (1 - response.truth()) / 3;
      double[] interval = Distributions.interval(seen.get(word), draws);
      assertThat(chance).isBetween(interval[0], interval[1]);
    }
  }

  @Test
  void estimatesAreUnbiasedAndAsFarOffAsTheySay() {
    RandomizedResponse response = new RandomizedResponse(WORDS, 1, new SplittableRandom(2));
    Spread[] spreads = spreads();
    for (int run = 0; run < RUNS; run++) {
      Map<String, Long> reports = new HashMap<>();
      for (int word = 0; word < TRUTH.length; word++) {
        for (int i = 0; i < TRUTH[word]; i++) {
          reports.merge(response.randomize(WORDS.get(word)), 1L, Long::sum);
        }
      }
      Map<String, Estimate> estimates = response.estimate(reports);
      for (int word = 0; word < TRUTH.length; word++) {
        spreads[word].add(estimates.get(WORDS.get(word)));
      }
    }
    check(spreads);
  }

  @Test
  void unaryEstimatesAreUnbiasedAndAsFarOffAsTheySay() {
    UnaryEncoding encoding = new UnaryEncoding(TRUTH.length, 1, new SplittableRandom(3));
    Spread[] spreads = spreads();
    for (int run = 0; run < RUNS; run++) {
      long[] ones = new long[TRUTH.length];
      for (int word = 0; word < TRUTH.length; word++) {
        for (int i = 0; i < TRUTH[word]; i++) {
          boolean[] bits = encoding.randomize(word);
          for (int b = 0; b < bits.length; b++) {
            ones[b] += bits[b] ? 1 : 0;
          }
        }
      }
      List<Estimate> estimates = encoding.estimate(ones, 1_000);
      for (int word = 0; word < TRUTH.length; word++) {
        spreads[word].add(estimates.get(word));
      }
    }
    check(spreads);
  }

  /** The odds of a whole vector of bits are those of the two bits in which two words differ. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 3})
  void theOddsOfBitsKeepToEpsilon(double epsilon) {
    double q = 1 / (Math.exp(epsilon) + 1);
    double worst = 0.5 / q * ((1 - q) / 0.5);
    assertThat(worst).isBetween(Math.exp(epsilon) * (1 - 1e-12), Math.exp(epsilon) * (1 + 1e-12));
    UnaryEncoding encoding = new UnaryEncoding(3, epsilon, new SplittableRandom(4));
    int draws = 40_000;
    int own = 0;
    int other = 0;
    for (int i = 0; i < draws; i++) {
      boolean[] bits = encoding.randomize(1);
      own += bits[1] ? 1 : 0;
      other += bits[2] ? 1 : 0;
    }
    double[] ofOwn = Distributions.interval(own, draws);
    double[] ofOther = Distributions.interval(other, draws);
    assertThat(0.5).isBetween(ofOwn[0], ofOwn[1]);
    assertThat(q).isBetween(ofOther[0], ofOther[1]);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new RandomizedResponse(List.of("a"), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RandomizedResponse(List.of("a", "a"), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RandomizedResponse(WORDS, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RandomizedResponse(WORDS, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RandomizedResponse(WORDS, 1).randomize("e"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("e'");
    assertThatThrownBy(() -> new UnaryEncoding(1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Spread[] spreads() {
    Spread[] spreads = new Spread[TRUTH.length];
    for (int word = 0; word < TRUTH.length; word++) {
      spreads[word] = new Spread();
    }
    return spreads;
  }

  private static void check(Spread[] spreads) {
    for (int word = 0; word < TRUTH.length; word++) {
      Spread spread = spreads[word];
      double error = Math.sqrt(spread.variance() / RUNS);
      assertThat(spread.mean()).isBetween(TRUTH[word] - 6 * error, TRUTH[word] + 6 * error);
      // the variance of a sample of 400 is within 6 · √(2/400) of the true one
      assertThat(spread.told / RUNS / spread.variance()).isBetween(0.65, 1.6);
    }
  }

  /** Estimates over all runs, and the variance that they were said to have. */
  private static final class Spread {
    private double sum;
    private double squares;
    private double told;

    void add(Estimate estimate) {
      sum += estimate.count();
      squares += estimate.count() * estimate.count();
      told += estimate.standardError() * estimate.standardError();
    }

    double mean() {
      return sum / RUNS;
    }

    double variance() {
      return squares / RUNS - mean() * mean();
    }
  }
}
