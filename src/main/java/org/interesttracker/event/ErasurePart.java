package org.interesttracker.event;

import java.util.Map;

/**
 * What one operator removed when a user was erased: a part of the receipt.
 *
 * @param stage whose part
 * @param erasedAt when the erasure took effect, event time, epoch milliseconds; all parts of one
 *     erasure have the same
 * @param orderedAt the time that the order has, epoch milliseconds; 0 but of {@link Stage#TIMELINE}
 * @param windowEnd the end of the window that the order lay in, exclusive, epoch milliseconds; 0
 *     but of {@link Stage#INTEREST}
 * @param removed how many of what, by name; what there was none of is left out
 */
public record ErasurePart(
    String userId,
    Stage stage,
    long erasedAt,
    long orderedAt,
    long windowEnd,
    Map<String, Long> removed) {

  /** The one name of what is not removed: events that may stay in the item counts. */
  public static final String COUNTED_LEFT = "counted_events_left";

  /** The operators that hold something of a user. */
  public enum Stage {
    TIMELINE,
    INTEREST,
    RECOMMEND,
    FEEDBACK
  }

  /** Of an operator that knows neither the order's own time nor its window. */
  public static ErasurePart of(
      String userId, Stage stage, long erasedAt, Map<String, Long> removed) {
    return new ErasurePart(userId, stage, erasedAt, 0, 0, removed);
  }
}
