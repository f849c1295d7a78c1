package org.interesttracker.event;

/** What a user did. The wire name is the lower-case name. */
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
  SKIP(-1.0);

  private final double defaultWeight;

  EventType(double defaultWeight) {
    this.defaultWeight = defaultWeight;
  }

  /** How much one such event says about the user's interest; negative for dislike and skip. */
  public double defaultWeight() {
    return defaultWeight;
  }
}
