package org.interesttracker.k8s;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads YAML as a tree; a name that stands twice in a map is refused. */
final class Yaml {

  static final ObjectMapper MAPPER =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private Yaml() {}

  /** All documents of a file. */
  static List<ObjectNode> documents(Path file) {
    try {
      return documents(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /** All documents of a text; those that are empty are left out. */
  static List<ObjectNode> documents(String text) throws IOException {
    List<ObjectNode> documents = new ArrayList<>();
    try (MappingIterator<JsonNode> nodes =
        MAPPER.readerFor(JsonNode.class).readValues(MAPPER.createParser(text))) {
      while (nodes.hasNextValue()) {
        if (nodes.nextValue() instanceof ObjectNode document) {
          documents.add(document);
        }
      }
    }
    return documents;
  }
}
