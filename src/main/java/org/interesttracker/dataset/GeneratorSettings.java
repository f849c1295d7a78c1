package org.interesttracker.dataset;

import java.time.Duration;
import java.time.Instant;

/**
 * What to generate.
 *
 * @param users how many users
 * @param items how many items, at least 112 so that each topic has some from the beginning
 * @param events how many events in all
 * @param days how long the events last
 * @param changeShare the share of users whose interest changes abruptly
 * @param driftShare the share of users whose interest moves slowly
 * @param chineseShare the share of users who prefer Chinese
 * @param noiseShare the share of events outside of the user's interest
 * @param start when the events begin
 */
record GeneratorSettings(
    int users,
    int items,
    long events,
    int days,
    long seed,
    double changeShare,
    double driftShare,
    double chineseShare,
    double noiseShare,
    Instant start) {

  static final int MIN_ITEMS = 112;

  /** Fewer would leave no room for an interest before and after a change. */
  static final int MIN_EVENTS_PER_USER = 20;

  /** More would not leave a day its night. */
  static final int MAX_EVENTS_PER_USER_AND_DAY = 10;

  GeneratorSettings {
    require(users >= 1, "The number of users is %s; it must be at least 1.", users);
    require(items >= MIN_ITEMS, "The number of items is %s; it must be at least 112.", items);
    require(days >= 2 && days <= 36_500, "The number of days is %s; it must be 2 to 36500.", days);
    require(
        events >= (long) users * MIN_EVENTS_PER_USER
            && events <= (long) users * days * MAX_EVENTS_PER_USER_AND_DAY,
        "The number of events is %s; it must be at least 20 per user, and at most 10 per user and"
            + " day.",
        events);
    requireShare("change", changeShare);
    requireShare("drift", driftShare);
    requireShare("Chinese", chineseShare);
    requireShare("noise", noiseShare);
    require(
        changeShare + driftShare <= 1,
        "The shares of changing and drifting users add up to %s; they must not exceed 1.",
        changeShare + driftShare);
  }

  long startMillis() {
    return start.toEpochMilli();
  }

  long endMillis() {
    return start.plus(Duration.ofDays(days)).toEpochMilli();
  }

  private static void requireShare(String name, double share) {
    require(
        share >= 0 && share <= 1,
        "The " + name + " share is %s; it must lie between 0 and 1.",
        share);
  }

  private static void require(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(value));
    }
  }
}
