package org.interesttracker.recommend;

import org.interesttracker.interest.InterestUpdate;

/**
 * A model that scores items for a user, from the user's interest and from what all users together
 * taught. It knows nothing of the other models. One instance a thread.
 */
public interface Scorer {

  /** As options, outputs and reports name it, such as "item-cf". */
  String name();

  /**
   * Scores all items that it has something to say about, those the user has met among them.
   *
   * @param out cleared; receives scores that are finite, above 0 and in proportion to how probable
   *     the model holds each item to be the user's next
   */
  void score(InterestUpdate interest, ItemScores out);
}
