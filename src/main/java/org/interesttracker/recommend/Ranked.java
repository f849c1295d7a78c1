package org.interesttracker.recommend;

import java.util.List;

/**
 * What the models and their blend say of the candidates for a user's list. Arrays are not to be
 * changed.
 *
 * @param models their names
 * @param events how many of the user's events were seen
 * @param weights of the models in the blend, for such a user
 * @param ownShare how far they are the user's own: 0 where they are those of all such users, 1
 *     where the user's offsets count in full
 * @param scores by model, over all items; they hold until the recommender ranks again
 * @param items the candidates, by number: all models' best together
 * @param tops by model, the places of its best among the candidates, best first
 * @param features one row a candidate, one value a model
 * @param adjusted what was added to the blend's scores for what the user said
 * @param blended the score of each candidate with what was added
 * @param best the places of the blend's best among the candidates, best first
 * @param list the places of those that make the user's list, best first
 */
public record Ranked(
    List<String> models,
    long events,
    double[] weights,
    double ownShare,
    List<ItemScores> scores,
    int[] items,
    int[][] tops,
    float[] features,
    Adjusted adjusted,
    double[] blended,
    int[] best,
    int[] list) {

  /** The same with other scores of the candidates and another list. */
  Ranked with(double[] otherBlended, int[] otherList) {
    return new Ranked(
        models,
        events,
        weights,
        ownShare,
        scores,
        items,
        tops,
        features,
        adjusted,
        otherBlended,
        best,
        otherList);
  }

  float feature(int place, int model) {
    return features[place * weights.length + model];
  }

  /** What a model adds to the score of the candidate at a place. */
  double contribution(int place, int model) {
    return weights[model] * feature(place, model);
  }
}
