package org.interesttracker.interest;

import org.interesttracker.event.EventType;

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
    float[] textVector) {}
