package org.interesttracker.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.interesttracker.event.Json;

/** Settings of a run by the names of the options of {@code train}. */
final class TrainingSettings {

  private TrainingSettings() {}

  /** All of them, in the order of the record. */
  static Map<String, JsonNode> of(TrainingOptions options) {
    Map<String, JsonNode> settings = new LinkedHashMap<>();
    Json.MAPPER
        .<ObjectNode>valueToTree(options)
        .properties()
        .forEach(field -> settings.put(field.getKey().replace('_', '-'), field.getValue()));
    return settings;
  }

  /**
   * The same options with some settings changed.
   *
   * @throws IllegalArgumentException naming the setting that there is not, or whose value is of a
   *     wrong type or out of range
   */
  static TrainingOptions with(TrainingOptions options, Map<String, ? extends JsonNode> changes) {
    Map<String, JsonNode> settings = of(options);
    changes.forEach((name, value) -> settings.put(name, checked(name, value, settings)));
    ObjectNode tree = Json.MAPPER.createObjectNode();
    settings.forEach((name, value) -> tree.set(name.replace('-', '_'), value));
    try {
      return Json.MAPPER.treeToValue(tree, TrainingOptions.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          e.getCause() != null ? e.getCause().getMessage() : e.getOriginalMessage(), e);
    }
  }

  /**
   * @throws IllegalArgumentException if there is no setting of the name
   */
  static void requireName(String name, Set<String> names) {
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "There is no setting %s; there are %s".formatted(name, String.join(", ", names)));
    }
  }

  private static JsonNode checked(String name, JsonNode value, Map<String, JsonNode> settings) {
    requireName(name, settings.keySet());
    JsonNode present = settings.get(name);
    boolean fits =
        present.isLong()
            ? value.canConvertToLong() && value.isIntegralNumber()
            : present.isInt()
                ? value.canConvertToInt() && value.isIntegralNumber()
                : value.isNumber();
    if (!fits) {
      throw new IllegalArgumentException(
          "Setting %s is %s, expected a %snumber"
              .formatted(name, value, present.isIntegralNumber() ? "whole " : ""));
    }
    return value;
  }
}
