package org.interesttracker.feedback;

import org.interesttracker.event.EventType;

/** What became of an item in a list. */
public enum Outcome {
  SHOWN,
  CLICKED,
  CONVERTED,
  SKIPPED;

  /** What an event says of its item; null if it says nothing. */
  static Outcome of(EventType type) {
    return switch (type) {
      case SHOWN -> SHOWN;
      case CLICK, VIEW, COMMENT, LIKE, RATING, SHARE -> CLICKED;
      case PURCHASE -> CONVERTED;
      case SKIP, DISLIKE -> SKIPPED;
      case SEARCH -> null;
    };
  }

  /** Its bit in a set of outcomes. */
  int bit() {
    return 1 << ordinal();
  }
}
