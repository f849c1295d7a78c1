package org.interesttracker.event;

import java.util.Arrays;
import java.util.List;

/**
 * What a user did, or was shown. The wire name is the lower-case name. Those that teach come first:
 * state and models know each by its place.
 */
public enum EventType {
  CLICK(1.0),
  VIEW(1.0),
  SEARCH(1.0),
  COMMENT(2.0),
  LIKE(3.0),
  DISLIKE(-3.0),
  RATING(2.0),
  PURCHASE(5.0),
  SHARE(3.0),
  SKIP(-1.0),
  /** The user was shown a list or an item of it, which says nothing of the user's interest. */
  SHOWN(0.0);

  private static final List<EventType> TEACHING =
      Arrays.stream(values()).filter(EventType::teaches).toList();

  private final double defaultWeight;

  EventType(double defaultWeight) {
    this.defaultWeight = defaultWeight;
  }

  /** How much one such event says about the user's interest; negative for dislike and skip. */
  public double defaultWeight() {
    return defaultWeight;
  }

  /** True for what says something of the user's interest; the rest is feedback on lists alone. */
  public boolean teaches() {
    return this != SHOWN;
  }

  /** The types that teach, in their order. */
  public static List<EventType> teaching() {
    return TEACHING;
  }
}
