package org.interesttracker.feedback;

import java.util.Optional;
import org.interesttracker.event.ConsentChange;
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
 * @param consent what an order says of consent; null if it is not about it, or in state that was
 *     written before orders were by purpose
 */
public record FeedbackMessage(
    String userId,
    long timestamp,
    String recommendationId,
    String itemId,
    Outcome outcome,
    ControlType order,
    ConsentChange consent) {

  /** Feedback, or an order that is not about consent. */
  public FeedbackMessage(
      String userId,
      long timestamp,
      String recommendationId,
      String itemId,
      Outcome outcome,
      ControlType order) {
    this(userId, timestamp, recommendationId, itemId, outcome, order, null);
  }

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
    boolean isConsent = control.type().isAboutConsent();
    return isConsent || control.type() == ControlType.ERASE_USER
        ? Optional.of(
            new FeedbackMessage(
                message.userId(),
                message.timestamp(),
                null,
                null,
                null,
                control.type(),
                isConsent ? ConsentChange.of(control, message.timestamp()) : null))
        : Optional.empty();
  }

  /** What an order about consent says. */
  ConsentChange change() {
    return consent == null
        ? ConsentChange.of(
            new ControlMessage(order, userId, null, null, null, timestamp), timestamp)
        : consent;
  }

  boolean isOrder() {
    return order != null;
  }
}
