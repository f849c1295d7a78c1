package org.interesttracker.model;

/**
 * The weights of two causal 1-D convolutions and a linear output, as in NextItNet (Yuan et al.
 * 2019) without residual blocks; all row-major, F = input size, H = hidden size, D = output size.
 * With zeros before the start of the sequence,
 *
 * <pre>
 * a_t = relu(x_(t-2) · first[0] + x_(t-1) · first[1] + x_t · first[2] + firstBias)
 * b_t = relu(a_(t-6) · second[0] + a_(t-3) · second[1] + a_t · second[2] + secondBias)
 * y   = b_T · output + outputBias
 * </pre>
 *
 * @param first [{@value #WIDTH}, F, H], the oldest position first
 * @param firstBias [H]
 * @param second [{@value #WIDTH}, H, H], the oldest position first
 * @param secondBias [H]
 * @param output [H, D]
 * @param outputBias [D]
 */
public record CnnWeights(
    int inputSize,
    int hiddenSize,
    int outputSize,
    float[] first,
    float[] firstBias,
    float[] second,
    float[] secondBias,
    float[] output,
    float[] outputBias) {

  /** How many positions each convolution looks at. */
  public static final int WIDTH = 3;

  /** How far the positions of the second convolution lie apart. */
  public static final int DILATION = 3;

  public CnnWeights {
    check("first", first, WIDTH * inputSize * hiddenSize);
    check("firstBias", firstBias, hiddenSize);
    check("second", second, WIDTH * hiddenSize * hiddenSize);
    check("secondBias", secondBias, hiddenSize);
    check("output", output, hiddenSize * outputSize);
    check("outputBias", outputBias, outputSize);
  }

  private static void check(String name, float[] values, int expected) {
    Vectors.checkLength("CNN weights: " + name, values, expected);
  }
}
