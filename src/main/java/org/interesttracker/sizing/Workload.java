package org.interesttracker.sizing;

import java.time.Duration;

/**
 * What a cluster is to bear.
 *
 * @param users of whom state is kept
 * @param items in the catalog that are met now and then
 * @param eventsPerSecond at the busiest time
 * @param eventsPerWindow events of a user that make one update and one list
 * @param checkpointEvery the interval of checkpoints
 */
public record Workload(
    long users,
    long items,
    double eventsPerSecond,
    double eventsPerWindow,
    Duration checkpointEvery) {

  /** Updates, and lists, a second. */
  double updatesPerSecond() {
    return eventsPerSecond / eventsPerWindow;
  }

  /**
   * How many users have an update between two checkpoints, where all are alike: of n users, of whom
   * m updates fall on one at random, n · (1 − e^(−m/n)) have one at the least.
   */
  double usersTouched() {
    return touched(users, updatesPerSecond() * checkpointEvery.toSeconds());
  }

  /** Likewise items. */
  double itemsTouched() {
    return touched(items, eventsPerSecond * checkpointEvery.toSeconds());
  }

  private static double touched(double of, double times) {
    return of * -Math.expm1(-times / of);
  }
}
