package org.interesttracker.interest;

import java.util.Arrays;
import org.interesttracker.model.RnnWeights;
import org.interesttracker.model.Vectors;

/** The simple recurrent network of {@link RnnWeights}, in plain Java: it is small. */
public final class SimpleRnn implements ItemNetwork {

  private final RnnWeights weights;
  private final float[] y;
  private float[] hidden;
  private float[] next;

  public SimpleRnn(RnnWeights weights) {
    this.weights = weights;
    this.y = new float[weights.outputSize()];
    this.hidden = new float[weights.hiddenSize()];
    this.next = new float[weights.hiddenSize()];
  }

  @Override
  public float[] predict(float[] rows, int items) {
    Arrays.fill(hidden, 0);
    for (int t = 0; t < items; t++) {
      step(rows, t * weights.inputSize());
    }
    System.arraycopy(weights.outputBias(), 0, y, 0, y.length);
    Vectors.addProduct(hidden, 0, hidden.length, weights.output(), 0, y);
    return y;
  }

  private void step(float[] rows, int from) {
    System.arraycopy(weights.bias(), 0, next, 0, next.length);
    Vectors.addProduct(rows, from, weights.inputSize(), weights.input(), 0, next);
    Vectors.addProduct(hidden, 0, hidden.length, weights.recurrent(), 0, next);
    for (int j = 0; j < next.length; j++) {
      next[j] = (float) Math.tanh(next[j]);
    }
    float[] before = hidden;
    hidden = next;
    next = before;
  }
}
