package org.interesttracker.feedback;

import java.util.Optional;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Event;
import org.interesttracker.event.UserMessage;

/**
 * The part of a user's timeline that concerns feedback: what became of an item of a list, or an
 * order that says whether it may be used.
 *
 * @param timestamp its place in event time, epoch milliseconds
 * @param recommendationId of the list; null for an order
 * @param itemId null for a whole list, and for an order
 * @param outcome null for an order
 * @param order null for feedback
 */
public record FeedbackMessage(
    String userId,
    long timestamp,
    String recommendationId,
    String itemId,
    Outcome outcome,
    ControlType order) {

  /** What a message of a user's timeline has to say of feedback, if anything. */
  public static Optional<FeedbackMessage> of(UserMessage message) {
    return message.event() == null ? order(message, message.control()) : feedback(message.event());
  }

  private static Optional<FeedbackMessage> feedback(Event event) {
    Outcome outcome = Outcome.of(event.type());
    return event.recommendationId() == null || outcome == null
        ? Optional.empty()
        : Optional.of(
            new FeedbackMessage(
                event.userId(),
                event.timestamp(),
                event.recommendationId(),
                event.itemId(),
                outcome,
                null));
  }

  private static Optional<FeedbackMessage> order(UserMessage message, ControlMessage control) {
    return switch (control.type()) {
      case CONSENT, CONSENT_GIVEN, CONSENT_WITHDRAWN, ERASE_USER ->
          Optional.of(
              new FeedbackMessage(
                  message.userId(), message.timestamp(), null, null, null, control.type()));
      default -> Optional.empty();
    };
  }

  boolean isOrder() {
    return order != null;
  }
}
