package org.interesttracker.interest;

import org.interesttracker.model.LstmWeights;

/** Whether the arrays of a step are as long as its rows ask for. */
final class StepArguments {

  private StepArguments() {}

  /**
   * @throws IllegalArgumentException with the name of the one that is too short
   */
  static void check(LstmWeights weights, int batch, float[] x, float[] h, float[] c, float[] y) {
    if (batch < 1) {
      throw new IllegalArgumentException("An LSTM step needs at least 1 row, got " + batch);
    }
    check("x", x, batch, weights.inputSize());
    check("h", h, batch, weights.hiddenSize());
    check("c", c, batch, weights.hiddenSize());
    check("y", y, batch, weights.outputSize());
  }

  private static void check(String name, float[] values, int batch, int columns) {
    if (values.length < batch * columns) {
      throw new IllegalArgumentException(
          "LSTM step: %s has %d values, expected at least %d × %d"
              .formatted(name, values.length, batch, columns));
    }
  }
}
