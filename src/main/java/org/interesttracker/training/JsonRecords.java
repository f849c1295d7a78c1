package org.interesttracker.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.text.TextCleaner;

/** From JSON to records. What cannot be used is an IllegalArgumentException. */
final class JsonRecords {

  private final TextCleaner cleaner = new TextCleaner();

  Event event(JsonNode node) {
    String item = text(node, "item_id");
    EventType type = EventType.valueOf(required(node, "type").toUpperCase(Locale.ROOT));
    if (item == null && type != EventType.SEARCH) {
      throw new IllegalArgumentException("item_id is missing");
    }
    return new Event(
        required(node, "event_id"),
        required(node, "user_id"),
        item,
        type,
        cleaner.clean(text(node, "text")),
        number(node.get("value")),
        time(node.get("time")),
        text(node, "session_id"),
        text(node, "language"),
        null);
  }

  CatalogItem item(JsonNode node) {
    String title = cleaner.clean(text(node, "title"));
    return new CatalogItem(
        required(node, "item_id"),
        title == null ? "" : title,
        cleaner.clean(text(node, "description")),
        strings(node.get("categories")),
        vector(node.get("vector")),
        text(node, "language"),
        node.hasNonNull("time") ? time(node.get("time")) : 0);
  }

  private static String required(JsonNode node, String field) {
    String value = text(node, field);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }

  private static String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.get(field).asText() : null;
  }

  private static Double number(JsonNode node) {
    return node != null && node.isNumber() ? node.doubleValue() : null;
  }

  private static long time(JsonNode node) {
    if (node != null && node.isIntegralNumber()) {
      return node.longValue();
    }
    try {
      return OffsetDateTime.parse(node == null ? "" : node.asText()).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("time is neither ISO-8601 nor epoch milliseconds", e);
    }
  }

  private static List<String> strings(JsonNode node) {
    List<String> values = new ArrayList<>();
    if (node != null) {
      node.forEach(value -> values.add(value.asText()));
    }
    return values;
  }

  private static float[] vector(JsonNode node) {
    if (node == null || node.isEmpty()) {
      return null;
    }
    float[] vector = new float[node.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = node.get(i).floatValue();
    }
    return vector;
  }
}
