package org.interesttracker.training;

import java.util.List;

/** Adam (Kingma and Ba 2015) over all parameters of the network, its gradient bounded in length. */
final class Moments {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.99;
  private static final double TINY = 1e-8;

  private final LstmParameters parameters;
  private final LstmParameters means;
  private final LstmParameters squares;
  private final double rate;
  private final double clip;
  private int steps;

  Moments(LstmParameters parameters, double rate, double clip) {
    this.parameters = parameters;
    this.means = zeros(parameters);
    this.squares = zeros(parameters);
    this.rate = rate;
    this.clip = clip;
  }

  static LstmParameters zeros(LstmParameters like) {
    return LstmParameters.zeros(like.inputSize(), like.hiddenSize(), like.outputSize());
  }

  void apply(LstmParameters gradient) {
    steps++;
    double norm = gradient.norm();
    float scale = (float) (norm > clip ? clip / norm : 1);
    List<float[]> all = parameters.all();
    for (int i = 0; i < all.size(); i++) {
      move(all.get(i), gradient.all().get(i), means.all().get(i), squares.all().get(i), scale);
    }
  }

  private void move(float[] values, float[] gradient, float[] mean, float[] square, float scale) {
    float step = (float) (rate / (1 - Math.pow(BETA1, steps)));
    float squareScale = (float) (1 / (1 - Math.pow(BETA2, steps)));
    for (int i = 0; i < values.length; i++) {
      float g = gradient[i] * scale;
      mean[i] = (float) (BETA1 * mean[i] + (1 - BETA1) * g);
      square[i] = (float) (BETA2 * square[i] + (1 - BETA2) * g * g);
      values[i] -= step * mean[i] / ((float) Math.sqrt(square[i] * squareScale) + (float) TINY);
    }
  }
}
