package org.interesttracker.model;

/**
 * The weights of one LSTM layer and its linear output, all row-major, F = input size, H = hidden
 * size, D = output size. Gate columns are [g = tanh candidate | f | o | i], as in DL4J.
 *
 * @param input [F, 4H]
 * @param recurrent [H, 4H]
 * @param bias [4H]
 * @param output [H, D]
 * @param outputBias [D]
 */
public record LstmWeights(
    int inputSize,
    int hiddenSize,
    int outputSize,
    float[] input,
    float[] recurrent,
    float[] bias,
    float[] output,
    float[] outputBias) {

  public LstmWeights {
    check("input", input, inputSize * 4 * hiddenSize);
    check("recurrent", recurrent, hiddenSize * 4 * hiddenSize);
    check("bias", bias, 4 * hiddenSize);
    check("output", output, hiddenSize * outputSize);
    check("outputBias", outputBias, outputSize);
  }

  private static void check(String name, float[] values, int expected) {
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "LSTM weights: " + name + " has " + values.length + " values, expected " + expected);
    }
  }
}
