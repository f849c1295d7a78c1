package org.interesttracker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class McNemarTest {

  /** 121 and 59 discordant pairs: (62 - 1)² / 180 = 20.67, p = 5.45e-6. */
  @Test
  void manyDiscordantPairsGoByChiSquared() {
    assertThat(McNemar.of(121, 59).p()).isCloseTo(5.45e-6, within(0.02e-6));
    assertThat(McNemar.of(59, 121).p()).isEqualTo(McNemar.of(121, 59).p());
  }

  /** 3.841 is the 95 % quantile; 40 and 60 give (20 - 1)² / 100 = 3.61, p = 0.0574. */
  @Test
  void theContinuityCorrectionIsMade() {
    assertThat(McNemar.of(40, 60).p()).isCloseTo(0.0574, within(0.0001));
  }

  /** 2 (C(22,0) + … + C(22,6)) / 2^22 = 2 · 110056 / 4194304. */
  @Test
  void fewDiscordantPairsGoByTheBinomialDistribution() {
    assertThat(McNemar.of(6, 16).p()).isCloseTo(2.0 * 110_056 / 4_194_304, within(1e-12));
    assertThat(McNemar.of(0, 5).p()).isCloseTo(2.0 / 32, within(1e-12));
  }

  @Test
  void evenCountsAreNoEvidence() {
    assertThat(McNemar.of(0, 0).p()).isEqualTo(1);
    assertThat(McNemar.of(7, 7).p()).isEqualTo(1);
    assertThat(McNemar.of(50, 50).p()).isEqualTo(1);
  }

  @Test
  void theFarTailIsNotCutOff() {
    assertThat(McNemar.of(1_000, 100).p()).isPositive().isLessThan(1e-150);
  }

  @Test
  void countsWhatOneAloneHit() {
    BitSet first = bits(0, 1, 2, 5);
    BitSet second = bits(2, 3, 9);
    McNemar test = McNemar.of(first, second);
    assertThat(test.onlyFirst()).isEqualTo(3);
    assertThat(test.onlySecond()).isEqualTo(2);
    assertThat(first).isEqualTo(bits(0, 1, 2, 5));
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }
}
