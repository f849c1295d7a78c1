package org.interesttracker.training;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.interesttracker.model.LstmWeights;

/**
 * The parameters of the LSTM while they are trained, or a gradient of the same shapes; shapes and
 * order as in {@link LstmWeights}.
 */
record LstmParameters(
    int inputSize,
    int hiddenSize,
    int outputSize,
    float[] input,
    float[] recurrent,
    float[] bias,
    float[] output,
    float[] outputBias,
    float[] skip) {

  /** How much of the latest item's own vector a new model predicts, before it has learned. */
  private static final float INITIAL_SKIP = 0.3f;

  static LstmParameters zeros(int inputSize, int hiddenSize, int outputSize) {
    return new LstmParameters(
        inputSize,
        hiddenSize,
        outputSize,
        new float[inputSize * 4 * hiddenSize],
        new float[hiddenSize * 4 * hiddenSize],
        new float[4 * hiddenSize],
        new float[hiddenSize * outputSize],
        new float[outputSize],
        new float[outputSize * outputSize]);
  }

  /**
   * What a network that knows nothing begins with: weights of a size that keeps sums of inputs of
   * size 1 at that size, and a forget gate that is open (Jozefowicz et al. 2015).
   *
   * @param like of the same shapes
   */
  static LstmParameters random(LstmWeights like, SplittableRandom random) {
    int h = like.hiddenSize();
    LstmParameters p = zeros(like.inputSize(), h, like.outputSize());
    fill(p.input, 1 / Math.sqrt(p.inputSize), random);
    fill(p.recurrent, 1 / Math.sqrt(h), random);
    fill(p.output, 0.5 / Math.sqrt(h), random);
    Arrays.fill(p.bias, h, 2 * h, 1);
    p.addSkip();
    return p;
  }

  private static void fill(float[] values, double deviation, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
  }

  private void addSkip() {
    for (int d = 0; d < outputSize; d++) {
      skip[d * outputSize + d] = INITIAL_SKIP;
    }
  }

  /** A copy of a model's weights, to be trained: a model without a way past the LSTM gets one. */
  static LstmParameters toTrain(LstmWeights w) {
    LstmParameters copy = of(w);
    if (w.skip() == null) {
      copy.addSkip();
    }
    return copy;
  }

  /** A copy of a model's weights. */
  static LstmParameters of(LstmWeights w) {
    int d = w.outputSize();
    return new LstmParameters(
        w.inputSize(),
        w.hiddenSize(),
        d,
        w.input().clone(),
        w.recurrent().clone(),
        w.bias().clone(),
        w.output().clone(),
        w.outputBias().clone(),
        w.skip() == null ? new float[d * d] : w.skip().clone());
  }

  /** A copy as a model's weights. */
  LstmWeights weights() {
    return new LstmWeights(
        inputSize,
        hiddenSize,
        outputSize,
        input.clone(),
        recurrent.clone(),
        bias.clone(),
        output.clone(),
        outputBias.clone(),
        skip.clone());
  }

  List<float[]> all() {
    return List.of(input, recurrent, bias, output, outputBias, skip);
  }

  /** The L2 norm over all of them. */
  double norm() {
    return Math.sqrt(all().stream().mapToDouble(Matrices::squares).sum());
  }
}
