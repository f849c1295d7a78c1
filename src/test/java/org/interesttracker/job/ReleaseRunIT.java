package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.interesttracker.docs.Schemas;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventParser;
import org.interesttracker.event.Json;
import org.interesttracker.privacy.PublishableEvent;
import org.interesttracker.privacy.ReleaseKey;
import org.interesttracker.privacy.Statistic;
import org.interesttracker.privacy.UserKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on files, with releases and without, and a task that fails. */
class ReleaseRunIT {

  private static final long WINDOW = Duration.ofDays(2).toMillis();
  private static final int MINIMUM = 4;

  /** Low, so that it binds. */
  private static final Map<Statistic, Integer> CAPS =
      Map.of(Statistic.ITEMS, 3, Statistic.PAIRS, 10);

  @TempDir private Path folder;

  private GeneratedData data;

  @BeforeEach
  void generate() throws Exception {
    data = GeneratedData.in(folder.resolve("data"), 2_000);
  }

  /** With an epsilon that leaves no noise, so that counts can be compared. */
  @Test
  void releasesWhatEachUserMayGiveThoughATaskFails() throws Exception {
    run("on", Map.of("privacy.epsilon", "1000", "privacy.budget-epsilon", "100000"));

    Map<String, Long> released = new TreeMap<>();
    for (String line : records("on", "released")) {
      assertThat(Schemas.accepts("released-statistic", line)).as(line).isTrue();
      JsonNode record = Json.MAPPER.readTree(line);
      long window = Instant.parse(record.get("window_start").asText()).toEpochMilli();
      for (JsonNode entry : record.get("entries")) {
        released.put(
            window
                + " "
                + record.get("statistic").asText()
                + " "
                + entry.get("key").asText()
                + " "
                + entry.path("other").asText(),
            entry.get("users").asLong());
      }
    }
    assertThat(released).isEqualTo(expected()).isNotEmpty();
  }

  @Test
  void nothingOfAReleaseComesBackToUsers() throws Exception {
    run("on", Map.of("privacy.epsilon", "1", "privacy.budget-epsilon", "1"));
    run("off", Map.of());

    assertThat(words("on")).isEqualTo(words("off")).isNotEmpty();
    assertThat(records("off", "released")).isEmpty();
    List<String> statuses = new ArrayList<>();
    for (String line : records("on", "released")) {
      statuses.add(Json.MAPPER.readTree(line).get("status").asText());
    }
    // the budget is that of one window
    assertThat(statuses).filteredOn("released"::equals).hasSize(CAPS.size());
    assertThat(statuses).filteredOn("refused"::equals).hasSizeGreaterThan(CAPS.size());
  }

  /** Interests without what batches of other sizes may change in the last digits. */
  private TreeSet<String> words(String name) throws Exception {
    TreeSet<String> words = new TreeSet<>();
    for (String line : records(name, "interests")) {
      ObjectNode interest = (ObjectNode) Json.MAPPER.readTree(line);
      interest.remove(List.of("vector", "interest_drift", "text_drift"));
      words.add(interest.toString());
    }
    return words;
  }

  private Map<String, Long> expected() throws Exception {
    EventParser parser = new EventParser(text -> text);
    Map<Long, Map<String, UserKeys>> windows = new HashMap<>();
    for (String line : data.eventLines()) {
      Event event = parser.parse(line.getBytes(StandardCharsets.UTF_8), System.currentTimeMillis());
      if (event.type().teaches()) {
        long window = Math.floorDiv(event.timestamp(), WINDOW) * WINDOW;
        Map<String, UserKeys> users = windows.computeIfAbsent(window, first -> new HashMap<>());
        users.put(
            event.userId(),
            users
                .getOrDefault(event.userId(), UserKeys.NONE)
                .with(PublishableEvent.of(event, List.of()), window, CAPS));
      }
    }
    Map<String, Long> counts = new TreeMap<>();
    windows.forEach(
        (window, users) ->
            users
                .values()
                .forEach(
                    keys ->
                        keys.all().forEach(key -> counts.merge(name(window, key), 1L, Long::sum))));
    // one user who makes them the minimum must not show, so it takes one more
    counts.values().removeIf(users -> users <= MINIMUM);
    return counts;
  }

  private static String name(long window, ReleaseKey key) {
    return window
        + " "
        + key.statistic().wireName()
        + " "
        + key.first()
        + " "
        + (key.second() == null ? "" : key.second());
  }

  private void run(String name, Map<String, String> options) throws Exception {
    TrackerConfig config =
        new TrackerConfig()
            .set(TrackerOptions.EVENTS_PATH, data.events().toUri().toString())
            .set(TrackerOptions.CATALOG_PATH, data.catalog().toUri().toString())
            .set(TrackerOptions.OUTPUT_PATH, folder.resolve(name).toUri().toString())
            .set(TrackerOptions.PRIVACY_WINDOW, "2 d")
            .set(TrackerOptions.PRIVACY_MINIMUM_USERS, Integer.toString(MINIMUM))
            .set(TrackerOptions.PRIVACY_STATISTICS, "items:3;pairs:10")
            .set("execution.checkpointing.interval", "200 ms")
            .set("taskmanager.memory.segment-size", "4 kb");
    options.forEach(config::set);
    FailOnce.run(new JobLauncher(config.build()).embedded(folder.resolve(name)));
  }

  private List<String> records(String name, String output) throws Exception {
    return OutputRecords.lines(folder.resolve(name), output);
  }
}
