package org.interesttracker.event;

import static org.interesttracker.event.RejectedRecordException.required;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The fields of a control message on their way in. */
final class ControlFields implements RecordReader.Fields {

  private static final Map<String, ControlType> TYPES = WireNames.byName(ControlType.class);
  private static final Map<String, Purpose> PURPOSES = WireNames.byName(Purpose.class);
  private static final Pattern SHA_256 = Pattern.compile("[0-9A-Fa-f]{64}");
  private static final int MAX_PATH_LENGTH = 4_096;

  private ControlType type;
  private String userId;
  private String topic;
  private String itemId;
  private String model;
  private String sha256;
  private Map<Purpose, Boolean> purposes;
  private String agreement;
  private Long timestamp;

  @Override
  public void take(String name, FieldReader field) throws IOException, RejectedRecordException {
    switch (name) {
      case "type" -> type = field.constant(TYPES);
      case "user_id" -> userId = field.id();
      case "topic" -> topic = field.text();
      case "item_id" -> itemId = field.id();
      case "model" -> model = field.name(MAX_PATH_LENGTH);
      case "sha256" -> sha256 = hash(field);
      case "purposes" -> purposes = field.switches(Purpose.class, PURPOSES);
      case "agreement" -> agreement = field.id();
      case "time" -> timestamp = field.timestamp();
      default -> {}
    }
  }

  private static String hash(FieldReader field) throws IOException, RejectedRecordException {
    String hash = field.string("a text");
    if (hash != null && !SHA_256.matcher(hash).matches()) {
      throw field.invalid("must be 64 hexadecimal digits");
    }
    return hash == null ? null : hash.toLowerCase(Locale.ROOT);
  }

  /** Fields that do not belong to the order are left out of it. */
  ControlMessage toMessage() throws RejectedRecordException {
    required("type", type);
    required("time", timestamp);
    return switch (type) {
      case ERASE_USER, SHOW_INTERESTS -> aboutUser(null, null);
      case CONSENT -> aboutConsent(required("purposes", purposes));
      case CONSENT_GIVEN, CONSENT_WITHDRAWN -> aboutConsent(null);
      case FORGET_TOPIC, BLOCK_CATEGORY, UNBLOCK_CATEGORY ->
          aboutUser(required("topic", topic), null);
      case BLOCK_ITEM, UNBLOCK_ITEM -> aboutUser(null, required("item_id", itemId));
      case LESS_OF, MORE_OF -> aboutItemOrTopic();
      case ACTIVATE_MODEL ->
          new ControlMessage(type, null, null, required("model", model), sha256, timestamp);
    };
  }

  private ControlMessage aboutItemOrTopic() throws RejectedRecordException {
    if (itemId != null && topic != null) {
      throw RejectedRecordException.invalid("topic", "must not stand beside item_id");
    }
    return itemId != null
        ? aboutUser(null, itemId)
        : aboutUser(required("item_id or topic", topic), null);
  }

  private ControlMessage aboutConsent(Map<Purpose, Boolean> purposes)
      throws RejectedRecordException {
    return new ControlMessage(
        type, required("user_id", userId), null, null, null, null, purposes, agreement, timestamp);
  }

  private ControlMessage aboutUser(String topic, String item) throws RejectedRecordException {
    return new ControlMessage(
        type, required("user_id", userId), topic, item, null, null, timestamp);
  }
}
