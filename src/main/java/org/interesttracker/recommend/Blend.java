package org.interesttracker.recommend;

import java.util.Arrays;
import java.util.List;

/**
 * A log-linear opinion pool of the models (Genest and Zidek, Combining Probability Distributions,
 * Statistical Science 1986) whose weights are learned from what users meet next. With p_m(i) the
 * share of candidate i in the scores of model m over all candidates, an item's score is Σ_m w_m ·
 * ln(1 + p_m(i) / 0.001): each model's term is its contribution, and they add up to the score.
 *
 * <p>A lesson is one step down the gradient of the cross-entropy of the softmax of the scores, by
 * AdaGrad (Duchi, Hazan and Singer, JMLR 2011). Users are in groups by how much is known of them,
 * since models differ in how much they need; a group's weights are added to those for all. Score
 * first, learn after. Plain arrays of features hold one row a candidate, one value a model. Not
 * thread-safe.
 */
public final class Blend {

  /** Group g has seen fewer events than its bound; the last group has none. */
  private static final long[] GROUP_BOUNDS = {5, 20, 100};

  private static final int PARTS = GROUP_BOUNDS.length + 2;

  /**
   * The share that gives a feature of ln 2: below it a feature is nearly the share, above its log.
   */
  private static final double SHARE_SCALE = 0.001;

  private static final double FIRST_SQUARE = 1e-3;

  private final String[] models;
  private final double learningRate;
  private final double[] weights;
  private final double[] squares;
  private final long[] evidence = new long[PARTS];

  /**
   * @param models their names, in the order of features and weights
   */
  public Blend(List<String> models, BlendSettings settings) {
    this.models = models.toArray(String[]::new);
    this.learningRate = settings.learningRate();
    weights = new double[PARTS * models.size()];
    squares = new double[PARTS * models.size()];
    Arrays.fill(weights, 0, models.size(), settings.initialWeight());
    Arrays.fill(squares, FIRST_SQUARE);
  }

  /**
   * Goes on from what was learned. A model that took no part then begins as a new one.
   *
   * @param learned its evidence is taken over too
   */
  public void restore(BlendState learned) {
    List<String> known = List.of(learned.models());
    for (int m = 0; m < models.length; m++) {
      int from = known.indexOf(models[m]);
      for (int part = 0; from >= 0 && part < PARTS; part++) {
        weights[part * models.length + m] = learned.weights()[part * known.size() + from];
        squares[part * models.length + m] = learned.squares()[part * known.size() + from];
      }
    }
    System.arraycopy(learned.evidence(), 0, evidence, 0, PARTS);
  }

  public BlendState toState() {
    return new BlendState(models.clone(), weights.clone(), squares.clone(), evidence.clone());
  }

  /** The names of the models, in the order of features and weights. */
  public List<String> models() {
    return List.of(models);
  }

  /** The group of a user of whom so many events were seen. */
  public static int group(long events) {
    int group = 0;
    while (group < GROUP_BOUNDS.length && events >= GROUP_BOUNDS[group]) {
      group++;
    }
    return group;
  }

  /** The feature of a candidate that has such a share, 0 to 1, of a model's scores. */
  static float feature(double share) {
    return (float) Math.log1p(share / SHARE_SCALE);
  }

  /** The most that a feature can be. */
  static float maxFeature() {
    return feature(1);
  }

  /** The weights for a group's users, by model. */
  public double[] weights(int group) {
    double[] sum = Arrays.copyOf(weights, models.length);
    int own = (group + 1) * models.length;
    for (int m = 0; m < models.length; m++) {
      sum[m] += weights[own + m];
    }
    return sum;
  }

  /** The weight of a model before a group's own is added. */
  public double commonWeight(int model) {
    return weights[model];
  }

  /** The score of the candidate whose features begin at an offset. */
  static double score(double[] weights, float[] features, int offset) {
    double score = 0;
    for (int m = 0; m < weights.length; m++) {
      score += weights[m] * features[offset + m];
    }
    return score;
  }

  /**
   * Learns from what the user met.
   *
   * @param features of all candidates
   * @param target which of the candidates the user met
   * @param group of the user when the list was made
   */
  public void learn(float[] features, int target, int group) {
    double[] gradient = gradient(features, target, group);
    step(0, gradient, learningRate);
    step(group + 1, gradient, learningRate / 2);
  }

  private void step(int part, double[] gradient, double rate) {
    for (int m = 0; m < models.length; m++) {
      int i = part * models.length + m;
      squares[i] += gradient[m] * gradient[m];
      weights[i] -= rate * gradient[m] / Math.sqrt(squares[i]);
    }
    evidence[part]++;
  }

  /** Of the loss by the weights: Σ_i p(i)·f_m(i) - f_m(target) for each model m. */
  double[] gradient(float[] features, int target, int group) {
    double[] chances = chances(features, group);
    double[] gradient = new double[models.length];
    for (int c = 0; c < chances.length; c++) {
      double chance = chances[c] - (c == target ? 1 : 0);
      for (int m = 0; m < models.length; m++) {
        gradient[m] += chance * features[c * models.length + m];
      }
    }
    return gradient;
  }

  /** The cross-entropy: -ln p(target). */
  double loss(float[] features, int target, int group) {
    return -Math.log(chances(features, group)[target]);
  }

  /** The softmax of the scores. */
  private double[] chances(float[] features, int group) {
    double[] mix = weights(group);
    double[] chances = new double[features.length / models.length];
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < chances.length; c++) {
      chances[c] = score(mix, features, c * models.length);
      max = Math.max(max, chances[c]);
    }
    double sum = 0;
    for (int c = 0; c < chances.length; c++) {
      chances[c] = Math.exp(chances[c] - max);
      sum += chances[c];
    }
    for (int c = 0; c < chances.length; c++) {
      chances[c] /= sum;
    }
    return chances;
  }
}
