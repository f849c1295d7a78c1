package org.interesttracker.event;

import static org.interesttracker.event.RejectedRecordException.required;

import java.io.IOException;
import java.util.Map;

/** The fields of an event on their way in. */
final class EventFields implements RecordReader.Fields {

  private static final Map<String, EventType> TYPES = WireNames.byName(EventType.class);

  private String eventId;
  private String userId;
  private String itemId;
  private EventType type;
  private String text;
  private Double value;
  private Long timestamp;
  private String sessionId;
  private String recommendationId;
  private String language;

  @Override
  public void take(String name, FieldReader field) throws IOException, RejectedRecordException {
    switch (name) {
      case "event_id" -> eventId = field.id();
      case "user_id" -> userId = field.id();
      case "item_id" -> itemId = field.id();
      case "type" -> type = field.constant(TYPES);
      case "text" -> text = field.text();
      case "value" -> value = field.number();
      case "time" -> timestamp = field.timestamp();
      case "session_id" -> sessionId = field.id();
      case "recommendation_id" -> recommendationId = field.id();
      case "language" -> language = field.language();
      default -> {}
    }
  }

  Event toEvent() throws RejectedRecordException {
    required("user_id", userId);
    required("type", type);
    required("time", timestamp);
    if (type == EventType.SHOWN) {
      required("recommendation_id", recommendationId);
    } else if (type != EventType.SEARCH) {
      required("item_id", itemId);
    }
    if (type == EventType.RATING) {
      required("value", value);
    }
    return new Event(
        id(),
        userId,
        itemId,
        type,
        text,
        value,
        timestamp,
        sessionId,
        recommendationId,
        language,
        null);
  }

  private String id() {
    return eventId != null
        ? eventId
        : EventId.of(userId, itemId, type, timestamp, text, value, recommendationId);
  }
}
