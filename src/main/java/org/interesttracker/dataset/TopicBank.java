package org.interesttracker.dataset;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Json;

/**
 * The topics of the four scenes, each in English and in Chinese.
 *
 * <p>Topic 2k is English, topic 2k+1 is the same subject in Chinese.
 */
final class TopicBank {

  private static final List<String> SCENES = List.of("post", "shop", "film", "course");

  private final List<Topic> topics;

  private TopicBank(List<Topic> topics) {
    this.topics = List.copyOf(topics);
  }

  /** Reads the word banks that are shipped with the program. */
  static TopicBank load() {
    JsonNode common = resource("common");
    List<Topic> topics = new ArrayList<>();
    for (String name : SCENES) {
      JsonNode scene = resource(name);
      for (JsonNode topic : scene.get("topics")) {
        topics.add(topic(Topic.ENGLISH, common, scene, topic));
        topics.add(topic(Topic.CHINESE, common, scene, topic));
      }
    }
    return new TopicBank(topics);
  }

  int size() {
    return topics.size();
  }

  Topic get(int index) {
    return topics.get(index);
  }

  List<String> names(List<Integer> indexes) {
    return indexes.stream().map(index -> get(index).name()).toList();
  }

  /** The same subject in the other language. */
  static int translated(int index) {
    return index ^ 1;
  }

  private static Topic topic(String language, JsonNode common, JsonNode scene, JsonNode topic) {
    Map<String, List<String>> rules = new HashMap<>();
    List.of(common, scene, topic).forEach(layer -> addRules(layer.get(language), rules));
    String name = topic.get(language).get("name").textValue();
    return new Topic(name, language, scene(scene), new TextGrammar(rules));
  }

  private static void addRules(JsonNode words, Map<String, List<String>> rules) {
    words
        .properties()
        .forEach(
            rule -> {
              List<String> texts = new ArrayList<>();
              if (rule.getValue().isTextual()) {
                texts.add(rule.getValue().textValue());
              }
              rule.getValue().forEach(text -> texts.add(text.textValue()));
              rules.put(rule.getKey(), texts);
            });
  }

  private static Scene scene(JsonNode scene) {
    Map<EventType, Double> mix =
        Json.MAPPER.convertValue(scene.get("events"), new TypeReference<>() {});
    return new Scene(scene.get("scene").textValue(), scene.get("view_seconds").doubleValue(), mix);
  }

  private static JsonNode resource(String name) {
    String path = "/generator/" + name + ".json";
    try (InputStream in = TopicBank.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("The word bank " + path + " is missing from the program.");
      }
      return Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The word bank " + path + " cannot be read.", e);
    }
  }
}
