package org.interesttracker.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.event.Json;

/** Reads the files under test. */
final class JsonLines {

  private JsonLines() {}

  static List<JsonNode> read(Path file) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      nodes.add(Json.MAPPER.readTree(line));
    }
    return nodes;
  }

  static List<String> texts(List<JsonNode> nodes, String field) {
    return nodes.stream().map(node -> node.path(field).asText(null)).toList();
  }

  static Instant time(JsonNode event) {
    return Instant.parse(event.get("time").textValue());
  }
}
