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
    // means 1, 1/2, 2/3, 1/2; deviations 0, 1/2, √2/3, 1/2:
    // m = 0.1, then - 1 + 0.1, then 1/√2 + 0.1, then - 1 + 0.1
    for (boolean one : new boolean[] {true, false, true, false}) {
      test = test.plus(one, 0.1);
    }
    assertThat(test.m()).isCloseTo(0.1 - 0.9 + 1 / Math.sqrt(2) + 0.1 - 0.9, within(1e-12));
    assertThat(test.shortfall()).isCloseTo(0.1 - test.m(), within(1e-12));
    assertThat(test.meanBefore()).isEqualTo(1);
    assertThat(test.meanAfter()).isEqualTo(1.0 / 3);
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
