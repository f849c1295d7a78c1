package org.interesttracker.privacy;

import java.util.List;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;

/**
 * What of an event may become part of a release; or, without a type, that its user was erased.
 *
 * @param timestamp event time, epoch milliseconds
 * @param itemId null for a search
 * @param type null for an erasure
 * @param topics of the item, or of the text
 * @param language ISO 639-1 of the text; null if unknown
 */
public record PublishableEvent(
    String userId,
    long timestamp,
    String itemId,
    EventType type,
    List<String> topics,
    String language) {

  public static PublishableEvent of(Event event, List<String> topics) {
    return new PublishableEvent(
        event.userId(),
        event.timestamp(),
        event.itemId(),
        event.type(),
        List.copyOf(topics),
        event.language());
  }

  /** That nothing of the user may be part of a release that has not been made. */
  public static PublishableEvent erasure(String userId, long timestamp) {
    return new PublishableEvent(userId, timestamp, null, null, List.of(), null);
  }

  boolean isErasure() {
    return type == null;
  }

  /** Whether the item was met and not turned down. */
  boolean isMeeting() {
    return type != EventType.DISLIKE && type != EventType.SKIP;
  }
}
