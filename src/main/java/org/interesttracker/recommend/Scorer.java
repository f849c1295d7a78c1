package org.interesttracker.recommend;

import java.util.List;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;

/**
 * A model that scores items for a user, from the user's interest and from what all users together
 * taught. It knows nothing of the other models. One instance a thread. Those of one catalog may
 * score side by side while nothing changes it, so to score is only to read it.
 */
public interface Scorer {

  /** As options, outputs and reports name it, such as "item-cf". */
  String name();

  /** What it is that speaks for an item where this model does. */
  Basis basis();

  /**
   * Scores all items that it has something to say about, those the user has met among them. In a
   * large catalog the best of them are enough.
   *
   * @param out cleared; receives scores that are finite, above 0 and in proportion to how probable
   *     the model holds each item to be the user's next
   */
  void score(InterestUpdate interest, ItemScores out);

  /**
   * Scores items that {@link #score} may have left out although they would have one. Called after
   * it, for the same interest.
   *
   * @param items by number
   * @param out what {@code score} found
   */
  default void scoreOthers(InterestUpdate interest, int[] items, ItemScores out) {}

  /**
   * Tells which interests will be asked for next, so that a model may compute them together. They
   * are asked for by the same objects, in any order, while what the model reads stays as it is.
   * What was told before is forgotten.
   */
  default void prepare(List<InterestUpdate> next) {}

  /**
   * The user's item that speaks most for an item, with how much; null if this model cannot say.
   *
   * @param itemId one that this model gave a score
   */
  default ItemWeight because(String itemId, InterestUpdate interest) {
    return null;
  }
}
