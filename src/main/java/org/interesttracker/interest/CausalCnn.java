package org.interesttracker.interest;

import org.interesttracker.model.CnnWeights;
import org.interesttracker.model.Vectors;

/**
 * The convolutions of {@link CnnWeights}, in plain Java: only the last position is asked for, so of
 * the first convolution only the three positions are computed that the second looks at.
 */
public final class CausalCnn implements ItemNetwork {

  private static final int WIDTH = CnnWeights.WIDTH;

  private final CnnWeights weights;
  private final float[] first;
  private final float[] second;
  private final float[] y;

  public CausalCnn(CnnWeights weights) {
    this.weights = weights;
    this.first = new float[weights.hiddenSize()];
    this.second = new float[weights.hiddenSize()];
    this.y = new float[weights.outputSize()];
  }

  @Override
  public float[] predict(float[] rows, int items) {
    int hidden = second.length;
    System.arraycopy(weights.secondBias(), 0, second, 0, hidden);
    for (int k = 0; k < WIDTH; k++) {
      int position = items - 1 - (WIDTH - 1 - k) * CnnWeights.DILATION;
      if (position >= 0) {
        convolve(rows, position);
        Vectors.addProduct(first, 0, hidden, weights.second(), k * hidden * hidden, second);
      }
    }
    rectify(second);
    System.arraycopy(weights.outputBias(), 0, y, 0, y.length);
    Vectors.addProduct(second, 0, hidden, weights.output(), 0, y);
    return y;
  }

  /** The first convolution at one position. */
  private void convolve(float[] rows, int position) {
    int size = weights.inputSize();
    System.arraycopy(weights.firstBias(), 0, first, 0, first.length);
    for (int k = 0; k < WIDTH; k++) {
      int item = position - (WIDTH - 1 - k);
      if (item >= 0) {
        Vectors.addProduct(
            rows, item * size, size, weights.first(), k * size * first.length, first);
      }
    }
    rectify(first);
  }

  private static void rectify(float[] values) {
    for (int j = 0; j < values.length; j++) {
      values[j] = Math.max(0, values[j]);
    }
  }
}
