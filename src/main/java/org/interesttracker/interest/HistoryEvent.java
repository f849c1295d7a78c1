package org.interesttracker.interest;

import org.interesttracker.event.EventType;

/**
 * Keyed state: an event of a user as it went into the item counts, so that it can be taken out
 * again.
 *
 * @param first whether the user's tail was empty before it
 * @param counted whether it was counted; else it only stood in the tail
 * @param itemId null for a search
 * @param weight what the event says about the interest; negative against it
 * @param timestamp event time, epoch milliseconds
 * @param layout how was counted, see {@link InterestSettings#countLayout()}
 */
public record HistoryEvent(
    boolean first,
    boolean counted,
    String itemId,
    EventType type,
    double weight,
    long timestamp,
    int layout) {

  static HistoryEvent of(TailEvent event, boolean first, boolean counted, int layout) {
    return new HistoryEvent(
        first, counted, event.itemId(), event.type(), event.weight(), event.timestamp(), layout);
  }

  /** As links were made by it. */
  TailEvent toTailEvent() {
    return new TailEvent(itemId, type, null, weight, timestamp, null);
  }
}
