package org.interesttracker.feedback;

import java.util.List;

/**
 * What became of a list, when it takes no more feedback. It does not say whose list it was.
 *
 * @param timestamp of the list, epoch milliseconds
 * @param models that spoke for its items
 * @param shown the items that were shown, by place
 */
public record ListFeedback(long timestamp, List<String> models, List<ItemFeedback> shown) {

  /**
   * @param place 1 for the first
   * @param explored whether it was drawn to learn from what becomes of it
   * @param propensity how probable it was that this item comes to this place
   * @param shares of each model in what spoke for the item, which add up to 1; empty if it was not
   *     clicked
   */
  public record ItemFeedback(
      int place,
      boolean explored,
      double propensity,
      boolean clicked,
      boolean converted,
      boolean skipped,
      float[] shares) {}
}
