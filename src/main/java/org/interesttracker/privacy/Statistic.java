package org.interesttracker.privacy;

import java.util.Locale;

/** What is released. Each is a number of users by key. The wire name is the lower-case name. */
public enum Statistic {
  /** Users by the item that they met. */
  ITEMS(20),
  /** Users by a topic of the items that they met. */
  TOPICS(5),
  /** Users by two items that they met both, and by one, to divide by. */
  PAIRS(210),
  /** Users by the language that they wrote in. */
  LANGUAGES(2),
  /** Users by a topic and a type of event that they had in it. */
  ACTIONS(10);

  private final int defaultCap;

  Statistic(int defaultCap) {
    this.defaultCap = defaultCap;
  }

  /** In how many keys of a window a user counts at the most, unless it is said otherwise. */
  public int defaultCap() {
    return defaultCap;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether keys are parts of a whole. */
  boolean hasShares() {
    return this == TOPICS || this == LANGUAGES;
  }
}
