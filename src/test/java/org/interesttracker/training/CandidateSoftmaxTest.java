package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CandidateSoftmaxTest {

  private static final float STEP = 1e-2f;

  @Test
  void theLossOfTwoItemsIsThatOfTheLogisticFunction() {
    // logits 1·2 + 0.5 and 1·(-1): the chance of the first is 1 / (1 + e^-3.5)
    CandidateSoftmax softmax =
        new CandidateSoftmax(
            new float[] {1},
            new int[] {0},
            new float[] {2, -1},
            new float[] {0.5f, 0},
            logits -> {});
    double chance = 1 / (1 + Math.exp(-3.5));
    assertThat(softmax.loss()).isCloseTo(-Math.log(chance), within(1e-6));
    assertThat((double) softmax.byBiases()[0]).isCloseTo(chance - 1, within(1e-6));
    assertThat((double) softmax.byBiases()[1]).isCloseTo(1 - chance, within(1e-6));
    assertThat((double) softmax.byRows()[0])
        .isCloseTo(2 * (chance - 1) - (1 - chance), within(1e-6));
  }

  @Test
  void gradientsAreRight() {
    Random random = new Random(1);
    float[] rows = floats(random, 3 * 2);
    float[] vectors = floats(random, 2 * 5);
    float[] biases = floats(random, 5);
    int[] targets = {4, 0, 4};
    CandidateSoftmax softmax = new CandidateSoftmax(rows, targets, vectors, biases, logits -> {});
    for (int i = 0; i < rows.length; i++) {
      assertClose(softmax.byRows()[i], difference(rows, i, rows, targets, vectors, biases));
    }
    for (int i = 0; i < biases.length; i++) {
      assertClose(softmax.byBiases()[i], difference(biases, i, rows, targets, vectors, biases));
    }
    for (int item = 0; item < 5; item++) {
      for (int d = 0; d < 2; d++) {
        assertClose(
            softmax.byItems()[item * 2 + d],
            difference(vectors, item * 2 + d, rows, targets, vectors, biases));
      }
    }
  }

  private static double difference(
      float[] values, int i, float[] rows, int[] targets, float[] vectors, float[] biases) {
    float was = values[i];
    values[i] = was + STEP;
    double above = new CandidateSoftmax(rows, targets, vectors, biases, logits -> {}).loss();
    values[i] = was - STEP;
    double below = new CandidateSoftmax(rows, targets, vectors, biases, logits -> {}).loss();
    values[i] = was;
    return (above - below) / (2 * STEP);
  }

  private static void assertClose(double analytic, double numeric) {
    assertThat(analytic).isCloseTo(numeric, within(1e-3));
  }

  private static float[] floats(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void theFastExponentialIsTheExponential() {
    for (float x = -79; x <= 0; x += 0.01f) {
      assertThat(Matrices.exp(x) / Math.exp(x)).isCloseTo(1, within(1e-5));
    }
    assertThat(Matrices.exp(0)).isEqualTo(1);
    assertThat(Matrices.exp(-1000)).isZero();
    assertThat(Matrices.exp(Float.NEGATIVE_INFINITY)).isZero();
  }
}
