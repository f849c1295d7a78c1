package org.interesttracker.event;

/**
 * One entry of a user's timeline: an event, or an order about the user. Both travel the same road,
 * so that an order takes effect at its place in event time.
 *
 * @param event null for an order
 * @param control null for an event
 */
public record UserMessage(String userId, long timestamp, Event event, ControlMessage control) {

  public static UserMessage of(Event event) {
    return new UserMessage(event.userId(), event.timestamp(), event, null);
  }

  public static UserMessage of(ControlMessage control) {
    return new UserMessage(control.userId(), control.timestamp(), null, control);
  }
}
