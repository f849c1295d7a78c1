package org.interesttracker.recommend;

import java.util.ArrayList;
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
 * since models differ in how much they need; a group's weights are added to those for all.
 *
 * <p>Each user has offsets from the group's weights, learned by plain gradient steps that a prior
 * draws back to 0. They count by the probability that they are better than none: its odds are those
 * held beforehand times the ratio of the probabilities that the weights with and without them gave
 * to what the user met (prequential model comparison, Dawid, JRSS A 1984; averaging of models,
 * Hoeting et al., Statistical Science 1999). So a user who is like the others keeps the group's
 * weights. What users share is learned as if there were no offsets.
 *
 * <p>Score first, learn after. Plain arrays of features hold one row a candidate, one value a
 * model. Not thread-safe.
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

  /** What part of what was learned of a user each lesson takes back. */
  private static final double USER_FADING = 0.01;

  private final String[] models;
  private final BlendSettings settings;
  private final double[] weights;
  private final double[] squares;
  private final long[] evidence = new long[PARTS];

  /**
   * @param models their names, in the order of features and weights
   */
  public Blend(List<String> models, BlendSettings settings) {
    this.models = models.toArray(String[]::new);
    this.settings = settings;
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

  /** How many events the users of each group had, such as "5-19", in the order of the groups. */
  public static List<String> groups() {
    List<String> names = new ArrayList<>();
    long from = 0;
    for (long bound : GROUP_BOUNDS) {
      names.add(from + "-" + (bound - 1));
      from = bound;
    }
    names.add(from + "+");
    return names;
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

  /** The weights for a user of a group, by model. */
  public double[] weights(int group, UserWeights user) {
    return sum(weights(group), user, ownShare(user));
  }

  private double[] sum(double[] weights, UserWeights user, double share) {
    float[] offsets = user.of(models).offsets();
    double[] sum = weights.clone();
    for (int m = 0; m < sum.length; m++) {
      sum[m] += share * offsets[m];
    }
    return sum;
  }

  /** How probable it is that a user's offsets are better than none, 0 to 1. */
  double ownShare(UserWeights user) {
    return ownShare(settings.userPrior(), user);
  }

  /**
   * The same by what was held beforehand.
   *
   * @param prior 0 to 1, see {@link BlendSettings}
   */
  public static double ownShare(double prior, UserWeights user) {
    return prior / (prior + (1 - prior) * Math.exp(-user.advantage()));
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
   * @param user what was learned of the user so far
   * @return what is learned of the user by now
   */
  public UserWeights learn(float[] features, int target, int group, UserWeights user) {
    double[] shared = weights(group);
    double[] own = sum(shared, user, 1);
    double[] gradient = gradient(shared, features, target);
    step(0, gradient, settings.learningRate());
    step(group + 1, gradient, settings.learningRate() / 2);
    return user.of(models)
        .after(
            gradient(own, features, target),
            loss(shared, features, target) - loss(own, features, target),
            settings.userLearningRate(),
            USER_FADING);
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
  static double[] gradient(double[] weights, float[] features, int target) {
    double[] chances = chances(weights, features);
    double[] gradient = new double[weights.length];
    for (int c = 0; c < chances.length; c++) {
      double chance = chances[c] - (c == target ? 1 : 0);
      for (int m = 0; m < gradient.length; m++) {
        gradient[m] += chance * features[c * gradient.length + m];
      }
    }
    return gradient;
  }

  /** The cross-entropy: -ln p(target). */
  static double loss(double[] weights, float[] features, int target) {
    return -Math.log(chances(weights, features)[target]);
  }

  /** The softmax of the scores. */
  private static double[] chances(double[] weights, float[] features) {
    double[] chances = new double[features.length / weights.length];
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < chances.length; c++) {
      chances[c] = score(weights, features, c * weights.length);
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
