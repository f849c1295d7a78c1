package org.interesttracker.privacy;

import java.util.List;
import java.util.Map;
import org.interesttracker.event.EventType;

/** Settings and records for tests of releases: windows of 1,000 ms that take events 100 ms more. */
final class Releases {

  static final long WINDOW = 1_000;
  static final long LATENESS = 100;

  private Releases() {}

  static ReleaseSettings settings(
      double epsilon, double budget, int minimumUsers, Map<Statistic, Integer> caps) {
    return settings(epsilon, budget, minimumUsers, caps, WINDOW);
  }

  static ReleaseSettings settings(
      double epsilon, double budget, int minimumUsers, Map<Statistic, Integer> caps, long window) {
    return new ReleaseSettings(
        epsilon,
        1e-4,
        caps,
        MechanismChoice.AUTO,
        minimumUsers,
        window,
        LATENESS,
        100,
        new ReleaseSettings.Budget(budget, 1, 1_000_000),
        null);
  }

  static PublishableEvent click(String user, long time, String item) {
    return new PublishableEvent(user, time, item, EventType.CLICK, List.of(), null);
  }

  static KeyTotal total(String item, long window, long users) {
    return new KeyTotal(new ReleaseKey(Statistic.ITEMS, item, null), window, users);
  }
}
