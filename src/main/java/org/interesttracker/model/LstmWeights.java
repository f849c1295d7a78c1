package org.interesttracker.model;

/**
 * The weights of one LSTM layer and its linear output, all row-major, F = input size, H = hidden
 * size, D = output size. Gate columns are [g = tanh candidate | f | o | i], as in DL4J. The output
 * is y = h · output + outputBias + v · skip, with v the first D values of the input: what the user
 * met last speaks for what comes next at once, and the LSTM learns what it does not say.
 *
 * @param input [F, 4H]
 * @param recurrent [H, 4H]
 * @param bias [4H]
 * @param output [H, D]
 * @param outputBias [D]
 * @param skip [D, D]; null for none
 */
public record LstmWeights(
    int inputSize,
    int hiddenSize,
    int outputSize,
    float[] input,
    float[] recurrent,
    float[] bias,
    float[] output,
    float[] outputBias,
    float[] skip) {

  public LstmWeights {
    check("input", input, inputSize * 4 * hiddenSize);
    check("recurrent", recurrent, hiddenSize * 4 * hiddenSize);
    check("bias", bias, 4 * hiddenSize);
    check("output", output, hiddenSize * outputSize);
    check("outputBias", outputBias, outputSize);
    if (skip != null) {
      check("skip", skip, outputSize * outputSize);
    }
  }

  /** Weights without a way past the LSTM. */
  public LstmWeights(
      int inputSize,
      int hiddenSize,
      int outputSize,
      float[] input,
      float[] recurrent,
      float[] bias,
      float[] output,
      float[] outputBias) {
    this(inputSize, hiddenSize, outputSize, input, recurrent, bias, output, outputBias, null);
  }

  /**
   * The same with outputs divided by a temperature, so that the softmax of y · v is what the
   * softmax of y · v / temperature was.
   */
  public LstmWeights dividedBy(double temperature) {
    return new LstmWeights(
        inputSize,
        hiddenSize,
        outputSize,
        input,
        recurrent,
        bias,
        Vectors.divided(output, temperature),
        Vectors.divided(outputBias, temperature),
        skip == null ? null : Vectors.divided(skip, temperature));
  }

  private static void check(String name, float[] values, int expected) {
    Vectors.checkLength("LSTM weights: " + name, values, expected);
  }
}
