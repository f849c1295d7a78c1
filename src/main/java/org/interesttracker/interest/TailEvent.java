package org.interesttracker.interest;

import java.util.Objects;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.model.Catalog;

/**
 * What is kept of a recent event: enough to score by it, to link items by it, and to rebuild the
 * sequence state under another model.
 *
 * @param itemId null for a search
 * @param value the event's own value; null if none
 * @param weight what the event says about the interest; negative against it
 * @param textVector of an event without an item that is in the catalog; else null
 */
public record TailEvent(
    String itemId,
    EventType type,
    Double value,
    double weight,
    long timestamp,
    float[] textVector) {

  /** What is kept of an event: its text only where its item has no place in the catalog. */
  public static TailEvent of(Event event, EventWeights weights, Catalog catalog) {
    return kept(
        event,
        weights,
        catalog.vector(event.itemId()) == null ? catalog.fitting(event.textVector()) : null);
  }

  /** What is kept of an event where its text does not count. */
  static TailEvent withoutText(Event event, EventWeights weights) {
    return kept(event, weights, null);
  }

  /** Whether items are linked with the other event as with this one. */
  boolean linksAs(TailEvent other) {
    return timestamp == other.timestamp
        && type == other.type
        && weight == other.weight
        && Objects.equals(itemId, other.itemId);
  }

  private static TailEvent kept(Event event, EventWeights weights, float[] textVector) {
    return new TailEvent(
        event.itemId(),
        event.type(),
        event.value(),
        weights.of(event),
        event.timestamp(),
        textVector);
  }
}
