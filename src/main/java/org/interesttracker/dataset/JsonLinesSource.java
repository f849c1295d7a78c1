package org.interesttracker.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.interesttracker.event.Json;

/** One JSON object a line. A column is a field name, or names joined by dots for nested ones. */
record JsonLinesSource(Charset charset) implements RowSource {

  @Override
  public void read(Path file, Set<String> columns, LongConsumer progress, Sink sink)
      throws IOException {
    try (BufferedReader reader = InputFile.open(file, charset, progress)) {
      long number = 1;
      for (String line; (line = reader.readLine()) != null; number++) {
        if (!line.isBlank()) {
          readLine(number, line, sink);
        }
      }
    }
  }

  private static void readLine(long number, String line, Sink sink) throws IOException {
    JsonNode node;
    try {
      node = Json.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      sink.bad(number, "The line is not JSON; one JSON object a line was expected.");
      return;
    }
    if (node.isObject()) {
      sink.row(number, column -> texts(find(node, column)));
    } else {
      sink.bad(number, "The line is not a JSON object.");
    }
  }

  /** A field whose own name has a dot comes before a nested one. */
  private static JsonNode find(JsonNode node, String column) {
    if (node.has(column)) {
      return node.get(column);
    }
    int dot = column.indexOf('.');
    return dot < 0
        ? Json.MAPPER.missingNode()
        : find(node.path(column.substring(0, dot)), column.substring(dot + 1));
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(element -> texts.addAll(texts(element)));
    } else if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
      texts.add(node.asText().strip());
    }
    return texts;
  }
}
