package org.interesttracker.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What came of an erased user after the erasure, and is of before it. It feeds nothing. What it
 * said is not told, because nobody is to know it any more; that it came is, so that its source can
 * be mended.
 *
 * @param userId whose
 * @param eventId null for an order
 * @param type of the event or the order, by its name on the wire
 * @param timestamp its own event time, epoch milliseconds
 * @param erasedAt when the user was erased, event time, epoch milliseconds
 */
public record Refusal(
    String userId,
    String eventId,
    String type,
    @JsonProperty("time") @EpochMillis long timestamp,
    @EpochMillis long erasedAt) {

  static Refusal of(UserMessage message, long erasedAt) {
    Event event = message.event();
    return new Refusal(
        message.userId(),
        event == null ? null : event.eventId(),
        WireNames.of(event == null ? message.control().type() : event.type()),
        message.timestamp(),
        erasedAt);
  }
}
