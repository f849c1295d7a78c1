package org.interesttracker.recommend;

import java.util.Arrays;
import java.util.List;

/**
 * What a {@link Blend} has learned of one user: how far the user's own weights are from those of
 * the group, and whether they are better. Few bytes, since there is one of it for every user.
 *
 * <p>Public, as Flink asks of what is in state.
 *
 * @param models their names
 * @param offsets one value a model, in the order of the names, added to the group's weights
 * @param advantage the log of how many times more probable the user's own weights made what the
 *     user met than the group's did, each time before it was learned from; old items fade
 */
public record UserWeights(String[] models, float[] offsets, float advantage) {

  /** Of a user of whom nothing was learned. */
  public static final UserWeights NONE = new UserWeights(new String[0], new float[0], 0);

  /** The same for other models: one that took no part begins at the group's weight. */
  UserWeights of(String[] others) {
    if (Arrays.equals(models, others)) {
      return this;
    }
    List<String> known = List.of(models);
    float[] moved = new float[others.length];
    for (int m = 0; m < moved.length; m++) {
      int from = known.indexOf(others[m]);
      moved[m] = from < 0 ? 0 : offsets[from];
    }
    return new UserWeights(others.clone(), moved, advantage);
  }

  /**
   * One lesson later.
   *
   * @param gradient of the loss by the offsets
   * @param better how much less the loss was by the user's own weights than by the group's
   * @param fading what part of all that was learned before is taken back
   */
  UserWeights after(double[] gradient, double better, double rate, double fading) {
    float[] next = new float[offsets.length];
    for (int m = 0; m < next.length; m++) {
      next[m] = (float) ((1 - fading) * offsets[m] - rate * gradient[m]);
    }
    return new UserWeights(models, next, (float) ((1 - fading) * advantage + better));
  }
}
