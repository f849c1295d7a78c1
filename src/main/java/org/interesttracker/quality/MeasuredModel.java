package org.interesttracker.quality;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * One model while it is measured: its figures so far, and the ranks of its latest items in a ring.
 */
final class MeasuredModel {

  private static final int NONE = -1;

  private final QualitySettings settings;
  private final int[] ranks;
  private final BitSet changed = new BitSet();
  private ModelQuality quality;

  /**
   * @param quality null where nothing was measured before
   * @param places the ranks by their place in the ring, as they were kept
   */
  MeasuredModel(
      QualitySettings settings,
      ModelQuality quality,
      Iterable<Map.Entry<Integer, Integer>> places) {
    this.settings = settings;
    this.quality = quality;
    this.ranks = new int[settings.window()];
    Arrays.fill(ranks, NONE);
    if (places != null) {
      for (Map.Entry<Integer, Integer> place : places) {
        if (place.getKey() < ranks.length) {
          ranks[place.getKey()] = place.getValue();
        }
      }
    }
  }

  /** Null before the first score. */
  ModelQuality quality() {
    return quality;
  }

  /** Forgets all. */
  void beginAnew(int k) {
    quality = ModelQuality.empty(k, settings.window());
    Arrays.fill(ranks, NONE);
    changed.clear();
  }

  /** Takes in an item by its rank; returns the figures with it. */
  ModelQuality plus(int rank, long time) {
    int place = (int) (quality.scored() % ranks.length);
    Integer leaving = ranks[place] == NONE ? null : Integer.valueOf(ranks[place]);
    ranks[place] = rank;
    changed.set(place);
    quality = quality.plus(rank, leaving, time, settings);
    return quality;
  }

  /** Looks for falls from here on. */
  void endAlarm() {
    quality = quality.afterAlarm();
  }

  /** The ranks by place that are to be kept; none of them is told twice. */
  Map<Integer, Integer> changedPlaces() {
    Map<Integer, Integer> places = new HashMap<>();
    changed.stream().forEach(place -> places.put(place, ranks[place]));
    changed.clear();
    return places;
  }
}
