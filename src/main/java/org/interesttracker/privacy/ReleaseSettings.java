package org.interesttracker.privacy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is released, and how it is kept private.
 *
 * @param epsilon of a window, for all statistics together; 0 for no release
 * @param delta likewise
 * @param caps how many keys of a statistic a user may give in a window; only statistics named here
 *     are released, and epsilon and delta are split evenly between them
 * @param minimumUsers k: no count of fewer users is released
 * @param windowMillis length of a window
 * @param latenessMillis how long after its end a window still takes events
 * @param maxEntries how many keys a record tells, those of most users
 * @param budget what all windows together may spend
 * @param noiseKey where the key is that noise is derived from; null for one that is drawn and kept
 *     in state
 */
public record ReleaseSettings(
    double epsilon,
    double delta,
    Map<Statistic, Integer> caps,
    MechanismChoice mechanism,
    int minimumUsers,
    long windowMillis,
    long latenessMillis,
    int maxEntries,
    Budget budget,
    KeyLocation noiseKey)
    implements Serializable {

  /**
   * The most that may be spent within any time of this length.
   *
   * @param periodMillis event time
   */
  public record Budget(double epsilon, double delta, long periodMillis) implements Serializable {}

  public ReleaseSettings {
    caps = caps.isEmpty() ? Map.of() : new EnumMap<>(caps);
  }

  /** Whether anything is released. */
  public boolean isOn() {
    return epsilon > 0;
  }

  /** The same for one statistic that has all of an epsilon, and tells all keys that it may. */
  public ReleaseSettings only(Statistic statistic, int cap, double all) {
    return new ReleaseSettings(
        all,
        delta,
        Map.of(statistic, cap),
        mechanism,
        minimumUsers,
        windowMillis,
        latenessMillis,
        Integer.MAX_VALUE,
        budget,
        noiseKey);
  }

  /** When the window of a moment begins. */
  long windowOf(long timestamp) {
    return Math.floorDiv(timestamp, windowMillis) * windowMillis;
  }

  /** The watermark that ends a window. */
  long due(long window) {
    return window + windowMillis + latenessMillis - 1;
  }

  /** Those of the windows that a watermark ends. */
  List<Long> ended(Iterable<Long> windows, long watermark) {
    List<Long> ended = new ArrayList<>();
    for (long window : windows) {
      if (due(window) <= watermark) {
        ended.add(window);
      }
    }
    return ended;
  }

  /** How one statistic is released. */
  Mechanism mechanismOf(Statistic statistic) {
    int parts = caps.size();
    return Mechanism.of(
        mechanism, epsilon / parts, delta / parts, minimumUsers, caps.get(statistic));
  }
}
