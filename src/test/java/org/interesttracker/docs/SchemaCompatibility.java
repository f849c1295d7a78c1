package org.interesttracker.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * What a change of a schema breaks. What comes out may only be promised more closely: whoever reads
 * by the older schema must find what it says. What goes in may only be taken more widely: whoever
 * writes by the older schema must still be understood. Fields may be added to both, and nowhere may
 * one be removed. Descriptions do not count.
 *
 * <p>The comparison is by keyword and errs on the safe side: patterns, formats and conditions that
 * differ are a break, though they might say the same.
 */
final class SchemaCompatibility {

  /** Which way records go. */
  enum Direction {
    OUT,
    IN
  }

  private static final List<String> VALUES = List.of("type", "enum", "const");
  private static final List<String> LOWER =
      List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
  private static final List<String> UPPER = List.of("maximum", "maxLength", "maxItems");
  private static final List<String> SAME =
      List.of(
          "pattern", "format", "uniqueItems", "propertyNames", "dependentRequired", "not", "if");
  private static final List<String> NESTED = List.of("items", "additionalProperties");
  private static final List<String> BRANCHES = List.of("then", "else");
  private static final List<String> COMBINED = List.of("allOf", "anyOf", "oneOf");

  private final JsonNode oldRoot;
  private final JsonNode newRoot;
  private final Direction direction;
  private final List<String> breaks = new ArrayList<>();

  private SchemaCompatibility(JsonNode oldRoot, JsonNode newRoot, Direction direction) {
    this.oldRoot = oldRoot;
    this.newRoot = newRoot;
    this.direction = direction;
  }

  /** One sentence for each break, with the place in the schema. */
  static List<String> breaks(JsonNode before, JsonNode after, Direction direction) {
    SchemaCompatibility comparison = new SchemaCompatibility(before, after, direction);
    comparison.compare("", before, after);
    return comparison.breaks;
  }

  private void compare(String at, JsonNode before, JsonNode after) {
    JsonNode old = resolved(oldRoot, before);
    JsonNode now = resolved(newRoot, after);
    if (old.isBoolean() || now.isBoolean()) {
      if (!old.equals(now)) {
        report(at, "was %s and is %s".formatted(brief(old), brief(now)));
      }
      return;
    }
    compareTypes(at, old, now);
    compareBounds(at, old, now);
    compareRequired(at, old, now);
    compareProperties(at, old, now);
    for (String keyword : SAME) {
      if (!plain(old.path(keyword)).equals(plain(now.path(keyword)))) {
        report(at, keyword + " differs");
      }
    }
    compareParts(at, old, now);
  }

  private static JsonNode resolved(JsonNode root, JsonNode schema) {
    JsonNode reference = schema.get("$ref");
    return reference == null ? schema : root.at(reference.asText().substring(1));
  }

  /** The one that takes less, and the one that must take all of it. */
  private JsonNode narrow(JsonNode old, JsonNode now) {
    return direction == Direction.OUT ? now : old;
  }

  private JsonNode wide(JsonNode old, JsonNode now) {
    return direction == Direction.OUT ? old : now;
  }

  private void compareTypes(String at, JsonNode old, JsonNode now) {
    for (String keyword : VALUES) {
      Set<String> all = values(wide(old, now).path(keyword));
      Set<String> some = values(narrow(old, now).path(keyword));
      if (keyword.equals("type") && all.contains("number")) {
        some.remove("integer");
      }
      if (all.isEmpty()) {
        continue;
      }
      Set<String> more = new TreeSet<>(some);
      more.removeAll(all);
      if (some.isEmpty() && narrow(old, now).path(keyword).isMissingNode()) {
        report(at, keyword + " was limited to " + all + " and is not any more");
      } else if (!more.isEmpty()) {
        report(
            at,
            direction == Direction.OUT
                ? "%s may be %s, of which readers know nothing".formatted(keyword, more)
                : "%s may not be %s any more, which writers send".formatted(keyword, more));
      }
    }
  }

  private static Set<String> values(JsonNode node) {
    Set<String> values = new TreeSet<>();
    if (node.isArray()) {
      node.forEach(value -> values.add(value.asText()));
    } else if (!node.isMissingNode()) {
      values.add(node.asText());
    }
    return values;
  }

  private void compareBounds(String at, JsonNode old, JsonNode now) {
    JsonNode wide = wide(old, now);
    JsonNode narrow = narrow(old, now);
    for (String keyword : LOWER) {
      if (wide.has(keyword)
          && (!narrow.has(keyword)
              || narrow.get(keyword).asDouble() < wide.get(keyword).asDouble())) {
        report(at, keyword + bound(old, now, keyword));
      }
    }
    for (String keyword : UPPER) {
      if (wide.has(keyword)
          && (!narrow.has(keyword)
              || narrow.get(keyword).asDouble() > wide.get(keyword).asDouble())) {
        report(at, keyword + bound(old, now, keyword));
      }
    }
  }

  private static String bound(JsonNode old, JsonNode now, String keyword) {
    return " was %s and is %s".formatted(brief(old.path(keyword)), brief(now.path(keyword)));
  }

  private void compareRequired(String at, JsonNode old, JsonNode now) {
    Set<String> missing = values(wide(old, now).path("required"));
    missing.removeAll(values(narrow(old, now).path("required")));
    for (String field : missing) {
      report(
          at,
          direction == Direction.OUT
              ? field + " may be absent, and readers count on it"
              : field + " must be given, and writers do not know of it");
    }
  }

  private void compareProperties(String at, JsonNode old, JsonNode now) {
    for (Map.Entry<String, JsonNode> property : old.path("properties").properties()) {
      JsonNode after = now.path("properties").path(property.getKey());
      String place = at + "/" + property.getKey();
      if (after.isMissingNode()) {
        report(place, "was removed");
      } else {
        compare(place, property.getValue(), after);
      }
    }
  }

  private void compareParts(String at, JsonNode old, JsonNode now) {
    for (String keyword : NESTED) {
      JsonNode before = old.path(keyword);
      JsonNode after = now.path(keyword);
      if (before.isObject() && after.isObject()) {
        compare(at + "/" + keyword, before, after);
      } else if (!before.equals(after)) {
        report(at, keyword + bound(old, now, keyword));
      }
    }
    for (String keyword : BRANCHES) {
      if (old.has(keyword) != now.has(keyword)) {
        report(at, keyword + " differs");
      } else if (old.has(keyword)) {
        compare(at + "/" + keyword, old.get(keyword), now.get(keyword));
      }
    }
    for (String keyword : COMBINED) {
      List<JsonNode> before = list(old.path(keyword));
      List<JsonNode> after = list(now.path(keyword));
      if (before.size() != after.size()) {
        report(at, keyword + " differs");
        continue;
      }
      for (int i = 0; i < before.size(); i++) {
        compare(at + "/" + keyword + "/" + i, before.get(i), after.get(i));
      }
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** Without descriptions. */
  private static JsonNode plain(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    copy.findParents("description").forEach(parent -> ((ObjectNode) parent).remove("description"));
    return copy;
  }

  private static String brief(JsonNode node) {
    return node.isMissingNode() ? "not there" : node.toString();
  }

  private void report(String at, String what) {
    breaks.add((at.isEmpty() ? "/" : at) + ": " + what);
  }
}
