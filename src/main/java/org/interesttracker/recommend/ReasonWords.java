package org.interesttracker.recommend;

import org.interesttracker.event.EventType;

/**
 * One language's words for reasons. They say what the user did and likes and what users do
 * together, never who another user is.
 */
interface ReasonWords {

  /** The opening where what speaks for the item is the user's own items or sequence of items. */
  String items(Basis basis, Deed deed);

  /** The opening where it is something else. */
  String others(Basis basis);

  /** That the user is interested in a topic. */
  String topic(String topic, String percent);

  /** The opening, and the topic if there is one, as a sentence. */
  String sentence(String opening, String topic);

  /**
   * What the user did with an item.
   *
   * @param type null if unknown
   */
  record Deed(EventType type, String title) {}
}
