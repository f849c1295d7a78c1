package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.interesttracker.interest.Lstm;
import org.junit.jupiter.api.Test;

/** The plain LSTM against DL4J forward and against central differences backward. */
class LstmPassTest {

  private static final int F = 5;
  private static final int H = 4;
  private static final int D = 3;
  private static final int[] STARTS = {0, 4, 5, 8};
  private static final int P = 8;
  private static final float STEP = 1e-2f;

  private final Random random = new Random(7);
  private final LstmParameters parameters = random();
  private final float[] inputs = floats(P * F);
  private final float[] direction = floats(P * D);

  @Test
  void forwardIsWhatTheServingModelGives() {
    float[] predictions = new LstmPass(parameters, inputs, STARTS, null).predictions();
    try (Lstm serving = new Lstm("v", parameters.weights())) {
      for (int s = 0; s + 1 < STARTS.length; s++) {
        float[] h = new float[H];
        float[] c = new float[H];
        float[] y = new float[D];
        for (int p = STARTS[s]; p < STARTS[s + 1]; p++) {
          float[] x = new float[F];
          System.arraycopy(inputs, p * F, x, 0, F);
          serving.step(1, x, h, c, y);
          for (int d = 0; d < D; d++) {
            assertThat(predictions[p * D + d]).isCloseTo(y[d], within(1e-5f));
          }
        }
      }
    }
  }

  @Test
  void gradientsByAllParametersAreRight() {
    checkParameters(null);
  }

  @Test
  void gradientsByAllParametersAreRightWithDropout() {
    float[] dropout = new float[P * H];
    for (int i = 0; i < dropout.length; i++) {
      dropout[i] = random.nextInt(3) == 0 ? 0 : 1.5f;
    }
    checkParameters(dropout);
  }

  private void checkParameters(float[] dropout) {
    LstmParameters gradient = Moments.zeros(parameters);
    new LstmPass(parameters, inputs, STARTS, dropout).backward(direction, gradient);
    List<float[]> all = parameters.all();
    for (int a = 0; a < all.size(); a++) {
      for (int i = 0; i < all.get(a).length; i++) {
        assertClose(
            "parameter %d of array %d".formatted(i, a),
            gradient.all().get(a)[i],
            difference(all.get(a), i, dropout));
      }
    }
  }

  @Test
  void gradientsByTheInputsAreRight() {
    float[] byInputs =
        new LstmPass(parameters, inputs, STARTS, null)
            .backward(direction, Moments.zeros(parameters));
    for (int i = 0; i < inputs.length; i++) {
      assertClose("input " + i, byInputs[i], difference(inputs, i, null));
    }
  }

  private double difference(float[] values, int i, float[] dropout) {
    float was = values[i];
    values[i] = was + STEP;
    double above = along(dropout);
    values[i] = was - STEP;
    double below = along(dropout);
    values[i] = was;
    return (above - below) / (2 * STEP);
  }

  /** A number whose gradient by the predictions is {@link #direction}. */
  private double along(float[] dropout) {
    float[] predictions = new LstmPass(parameters, inputs, STARTS, dropout).predictions();
    double sum = 0;
    for (int i = 0; i < predictions.length; i++) {
      sum += (double) direction[i] * predictions[i];
    }
    return sum;
  }

  private static void assertClose(String what, double analytic, double numeric) {
    assertThat(analytic).as(what).isCloseTo(numeric, within(5e-3 * (1 + Math.abs(numeric))));
  }

  private float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static LstmParameters random() {
    LstmParameters parameters = LstmParameters.zeros(F, H, D);
    Random random = new Random(3);
    for (float[] values : parameters.all()) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (0.5 * random.nextGaussian());
      }
    }
    return parameters;
  }
}
