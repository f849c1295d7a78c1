package org.interesttracker.training;

/** Adam with decoupled weight decay (Kingma and Ba 2015, Loshchilov and Hutter 2019). */
final class Adam {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final float[] parameters;
  private final float[] mean;
  private final float[] square;
  private final double learningRate;
  private final double decay;

  /**
   * @param parameters moved in place
   * @param decay the share of a parameter taken off it per learning rate and step
   */
  Adam(float[] parameters, double learningRate, double decay) {
    this.parameters = parameters;
    this.mean = new float[parameters.length];
    this.square = new float[parameters.length];
    this.learningRate = learningRate;
    this.decay = decay;
  }

  /**
   * Moves a range of the parameters; others stay as they are.
   *
   * @param step from 1
   * @param offset of the range
   * @param gradient of the range, read from {@code from}, {@code length} values
   */
  void update(int step, int offset, float[] gradient, int from, int length, double scale) {
    double meanScale = 1 / (1 - Math.pow(BETA1, step));
    double squareScale = 1 / (1 - Math.pow(BETA2, step));
    for (int i = 0; i < length; i++) {
      int p = offset + i;
      double g = scale * gradient[from + i];
      mean[p] = (float) (BETA1 * mean[p] + (1 - BETA1) * g);
      square[p] = (float) (BETA2 * square[p] + (1 - BETA2) * g * g);
      double direction = meanScale * mean[p] / (Math.sqrt(squareScale * square[p]) + EPSILON);
      parameters[p] -= (float) (learningRate * (direction + decay * parameters[p]));
    }
  }
}
