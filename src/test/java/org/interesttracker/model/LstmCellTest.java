package org.interesttracker.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LstmCellTest {

  @Test
  void tanhIsExactToTheLastDigitsEverywhere() {
    double worst = 0;
    for (int i = -2_000_000; i <= 2_000_000; i++) {
      float x = i * 1e-5f;
      worst = Math.max(worst, Math.abs(LstmCell.tanh(x) - Math.tanh(x)));
    }
    assertThat(worst).isLessThan(5e-7);
  }

  @Test
  void tanhHoldsOnAtItsEnds() {
    for (float far : new float[] {8, 100, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
      assertThat(LstmCell.tanh(far)).isBetween(1 - 1e-6f, 1 + 1e-6f);
      assertThat(LstmCell.tanh(-far)).isEqualTo(-LstmCell.tanh(far));
    }
    assertThat(LstmCell.tanh(0)).isZero();
    assertThat(LstmCell.tanh(Float.NaN)).isNaN();
  }
}
