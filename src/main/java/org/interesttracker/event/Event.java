package org.interesttracker.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One thing a user did, or was shown.
 *
 * @param eventId unique per user; a repeat of it is dropped
 * @param userId who
 * @param itemId on what; null only for a search without an item, and for a whole list that was
 *     shown
 * @param type what was done
 * @param text what the user wrote (search terms, comment), cleaned; null if nothing
 * @param value the stars of a rating, the quantity of a purchase, the seconds of a view; null if
 *     none
 * @param timestamp event time, epoch milliseconds
 * @param sessionId the visit it belongs to; null if unknown
 * @param recommendationId of the list that it is feedback on; null if none is known
 * @param language ISO 639-1 of the text; null if unknown
 * @param textVector the text in the model's vector space, length D; null until embedded or without
 *     text
 */
public record Event(
    String eventId,
    String userId,
    String itemId,
    EventType type,
    String text,
    Double value,
    @EpochMillis @JsonProperty("time") long timestamp,
    String sessionId,
    String recommendationId,
    String language,
    @JsonIgnore float[] textVector) {

  /**
   * The same event under other ids. What was done, on what and when, stays.
   *
   * @param newRecommendationId null if none is known
   */
  public Event withIds(
      String newEventId, String newUserId, String newSessionId, String newRecommendationId) {
    return new Event(
        newEventId,
        newUserId,
        itemId,
        type,
        text,
        value,
        timestamp,
        newSessionId,
        newRecommendationId,
        language,
        textVector);
  }

  /** The same event of a user who is named otherwise. */
  public Event ofUser(String newUserId) {
    return withIds(eventId, newUserId, sessionId, recommendationId);
  }

  /** The same event without what the user wrote; its place in the vector space stays. */
  public Event withoutText() {
    return text == null ? this : with(null, textVector);
  }

  /** The same event with its text's place in the vector space. */
  public Event withTextVector(float[] vector) {
    return with(text, vector);
  }

  /** The same event with its text's place in the vector space, and without the text. */
  public Event withVectorForText(float[] vector) {
    return with(null, vector);
  }

  private Event with(String newText, float[] newTextVector) {
    return new Event(
        eventId,
        userId,
        itemId,
        type,
        newText,
        value,
        timestamp,
        sessionId,
        recommendationId,
        language,
        newTextVector);
  }
}
