package org.interesttracker.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.event.Json;

/** Events and items as the JSON that the job reads; fields without a value are left out. */
final class WireFormat {

  private WireFormat() {}

  static ObjectNode json(Event event) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("event_id", event.eventId());
    node.put("user_id", event.userId());
    putText(node, "item_id", event.itemId());
    node.put("type", event.type().name().toLowerCase(Locale.ROOT));
    putText(node, "text", event.text());
    putNumber(node, "value", event.value());
    node.put("time", Instant.ofEpochMilli(event.timestamp()).toString());
    putText(node, "session_id", event.sessionId());
    putText(node, "language", event.language());
    return node;
  }

  static ObjectNode json(CatalogItem item) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("item_id", item.itemId());
    node.put("title", item.title());
    putText(node, "description", item.description());
    item.categories().forEach(node.putArray("categories")::add);
    if (item.vector() != null) {
      node.set("vector", Json.MAPPER.valueToTree(item.vector()));
    }
    putText(node, "language", item.language());
    if (item.timestamp() != 0) {
      node.put("time", Instant.ofEpochMilli(item.timestamp()).toString());
    }
    return node;
  }

  private static void putText(ObjectNode node, String name, String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  /** Whole numbers without a fraction, as a person would write them. */
  private static void putNumber(ObjectNode node, String name, Double value) {
    if (value == null) {
      return;
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      node.put(name, value.longValue());
    } else {
      node.put(name, value);
    }
  }
}
