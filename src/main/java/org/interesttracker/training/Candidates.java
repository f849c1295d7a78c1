package org.interesttracker.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The items that a batch's predictions are compared with.
 *
 * @param items rows of the {@link ItemTable}, each once
 * @param offsets of the logits, one an item; null for none
 * @param targets for each position the place of its target among the items
 */
record Candidates(int[] items, float[] offsets, int[] targets) {

  /** Shuts an item out as a rival without the infinities that make NaN. */
  private static final float NEVER = -1e9f;

  /** All items, or a sample where the options want one for a catalog of this size. */
  static Candidates forTargets(
      int[] targets,
      int count,
      TrainingOptions options,
      PopularitySampler sampler,
      RandomGenerator random) {
    int negatives = options.negativesFor(count);
    return negatives == 0
        ? all(count, targets)
        : sampled(targets, sampler.draw(negatives, random), sampler);
  }

  /** All items. */
  static Candidates all(int count, int[] targets) {
    int[] items = new int[count];
    Arrays.setAll(items, i -> i);
    return new Candidates(items, null, targets);
  }

  /**
   * The targets and items drawn from a distribution. A drawn item stands for 1 / (draws · its
   * probability) of its kind, so that the sum over them estimates the sum over all items; a target
   * that was not drawn is a rival to no other.
   *
   * @param targets rows of the table, one a position
   * @param drawn rows of the table, repeats included
   */
  static Candidates sampled(int[] targets, int[] drawn, PopularitySampler sampler) {
    Map<Integer, Integer> places = new HashMap<>();
    int[] items = new int[targets.length + drawn.length];
    int[] counts = new int[items.length];
    int[] own = new int[targets.length];
    for (int i = 0; i < targets.length; i++) {
      own[i] = place(targets[i], places, items);
    }
    for (int item : drawn) {
      counts[place(item, places, items)]++;
    }
    float[] offsets = new float[places.size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] =
          counts[i] == 0
              ? NEVER
              : (float)
                  (Math.log(counts[i]) - Math.log(drawn.length * sampler.probability(items[i])));
    }
    return new Candidates(Arrays.copyOf(items, offsets.length), offsets, own);
  }

  private static int place(int item, Map<Integer, Integer> places, int[] items) {
    Integer place = places.get(item);
    if (place == null) {
      place = places.size();
      items[place] = item;
      places.put(item, place);
    }
    return place;
  }
}
