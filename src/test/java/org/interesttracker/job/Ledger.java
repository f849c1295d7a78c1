package org.interesttracker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.interesttracker.event.Json;

/**
 * What the outputs must hold, recomputed from the input by nothing of the job, and what they do
 * hold. Windows are tumbling, and no event is late.
 *
 * <p>An input record that is no event, or lacks what it needs, must be one dead letter. An event
 * whose id its user had before has no effect. Each other event counts in one window; that window
 * must be told once, with the number of its events and their items, and have one list.
 */
final class Ledger {

  private static final String EVENTS = "events";

  private final long windowMillis;
  private final Set<String> catalog;
  private final Map<String, String> blocked;

  private final Map<Window, Expected> windows = new TreeMap<>();
  private final Map<String, Map<String, Integer>> events = new TreeMap<>();
  private final Set<String> ids = new HashSet<>();
  private final Set<String> unusable = new TreeSet<>();
  private final Map<TopicPartition, Long> times = new HashMap<>();

  private final Map<Window, List<JsonNode>> told = new HashMap<>();
  private final Map<Window, List<JsonNode>> lists = new HashMap<>();
  private final Map<String, Integer> deadLetters = new HashMap<>();
  private final List<String> late = new ArrayList<>();

  /** A user's window by its start in epoch milliseconds. */
  private record Window(String user, long start) implements Comparable<Window> {
    @Override
    public int compareTo(Window other) {
      int byStart = Long.compare(start, other.start);
      return byStart == 0 ? user.compareTo(other.user) : byStart;
    }
  }

  /** What a window must tell. */
  private static final class Expected {
    private final Set<String> items = new TreeSet<>();
    private int events;
  }

  /**
   * @param lost effects of events that are not there
   * @param twice effects that are there too often
   * @param wrong what is there and must not be
   */
  record Findings(List<String> lost, List<String> twice, List<String> wrong) {

    boolean isClean() {
      return lost.isEmpty() && twice.isEmpty() && wrong.isEmpty();
    }
  }

  /**
   * @param windowMillis the size of windows
   * @param catalog the items there are
   * @param blocked the item that a user has blocked from the first window on
   */
  Ledger(long windowMillis, Set<String> catalog, Map<String, String> blocked) {
    this.windowMillis = windowMillis;
    this.catalog = catalog;
    this.blocked = blocked;
  }

  /** Takes in what was sent to the job, in the order of its partition. */
  void input(ConsumerRecord<String, String> record) {
    JsonNode event = event(record.value());
    if (event == null) {
      unusable.add(record.partition() + " at " + record.offset());
      return;
    }
    long time = event.get("time").asLong();
    times.merge(new TopicPartition(record.topic(), record.partition()), time, Math::max);
    String user = event.get("user_id").asText();
    if (!ids.add(user + " " + event.get("event_id").asText())) {
      return;
    }
    Expected expected =
        windows.computeIfAbsent(
            new Window(user, Math.floorDiv(time, windowMillis) * windowMillis),
            window -> new Expected());
    expected.events++;
    if (event.has("item_id")) {
      expected.items.add(event.get("item_id").asText());
    }
    events
        .computeIfAbsent(user, name -> new TreeMap<>())
        .merge(event.get("type").asText().toUpperCase(Locale.ROOT), 1, Integer::sum);
  }

  /** Null for what cannot be used. */
  private static JsonNode event(String line) {
    try {
      JsonNode event = Json.MAPPER.readTree(line);
      return event.has("user_id") && event.has("type") && event.has("time") ? event : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Takes in what the job wrote. */
  void output(ConsumerRecord<String, String> record) throws IOException {
    JsonNode value = Json.MAPPER.readTree(record.value());
    switch (record.topic()) {
      case "interests" -> add(told, window(value, "window_start", 0), value);
      case "recommendations" -> add(lists, window(value, "window_end", -windowMillis), value);
      case "dead-letters" ->
          deadLetters.merge(
              value.get("partition").asText() + " at " + value.get("offset").asText(),
              1,
              Integer::sum);
      case "late-events" -> late.add(record.value());
      default -> throw new IllegalArgumentException("No output is named " + record.topic());
    }
  }

  private static Window window(JsonNode value, String field, long offset) {
    return new Window(
        value.get("user_id").asText(),
        Instant.parse(value.get(field).asText()).toEpochMilli() + offset);
  }

  private static void add(Map<Window, List<JsonNode>> all, Window window, JsonNode value) {
    all.computeIfAbsent(window, none -> new ArrayList<>()).add(value);
  }

  /** How many events have their effect, by the input that was taken in so far. */
  int size() {
    return ids.size();
  }

  /** By user and type, how many events count. */
  Map<String, Map<String, Integer>> events() {
    return events;
  }

  /**
   * Up to which time the job can know that no event is missing.
   *
   * @param partitions how many there are of the events
   * @param outOfOrder how far behind the latest event time is
   */
  long watermark(int partitions, long outOfOrder) {
    return times.size() < partitions
        ? Long.MIN_VALUE
        : times.values().stream().mapToLong(Long::longValue).min().orElseThrow() - outOfOrder - 1;
  }

  /**
   * How many windows that end by a time are not told, or have no list, and how many dead letters
   * are missing.
   */
  int missing(long until) {
    int missing = 0;
    for (Window window : windows.keySet()) {
      if (window.start() + windowMillis - 1 <= until) {
        missing += told.containsKey(window) ? 0 : 1;
        missing += lists.containsKey(window) ? 0 : 1;
      }
    }
    return missing;
  }

  /** Compares what must be with what is, for windows that end by a time. */
  Findings findings(long until) {
    Findings findings = new Findings(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    windows.forEach(
        (window, expected) -> {
          if (window.start() + windowMillis - 1 <= until) {
            compare("window", window, told.get(window), findings);
            compare("list", window, lists.get(window), findings);
          }
          compare(window, expected, findings);
        });
    unexpected("window", told.keySet(), findings);
    unexpected("list", lists.keySet(), findings);
    lists.forEach((window, made) -> made.forEach(list -> check(window, list, findings)));
    deadLetters.forEach(
        (place, times) -> {
          if (!unusable.contains(place)) {
            findings.wrong().add("dead letter of " + EVENTS + " " + place);
          }
          if (times > 1) {
            findings.twice().add("dead letter of " + EVENTS + " " + place + ": " + times);
          }
        });
    late.forEach(event -> findings.lost().add("came late: " + event));
    return findings;
  }

  /**
   * Compares windows that end by a time and are told by now, and forgets them if nothing is wrong,
   * so that a long run takes no more memory. Whatever comes of them later is found as of a window
   * in which nothing happened.
   */
  Findings settle(long until) {
    Findings findings = new Findings(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<Window> settled = new ArrayList<>();
    windows.forEach(
        (window, expected) -> {
          if (window.start() + windowMillis - 1 <= until
              && told.containsKey(window)
              && lists.containsKey(window)) {
            compare(window, expected, findings);
            lists.get(window).forEach(list -> check(window, list, findings));
            settled.add(window);
          }
        });
    if (findings.isClean()) {
      settled.forEach(
          window -> {
            windows.remove(window);
            told.remove(window);
            lists.remove(window);
          });
    }
    return findings;
  }

  /** As {@link #findings(long)}, once all that was sent is read and all windows are closed. */
  Findings findings() {
    Findings findings = findings(Long.MAX_VALUE);
    unusable.stream()
        .filter(place -> !deadLetters.containsKey(place))
        .forEach(place -> findings.lost().add("no dead letter of " + EVENTS + " " + place));
    return findings;
  }

  private static void compare(
      String what, Window window, Collection<JsonNode> found, Findings findings) {
    if (found == null) {
      findings.lost().add("no " + what + " of " + window);
    }
  }

  private void compare(Window window, Expected expected, Findings findings) {
    List<JsonNode> updates = told.getOrDefault(window, List.of());
    if (updates.size() > 1) {
      findings.twice().add("window of " + window + ": " + updates.size());
    }
    if (lists.getOrDefault(window, List.of()).size() > 1) {
      findings.twice().add("list of " + window + ": " + lists.get(window).size());
    }
    for (JsonNode update : updates) {
      int told = update.get(EVENTS).asInt();
      if (told != expected.events) {
        (told < expected.events ? findings.lost() : findings.twice())
            .add(window + " tells of " + told + " events instead of " + expected.events);
      }
      Set<String> items = new TreeSet<>();
      update.get("new_items").forEach(item -> items.add(item.asText()));
      if (!items.equals(expected.items)) {
        findings.wrong().add(window + " has items " + items + " instead of " + expected.items);
      }
    }
  }

  private void unexpected(String what, Set<Window> found, Findings findings) {
    for (Window window : found) {
      if (!windows.containsKey(window)) {
        findings.wrong().add(what + " of " + window + ", in which nothing happened");
      }
    }
  }

  private void check(Window window, JsonNode list, Findings findings) {
    Set<String> items = new HashSet<>();
    for (JsonNode entry : list.get("items")) {
      String item = entry.get("item_id").asText();
      if (!catalog.contains(item)) {
        findings.wrong().add("list of " + window + " has " + item + ", which is no item");
      }
      if (!items.add(item)) {
        findings.wrong().add("list of " + window + " has " + item + " twice");
      }
      if (item.equals(blocked.get(window.user()))) {
        findings.wrong().add("list of " + window + " has " + item + ", which is blocked");
      }
    }
  }
}
