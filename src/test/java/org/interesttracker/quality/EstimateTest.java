package org.interesttracker.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {

  @Test
  void theIntervalOfAShareIsWilsons() {
    // Newcombe, Interval estimation for the difference between independent proportions, Statistics
    // in Medicine 1998, table I: 81 of 263 gives 0.2553 to 0.3662, 1 of 29 gives 0.0061 to 0.1718
    assertShare(81, 263, 0.2553, 0.3662);
    assertShare(1, 29, 0.0061, 0.1718);
    // 0 of 20
    assertShare(0, 20, 0, 0.1611);
  }

  private static void assertShare(double hits, double samples, double low, double high) {
    Estimate share = Estimate.share(hits / samples, samples);
    assertThat(share.value()).isEqualTo(hits / samples);
    assertThat(share.low()).isCloseTo(low, within(5e-5));
    assertThat(share.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void theIntervalOfAMeanIsThatOfTheNormalDistribution() {
    // 0.2, 0.4, 0.6: mean 0.4, variance 0.04, so 0.4 ± 1.96 · 0.2 / √3
    Estimate mean = Estimate.mean(0.4, (0.04 + 0.16 + 0.36) / 3, 3);
    assertThat(mean.low()).isCloseTo(0.4 - 0.226317, within(1e-6));
    assertThat(mean.high()).isCloseTo(0.4 + 0.226317, within(1e-6));
  }

  @Test
  void intervalsStayWithinZeroAndOne() {
    assertThat(Estimate.mean(0.9, 0.9, 3).high()).isEqualTo(1);
    assertThat(Estimate.mean(0.1, 0.1, 3).low()).isZero();
    assertThat(Estimate.mean(0.5, 0.25, 1)).isEqualTo(new Estimate(0.5, 0, 1));
    assertThat(Estimate.share(1, 5).high()).isEqualTo(1);
  }
}
