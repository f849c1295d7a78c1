package org.interesttracker.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.interesttracker.dataset.InputFile;
import org.interesttracker.event.Json;

/**
 * What a file says of the settings: an object of numbers by the names of the options, and under
 * {@code search} a list or a range for each setting that is to be searched.
 *
 * @param path null for none
 * @param search null if the file has none
 */
record SettingsFile(Path path, Map<String, JsonNode> values, JsonNode search) {

  static final SettingsFile NONE = new SettingsFile(null, Map.of(), null);

  private static final String SEARCH = "search";

  private static final ObjectReader READER =
      Json.MAPPER
          .reader()
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * @throws IllegalArgumentException if it is not there or no JSON object
   */
  static SettingsFile read(Path path) throws IOException {
    InputFile.requireFile(path);
    JsonNode tree;
    try {
      tree = READER.readTree(Files.readString(path));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("The settings file " + path + " is not UTF-8", e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The settings file %s is not JSON: %s, at line %d"
              .formatted(path, e.getOriginalMessage(), e.getLocation().getLineNr()),
          e);
    }
    if (!tree.isObject()) {
      throw new IllegalArgumentException(
          "The settings file " + path + " is no JSON object of settings by name");
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    tree.properties().forEach(field -> values.put(field.getKey(), field.getValue()));
    return new SettingsFile(path, values, values.remove(SEARCH));
  }

  /**
   * The options as the file has them.
   *
   * @param given names of settings that the command line has, which goes before the file
   * @throws IllegalArgumentException naming the file and the setting that is wrong
   */
  TrainingOptions applyTo(TrainingOptions options, Set<String> given) {
    try {
      TrainingSettings.with(options, values);
      Map<String, JsonNode> others = new LinkedHashMap<>(values);
      others.keySet().removeAll(given);
      return TrainingSettings.with(options, others);
    } catch (IllegalArgumentException e) {
      throw in(e);
    }
  }

  /**
   * What is to be searched: what the file says, else the default space.
   *
   * @param given names of settings that the command line has; they are not searched
   * @throws IllegalArgumentException naming the file and the setting that is wrong
   */
  SearchSpace searchSpace(TrainingOptions options, Set<String> given) {
    if (search == null) {
      return SearchSpace.defaults(options).without(given);
    }
    try {
      return SearchSpace.parse(search, options).without(given);
    } catch (IllegalArgumentException e) {
      throw in(e);
    }
  }

  private IllegalArgumentException in(IllegalArgumentException e) {
    return new IllegalArgumentException("In the settings file " + path + ": " + e.getMessage(), e);
  }
}
