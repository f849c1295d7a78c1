package org.interesttracker.recommend;

import java.util.Arrays;
import java.util.List;

/**
 * What a {@link Blend} has learned. The arrays hold the parts for all users, then those of each
 * group; a part has one value a model, in the order of the names.
 *
 * @param models their names
 * @param weights the weights; a group's are added to those for all
 * @param squares AdaGrad's sums of squared gradients
 * @param evidence how many lessons each part rests on
 */
public record BlendState(String[] models, double[] weights, double[] squares, long[] evidence) {

  /**
   * Takes together what several blends of the same models learned from different users: the means
   * by evidence. The evidence is their mean, so that it does not grow by being handed around.
   *
   * @param states at least one
   * @throws IllegalArgumentException if they are of different models
   */
  public static BlendState merge(List<BlendState> states) {
    BlendState first = states.get(0);
    for (BlendState state : states) {
      if (!Arrays.equals(state.models, first.models)) {
        throw new IllegalArgumentException("Blends of different models cannot be merged");
      }
    }
    int models = first.models.length;
    double[] weights = new double[first.weights.length];
    double[] squares = new double[first.squares.length];
    long[] evidence = new long[first.evidence.length];
    for (int part = 0; part < evidence.length; part++) {
      double all = 0;
      for (BlendState state : states) {
        all += state.evidence[part];
      }
      for (BlendState state : states) {
        double share = all == 0 ? 1.0 / states.size() : state.evidence[part] / all;
        for (int i = part * models; i < (part + 1) * models; i++) {
          weights[i] += share * state.weights[i];
          squares[i] += share * state.squares[i];
        }
      }
      evidence[part] = (long) Math.ceil(all / states.size());
    }
    return new BlendState(first.models, weights, squares, evidence);
  }

  /** The weight of a model, by its place, for the users of a group. */
  public double weight(int model, int group) {
    return weights[model] + weights[(group + 1) * models.length + model];
  }
}
