package org.interesttracker.model;

/**
 * The weights of a simple recurrent network (Elman 1990) and its linear output, all row-major, F =
 * input size, H = hidden size, D = output size: h_t = tanh(x_t · input + h_(t-1) · recurrent +
 * bias), with h_0 = 0, and y = h_T · output + outputBias.
 *
 * @param input [F, H]
 * @param recurrent [H, H]
 * @param bias [H]
 * @param output [H, D]
 * @param outputBias [D]
 */
public record RnnWeights(
    int inputSize,
    int hiddenSize,
    int outputSize,
    float[] input,
    float[] recurrent,
    float[] bias,
    float[] output,
    float[] outputBias) {

  public RnnWeights {
    check("input", input, inputSize * hiddenSize);
    check("recurrent", recurrent, hiddenSize * hiddenSize);
    check("bias", bias, hiddenSize);
    check("output", output, hiddenSize * outputSize);
    check("outputBias", outputBias, outputSize);
  }

  private static void check(String name, float[] values, int expected) {
    Vectors.checkLength("RNN weights: " + name, values, expected);
  }
}
