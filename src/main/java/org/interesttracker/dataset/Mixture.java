package org.interesttracker.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What a user is interested in at one time: two or three topics, the first the strongest.
 *
 * @param topics indexes into the topic bank
 */
record Mixture(List<Integer> topics, WeightedSampler weights) {

  /** Draws topics of one language that are not among those to avoid. */
  static Mixture draw(WeightedSampler subjects, int language, Mixture avoid, Random random) {
    int[] chosen = new int[random.nextDouble() < 0.5 ? 2 : 3];
    Arrays.fill(chosen, -1);
    for (int i = 0; i < chosen.length; ) {
      int topic = subjects.sample(random) * 2 + language;
      boolean taken = Arrays.stream(chosen).anyMatch(t -> t == topic);
      if (!taken && (avoid == null || !avoid.topics.contains(topic))) {
        chosen[i++] = topic;
      }
    }
    double[] weights = new double[chosen.length];
    Arrays.setAll(weights, i -> (0.8 + 0.4 * random.nextDouble()) / (i + 1));
    return new Mixture(Arrays.stream(chosen).boxed().toList(), WeightedSampler.of(weights));
  }

  int sample(Random random) {
    return topics.get(weights.sample(random));
  }

  /** True in either language: the subject counts. */
  boolean covers(int topic) {
    return topics.contains(topic) || topics.contains(TopicBank.translated(topic));
  }
}
