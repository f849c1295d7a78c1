package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.event.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs a job, makes feedback of the lists that come out, and runs it again with that: the ids of
 * lists are the same in every run.
 */
class FeedbackRunIT {

  private static final double EXPLORATION = 0.5;

  /** Scores of a bundle's users are one product, which rounds by how many they are. */
  private static final Comparator<JsonNode> BUT_FOR_ROUNDING =
      (one, other) -> {
        boolean close =
            one.isNumber() && other.isNumber()
                ? Math.abs(one.asDouble() - other.asDouble()) < 1e-5
                : one.equals(other);
        return close ? 0 : 1;
      };

  @TempDir private Path folder;

  @Test
  void whatBecomesOfListsIsMeasuredAndWhatWasShownTeachesNothing() throws Exception {
    GeneratedData data = GeneratedData.in(folder.resolve("data"), 1_500);
    Path first = run("first", data.events(), data.catalog());
    List<JsonNode> lists = OutputRecords.json(first, "recommendations");
    List<JsonNode> feedback = feedback(lists);

    Path second = run("second", withEvents(data, feedback), data.catalog());

    assertThat(OutputRecords.json(second, "dead-letters")).isEmpty();
    assertThat(OutputRecords.json(second, "late-events")).isEmpty();
    Map<String, JsonNode> listsAgain = byId(OutputRecords.json(second, "recommendations"));
    assertThat(listsAgain.keySet()).containsAll(byId(lists).keySet());
    byId(lists)
        .forEach(
            (id, list) ->
                assertThat((Object) list.get("items"))
                    .as(id)
                    .usingComparator(FeedbackRunIT::compare)
                    .isEqualTo(listsAgain.get(id).get("items")));
    Map<String, JsonNode> interests = byWindow(OutputRecords.json(second, "interests"));
    byWindow(OutputRecords.json(first, "interests"))
        .forEach((window, interest) -> assertSame(interests.get(window), interest));
    assertFigures(OutputRecords.json(second, "metrics"), lists, feedback);
  }

  private static int compare(Object one, Object other) {
    return ((JsonNode) one).equals(BUT_FOR_ROUNDING, (JsonNode) other) ? 0 : 1;
  }

  /** To the digit, but for the vectors, which batches of other sizes may change a little. */
  private static void assertSame(JsonNode actual, JsonNode expected) {
    for (String field : List.of("topics", "events", "recent_items", "new_items")) {
      assertThat(actual.get(field)).as(field).isEqualTo(expected.get(field));
    }
  }

  /**
   * All lists are shown. Of each user's last list one item is clicked: later events, such as this,
   * make other lists.
   */
  private static List<JsonNode> feedback(List<JsonNode> lists) {
    Map<String, JsonNode> last = new TreeMap<>();
    List<JsonNode> feedback = new ArrayList<>();
    for (JsonNode list : lists) {
      feedback.add(event(list, "shown", null, 1));
      last.merge(
          list.get("user_id").asText(),
          list,
          (one, other) -> end(one).isBefore(end(other)) ? other : one);
    }
    for (JsonNode list : last.values()) {
      int place = feedback.size() % list.get("items").size();
      String item = list.get("items").get(place).get("item_id").asText();
      feedback.add(event(list, "click", item, 2));
    }
    return feedback;
  }

  private static JsonNode event(JsonNode list, String type, String item, int secondsLater) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("user_id", list.get("user_id").asText());
    event.put("type", type);
    event.put("recommendation_id", id(list));
    event.put("time", end(list).plusSeconds(secondsLater).toString());
    if (item != null) {
      event.put("item_id", item);
    }
    return event;
  }

  private Path withEvents(GeneratedData data, List<JsonNode> feedback) throws Exception {
    List<JsonNode> events = new ArrayList<>(feedback);
    for (String line : data.eventLines()) {
      events.add(Json.MAPPER.readTree(line));
    }
    events.sort(Comparator.comparing(event -> Instant.parse(event.get("time").asText())));
    Path file = folder.resolve("with-feedback.jsonl");
    Files.write(file, events.stream().map(JsonNode::toString).toList());
    return file;
  }

  /** By their definitions, from the lists and the events. */
  private static void assertFigures(
      List<JsonNode> metrics, List<JsonNode> lists, List<JsonNode> feedback) {
    Map<String, String> clicks = new HashMap<>();
    for (JsonNode event : feedback) {
      if (event.has("item_id")) {
        clicks.put(event.get("recommendation_id").asText(), event.get("item_id").asText());
      }
    }
    double shown = 0;
    double weights = 0;
    double weightedClicks = 0;
    int explored = 0;
    Map<String, Double> credit = new TreeMap<>();
    for (JsonNode list : lists) {
      for (JsonNode item : list.get("items")) {
        boolean clicked = item.get("item_id").asText().equals(clicks.get(id(list)));
        double weight = item.has("explored") ? 0 : 1 / item.get("propensity").asDouble();
        shown++;
        weights += weight;
        weightedClicks += clicked ? weight : 0;
        explored += item.has("explored") ? 1 : 0;
        if (clicked) {
          share(item.get("contributions")).forEach((m, s) -> credit.merge(m, s, Double::sum));
        }
      }
    }
    assertThat(explored).isBetween((int) (0.4 * lists.size()), (int) (0.6 * lists.size()));
    JsonNode ctr = figure(metrics, "ctr", "blend");
    assertThat(ctr.get("samples").asDouble()).isEqualTo(shown);
    assertThat(ctr.get("value").asDouble()).isCloseTo(clicks.size() / shown, within(1e-12));
    JsonNode without = figure(metrics, "ctr-unexplored", "blend");
    assertThat(without.get("value").asDouble()).isCloseTo(weightedClicks / weights, within(1e-12));
    assertThat(figure(metrics, "exploration-regret", "blend").get("value").asDouble())
        .isCloseTo(weightedClicks / weights - clicks.size() / shown, within(1e-12));
    credit.forEach(
        (model, clicked) -> {
          JsonNode figure = figure(metrics, "credit", model);
          assertThat(figure.get("value").asDouble() * figure.get("samples").asDouble())
              .isCloseTo(clicked, within(1e-4));
        });
  }

  private static Map<String, Double> share(JsonNode contributions) {
    Map<String, Double> shares = new TreeMap<>();
    double sum = 0;
    for (Map.Entry<String, JsonNode> part : contributions.properties()) {
      sum += Math.max(0, part.getValue().asDouble());
    }
    for (Map.Entry<String, JsonNode> part : contributions.properties()) {
      shares.put(part.getKey(), Math.max(0, part.getValue().asDouble()) / sum);
    }
    return shares;
  }

  /** The last of its kind over the window. */
  private static JsonNode figure(List<JsonNode> metrics, String name, String model) {
    return metrics.stream()
        .filter(metric -> metric.get("name").asText().equals(name))
        .filter(metric -> metric.get("model").asText().equals(model))
        .filter(metric -> metric.path("over").asText().equals("window"))
        .filter(metric -> !metric.has("position"))
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  private Path run(String name, Path events, Path catalog) throws Exception {
    Path out = folder.resolve(name);
    Configuration config = config(events, catalog, out);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, config);
    JobLauncher.define(environment, config);
    environment.execute();
    return out;
  }

  /** Such that lists depend on their users' events alone, not on what has come of others. */
  private static Configuration config(Path events, Path catalog, Path out) throws Exception {
    TrackerConfig config =
        new TrackerConfig()
            .set(TrackerOptions.EVENTS_PATH, events.toString())
            .set(TrackerOptions.CATALOG_PATH, catalog.toString())
            .set(TrackerOptions.OUTPUT_PATH, out.toString())
            .set(TrackerOptions.WINDOW_KIND, "session")
            .set(TrackerOptions.RECOMMEND_MODELS, "tf-idf;content")
            .set(TrackerOptions.RECOMMEND_LEARNING_RATE, "0")
            .set(TrackerOptions.RECOMMEND_USER_PRIOR, "0")
            .set(TrackerOptions.RECOMMEND_NEW_ITEMS, "0")
            .set(TrackerOptions.RECOMMEND_EXPLORATION, Double.toString(EXPLORATION));
    return new JobLauncher(config.build()).embedded(out);
  }

  private static Map<String, JsonNode> byId(List<JsonNode> lists) {
    Map<String, JsonNode> byId = new TreeMap<>();
    lists.forEach(list -> assertThat(byId.put(id(list), list)).as("another of this id").isNull());
    return byId;
  }

  private static Map<String, JsonNode> byWindow(List<JsonNode> interests) {
    Map<String, JsonNode> byWindow = new TreeMap<>();
    for (JsonNode interest : interests) {
      byWindow.put(
          interest.get("user_id").asText() + " " + interest.get("window_start").asText(), interest);
    }
    return byWindow;
  }

  private static String id(JsonNode list) {
    return list.get("recommendation_id").asText();
  }

  private static Instant end(JsonNode list) {
    return Instant.parse(list.get("window_end").asText());
  }
}
