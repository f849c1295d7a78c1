package org.interesttracker.event;

import java.util.List;
import java.util.Set;

/**
 * What a user's events may be used for. The wire name is the lower-case name. State knows each by
 * its place: new ones go behind the last.
 */
public enum Purpose {
  /** The event feeds what is known of the user: the ground of all other purposes. */
  PROFILE,
  /** Lists are made for the user. */
  RECOMMEND,
  /** What all users share learns of the event: item counts, models and the figures on them. */
  LEARN,
  /** The event counts in aggregates that are released. */
  PUBLISH;

  private static final List<Purpose> ALL = List.of(values());

  /** All, in their order. */
  public static List<Purpose> all() {
    return ALL;
  }

  /** Those of a set, in their order; few and immutable, for records. */
  static List<Purpose> inOrder(Set<Purpose> purposes) {
    return ALL.stream().filter(purposes::contains).toList();
  }
}
