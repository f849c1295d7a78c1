package org.interesttracker.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageHinkleyTest {

  private static final double TOLERANCE = 0.05;
  private static final double THRESHOLD = 150;

  @Test
  void theShortfallIsWorkedOutByHand() {
    PageHinkley test = PageHinkley.START;
    for (int i = 0; i < PageHinkley.WARM_UP; i++) {
      test = test.plus(i % 2 == 0, 0.1);
    }
    assertThat(test.shortfall()).as("while warming up").isZero();
    // a one lifts m by (1 - x̄)/s + 0.1, two zeros then lower it by x̄/s - 0.1 each
    test = test.plus(true, 0.1);
    assertThat(test.m()).isCloseTo(root(500.0 / 1_001) + 0.1, within(1e-12));
    test = test.plus(false, 0.1).plus(false, 0.1);
    assertThat(test.shortfall())
        .isCloseTo(root(501.0 / 1_002) + root(501.0 / 1_003) - 0.2, within(1e-12));
    assertThat(test.meanBefore()).isEqualTo(501.0 / 1_001);
    assertThat(test.meanAfter()).isZero();
  }

  /** x̄ / √(x̄·(1 - x̄)). */
  private static double root(double mean) {
    return Math.sqrt(mean / (1 - mean));
  }

  @ParameterizedTest
  @CsvSource({"0.15, 0.05, 1000", "0.5, 0.3, 700", "0.03, 0.005, 2500"})
  void aFallIsFoundSoonWithTheMeansBeforeAndAfter(double before, double after, int within) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      PageHinkley test = PageHinkley.START;
      int at = 0;
      while (test.shortfall() <= THRESHOLD) {
        test = test.plus(random.nextDouble() < (at < 10_000 ? before : after), TOLERANCE);
        at++;
      }
      assertThat(at).as("seed %d", seed).isBetween(10_000, 10_000 + within);
      assertThat(test.meanBefore()).isCloseTo(before, within(0.2 * before));
      // where the fall began is seen only roughly
      assertThat(test.meanAfter()).isBetween(0.2 * after, 0.6 * before + 0.4 * after);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.005, 0.05, 0.15, 0.3, 0.5, 0.9})
  void aStreamThatStaysTheSameGivesNoAlarm(double rate) {
    for (int seed = 0; seed < 10; seed++) {
      assertThat(mostShortfall(rate, rate, seed)).isLessThan(THRESHOLD);
    }
  }

  @Test
  void aStreamThatGetsBetterGivesNoAlarm() {
    for (int seed = 0; seed < 10; seed++) {
      assertThat(mostShortfall(0.05, 0.2, seed)).isLessThan(THRESHOLD);
    }
  }

  private static double mostShortfall(double from, double to, long seed) {
    Random random = new Random(seed);
    PageHinkley test = PageHinkley.START;
    double most = 0;
    int samples = 100_000;
    for (int i = 0; i < samples; i++) {
      double rate = from + (to - from) * i / samples;
      test = test.plus(random.nextDouble() < rate, TOLERANCE);
      most = Math.max(most, test.shortfall());
    }
    return most;
  }
}
