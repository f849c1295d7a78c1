package org.interesttracker.event;

import org.interesttracker.seal.Sealed;

/**
 * One entry of a user's timeline: an event, or an order about the user. Both travel the same road,
 * so that an order takes effect at its place in event time.
 *
 * @param timestamp its place in event time, epoch milliseconds
 * @param event null for an order
 * @param control null for an event
 * @param content what hides both where a message is sealed, as it may be while it waits in a
 *     window; else null
 */
public record UserMessage(
    String userId, long timestamp, Event event, ControlMessage control, Sealed content) {

  public UserMessage(String userId, long timestamp, Event event, ControlMessage control) {
    this(userId, timestamp, event, control, null);
  }

  public static UserMessage of(Event event) {
    return new UserMessage(event.userId(), event.timestamp(), event, null);
  }

  public static UserMessage of(ControlMessage control) {
    return new UserMessage(control.userId(), control.timestamp(), null, control);
  }

  /** Whether it is an order to erase its user. */
  public boolean isErasure() {
    return control != null && control.type() == ControlType.ERASE_USER;
  }

  /** The same at another place in event time. */
  public UserMessage at(long newTimestamp) {
    return new UserMessage(userId, newTimestamp, event, control);
  }

  /** The same of a user who is named otherwise. */
  public UserMessage ofUser(String newUserId) {
    return new UserMessage(
        newUserId,
        timestamp,
        event == null ? null : event.ofUser(newUserId),
        control == null ? null : control.ofUser(newUserId));
  }
}
