package org.interesttracker.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Adam with decoupled weight decay (Kingma and Ba 2015, Loshchilov and Hutter 2019). */
final class Adam {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final float[] parameters;
  private final int offset;
  private final float[] mean;
  private final float[] square;
  private final double learningRate;
  private final double decay;

  /**
   * @param parameters of which a range is moved in place
   * @param decay the share of a parameter taken off it per learning rate and step
   */
  Adam(float[] parameters, int offset, int length, double learningRate, double decay) {
    this.parameters = parameters;
    this.offset = offset;
    this.mean = new float[length];
    this.square = new float[length];
    this.learningRate = learningRate;
    this.decay = decay;
  }

  /**
   * Moves the parameters.
   *
   * @param step from 1
   * @param gradient of them, read from {@code from} on
   */
  void update(int step, float[] gradient, int from, double scale) {
    double meanScale = 1 / (1 - Math.pow(BETA1, step));
    double squareScale = 1 / (1 - Math.pow(BETA2, step));
    for (int i = 0; i < mean.length; i++) {
      int p = offset + i;
      double g = scale * gradient[from + i];
      mean[i] = (float) (BETA1 * mean[i] + (1 - BETA1) * g);
      square[i] = (float) (BETA2 * square[i] + (1 - BETA2) * g * g);
      double direction = meanScale * mean[i] / (Math.sqrt(squareScale * square[i]) + EPSILON);
      parameters[p] -= (float) (learningRate * (direction + decay * parameters[p]));
    }
  }

  /** The parameters and what is known of their gradients. */
  void write(DataOutputStream out) throws IOException {
    FloatData.write(out, parameters, offset, mean.length);
    FloatData.write(out, mean, 0, mean.length);
    FloatData.write(out, square, 0, square.length);
  }

  /** The way back of {@link #write}. */
  void read(DataInputStream in) throws IOException {
    FloatData.read(in, parameters, offset, mean.length);
    FloatData.read(in, mean, 0, mean.length);
    FloatData.read(in, square, 0, square.length);
  }
}
