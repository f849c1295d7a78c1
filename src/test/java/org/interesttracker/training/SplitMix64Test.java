package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitMix64Test {

  @Test
  void givesTheNumbersOfSplittableRandom() {
    SplittableRandom expected = new SplittableRandom(42);
    SplitMix64 random = new SplitMix64(42);

    for (int i = 0; i < 1_000; i++) {
      assertThat(random.nextLong()).isEqualTo(expected.nextLong());
      assertThat(random.nextDouble()).isEqualTo(expected.nextDouble());
    }
  }

  @Test
  void goesOnFromItsState() {
    SplitMix64 random = new SplitMix64(42);
    random.nextLong();
    SplitMix64 other = new SplitMix64(random.state());

    assertThat(other.nextLong()).isEqualTo(random.nextLong());
  }
}
