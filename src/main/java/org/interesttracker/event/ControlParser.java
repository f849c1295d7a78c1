package org.interesttracker.event;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.interesttracker.event.DeadLetter.Reason;

/** Reads control messages by the rules of docs/INPUT.md. Not thread-safe. */
public final class ControlParser {

  private static final int MAX_LOCATION = 2_048;

  private final JsonFactory factory;
  private final int maxBytes;
  private final long maxFutureMillis;
  private final UnaryOperator<String> cleaner;

  /**
   * @param maxBytes longer records are refused
   * @param maxFutureMillis orders further ahead of the clock are refused
   * @param cleaner applied to topics, as it is to the categories of items
   */
  public ControlParser(int maxBytes, long maxFutureMillis, UnaryOperator<String> cleaner) {
    this.factory = JsonRecord.factory(maxBytes);
    this.maxBytes = maxBytes;
    this.maxFutureMillis = maxFutureMillis;
    this.cleaner = cleaner;
  }

  /** The fields as they come. */
  private static final class Draft {
    private ControlType type;
    private String userId;
    private String topic;
    private String model;
    private String sha256;
    private Long time;
  }

  /**
   * Parses one message.
   *
   * @param nowMillis the clock, epoch milliseconds
   * @throws RejectedRecordException with the field that is wrong
   */
  public ControlMessage parse(byte[] json, long nowMillis) throws RejectedRecordException {
    Draft draft = new Draft();
    try (JsonRecord record = JsonRecord.open(factory, json, maxBytes)) {
      String field;
      while ((field = record.nextField()) != null) {
        take(field, record, draft);
      }
    } catch (IOException e) {
      throw JsonRecord.malformed(e);
    }
    return message(draft, nowMillis);
  }

  private void take(String field, JsonRecord record, Draft draft)
      throws RejectedRecordException, IOException {
    switch (field) {
      case "type" -> draft.type = type(record.text(field));
      case "user_id" -> draft.userId = Fields.id(field, record.text(field));
      case "topic" -> {
        String topic = record.text(field);
        draft.topic = topic == null ? null : cleaner.apply(topic);
      }
      case "model" -> draft.model = location(field, record.text(field));
      case "sha256" -> draft.sha256 = hex(field, record.text(field));
      case "time" -> {
        String time = record.text(field);
        draft.time = time == null ? null : Fields.time(field, time.strip());
      }
      default -> record.skip();
    }
  }

  private ControlMessage message(Draft draft, long nowMillis) throws RejectedRecordException {
    if (draft.type == null) {
      throw JsonRecord.missing("type", "");
    }
    if (draft.time == null) {
      throw JsonRecord.missing("time", "");
    }
    Fields.notInFuture(draft.time, nowMillis, maxFutureMillis);
    boolean aboutModel = draft.type == ControlType.ACTIVATE_MODEL;
    if (aboutModel && draft.model == null) {
      throw JsonRecord.missing("model", "; activate_model needs it");
    }
    if (!aboutModel) {
      Fields.required("user_id", draft.userId);
    }
    if (draft.type == ControlType.FORGET_TOPIC && draft.topic == null) {
      throw JsonRecord.missing("topic", "; forget_topic needs it");
    }
    return new ControlMessage(
        draft.type,
        aboutModel ? null : draft.userId,
        draft.type == ControlType.FORGET_TOPIC ? draft.topic : null,
        aboutModel ? draft.model : null,
        aboutModel ? draft.sha256 : null,
        draft.time);
  }

  private static ControlType type(String name) throws RejectedRecordException {
    if (name == null) {
      return null;
    }
    for (ControlType type : ControlType.values()) {
      if (type.name().equalsIgnoreCase(name.strip())) {
        return type;
      }
    }
    throw new RejectedRecordException(
        Reason.UNKNOWN_TYPE,
        "Field type is none of "
            + String.join(
                ", ",
                Arrays.stream(ControlType.values())
                    .map(type -> type.name().toLowerCase(Locale.ROOT))
                    .toList()));
  }

  private static String location(String field, String raw) throws RejectedRecordException {
    if (raw != null && raw.length() > MAX_LOCATION) {
      throw JsonRecord.invalid(field, "is longer than " + MAX_LOCATION + " characters");
    }
    return raw == null || raw.isBlank() ? null : raw.strip();
  }

  private static String hex(String field, String raw) throws RejectedRecordException {
    if (raw == null) {
      return null;
    }
    String hex = raw.strip().toLowerCase(Locale.ROOT);
    if (!hex.matches("[0-9a-f]{8,64}")) {
      throw JsonRecord.invalid(field, "must be 8 to 64 hexadecimal digits");
    }
    return hex;
  }
}
