package org.interesttracker.event;

import static org.interesttracker.event.RejectedRecordException.required;

import java.io.IOException;
import java.util.Map;

/** The fields of a control message on their way in. */
final class ControlFields implements RecordReader.Fields {

  private static final Map<String, ControlType> TYPES = WireNames.byName(ControlType.class);
  private static final int MAX_PATH_LENGTH = 4_096;

  private ControlType type;
  private String userId;
  private String topic;
  private String model;
  private String sha256;
  private Long timestamp;

  @Override
  public void take(String name, FieldReader field) throws IOException, RejectedRecordException {
    switch (name) {
      case "type" -> type = field.constant(TYPES);
      case "user_id" -> userId = field.id();
      case "topic" -> topic = field.text();
      case "model" -> model = field.name(MAX_PATH_LENGTH);
      case "sha256" -> sha256 = field.sha256();
      case "time" -> timestamp = field.timestamp();
      default -> {}
    }
  }

  /** Fields that do not belong to the order are left out of it. */
  ControlMessage toMessage() throws RejectedRecordException {
    required("type", type);
    required("time", timestamp);
    return switch (type) {
      case CONSENT_GIVEN, CONSENT_WITHDRAWN, ERASE_USER -> aboutUser(null);
      case FORGET_TOPIC -> aboutUser(required("topic", topic));
      case ACTIVATE_MODEL ->
          new ControlMessage(type, null, null, required("model", model), sha256, timestamp);
    };
  }

  private ControlMessage aboutUser(String topic) throws RejectedRecordException {
    return new ControlMessage(type, required("user_id", userId), topic, null, null, timestamp);
  }
}
