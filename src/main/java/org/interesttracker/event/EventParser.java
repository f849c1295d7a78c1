package org.interesttracker.event;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.interesttracker.event.DeadLetter.Reason;

/** Reads events by the rules of docs/INPUT.md. Not thread-safe. */
public final class EventParser {

  private static final Map<String, EventType> TYPES =
      Stream.of(EventType.values())
          .collect(Collectors.toMap(t -> t.name().toLowerCase(Locale.ROOT), Function.identity()));

  private final JsonFactory factory;
  private final int maxBytes;
  private final long maxFutureMillis;
  private final UnaryOperator<String> cleaner;

  /**
   * @param maxBytes longer records are refused
   * @param maxFutureMillis events further ahead of the clock are refused
   * @param cleaner applied to texts; returns null for nothing left
   */
  public EventParser(int maxBytes, long maxFutureMillis, UnaryOperator<String> cleaner) {
    this.factory = JsonRecord.factory(maxBytes);
    this.maxBytes = maxBytes;
    this.maxFutureMillis = maxFutureMillis;
    this.cleaner = cleaner;
  }

  /** The fields as they come. */
  private static final class Draft {
    private String eventId;
    private String userId;
    private String itemId;
    private EventType type;
    private String text;
    private Double value;
    private Long time;
    private String sessionId;
    private String language;
  }

  /**
   * Parses one event.
   *
   * @param nowMillis the clock, epoch milliseconds
   * @throws RejectedRecordException with the field that is wrong
   */
  public Event parse(byte[] json, long nowMillis) throws RejectedRecordException {
    Draft draft = new Draft();
    try (JsonRecord record = JsonRecord.open(factory, json, maxBytes)) {
      String field;
      while ((field = record.nextField()) != null) {
        take(field, record, draft);
      }
    } catch (IOException e) {
      throw JsonRecord.malformed(e);
    }
    return event(draft, nowMillis);
  }

  private void take(String field, JsonRecord record, Draft draft)
      throws RejectedRecordException, IOException {
    switch (field) {
      case "event_id" -> draft.eventId = Fields.id(field, record.text(field));
      case "user_id" -> draft.userId = Fields.id(field, record.text(field));
      case "item_id" -> draft.itemId = Fields.id(field, record.text(field));
      case "type" -> draft.type = type(record.text(field));
      case "text" -> draft.text = clean(record.text(field));
      case "value" -> draft.value = record.number(field);
      case "time" -> draft.time = time(field, record.text(field));
      case "session_id" -> draft.sessionId = Fields.id(field, record.text(field));
      case "language" -> draft.language = Fields.language(record.text(field));
      default -> record.skip();
    }
  }

  private Event event(Draft draft, long nowMillis) throws RejectedRecordException {
    Fields.required("user_id", draft.userId);
    if (draft.type == null) {
      throw JsonRecord.missing("type", "");
    }
    if (draft.time == null) {
      throw JsonRecord.missing("time", "");
    }
    if (draft.itemId == null && draft.type != EventType.SEARCH) {
      throw JsonRecord.missing("item_id", "; only a search may do without");
    }
    if (draft.value == null && draft.type == EventType.RATING) {
      throw JsonRecord.missing("value", "; a rating needs it");
    }
    Fields.notInFuture(draft.time, nowMillis, maxFutureMillis);
    return new Event(
        draft.eventId == null ? derivedId(draft) : draft.eventId,
        draft.userId,
        draft.itemId,
        draft.type,
        draft.text,
        draft.value,
        draft.time,
        draft.sessionId,
        draft.language,
        null);
  }

  private static EventType type(String name) throws RejectedRecordException {
    if (name == null) {
      return null;
    }
    EventType type = TYPES.get(name.strip().toLowerCase(Locale.ROOT));
    if (type == null) {
      throw new RejectedRecordException(
          Reason.UNKNOWN_TYPE,
          "Field type is none of " + String.join(", ", TYPES.keySet().stream().sorted().toList()));
    }
    return type;
  }

  private static Long time(String field, String raw) throws RejectedRecordException {
    return raw == null ? null : Fields.time(field, raw.strip());
  }

  private String clean(String text) {
    return text == null ? null : cleaner.apply(text);
  }

  /** Events that are alike in all that counts are the same event. */
  private static String derivedId(Draft draft) {
    return Digest.of(
        draft.userId,
        draft.itemId,
        draft.type.name(),
        draft.time.toString(),
        draft.text,
        String.valueOf(draft.value));
  }
}
