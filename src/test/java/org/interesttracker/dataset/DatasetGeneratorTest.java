package org.interesttracker.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.interesttracker.dataset.JsonLines.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.interesttracker.event.EventType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatasetGeneratorTest {

  private static final int USERS = 200;
  private static final int ITEMS = 1_200;
  private static final int EVENTS = 20_000;

  @TempDir static Path directory;

  private List<JsonNode> events;
  private Map<String, JsonNode> items;
  private Map<String, JsonNode> truths;

  @BeforeAll
  void generate() throws IOException {
    new DatasetGenerator(settings(7)).write(directory, n -> {});
    events = JsonLines.read(directory.resolve("events.jsonl"));
    items = byId("catalog.jsonl", "item_id");
    truths = byId("truth.jsonl", "user_id");
  }

  @Test
  void writesAsManyLinesAsAskedFor() {
    assertThat(events).hasSize(EVENTS);
    assertThat(items).hasSize(ITEMS);
    assertThat(truths).hasSize(USERS);
  }

  @Test
  void sameSeedGivesSameBytesAndAnotherSeedOthers(@TempDir Path again, @TempDir Path other)
      throws IOException {
    new DatasetGenerator(settings(7)).write(again, n -> {});
    new DatasetGenerator(settings(8)).write(other, n -> {});
    for (String file : List.of("events.jsonl", "catalog.jsonl", "truth.jsonl")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(directory.resolve(file));
      assertThat(JsonLines.read(other.resolve(file)))
          .isNotEqualTo(JsonLines.read(directory.resolve(file)));
    }
  }

  @Test
  void eventsAreInTheOrderOfTimeWithUniqueIds() {
    assertThat(events).isSortedAccordingTo(Comparator.comparing(JsonLines::time));
    assertThat(JsonLines.texts(events, "event_id")).doesNotHaveDuplicates();
  }

  @Test
  void allEventTypesAppearAndViewsMost() {
    Map<String, Long> counts = counts(events, e -> e.get("type").textValue());
    assertThat(counts).hasSize(EventType.teaching().size());
    assertThat(counts.values()).allMatch(n -> n >= EVENTS / 200);
    assertThat(counts.get("view")).isEqualTo(counts.values().stream().max(Long::compare).get());
  }

  @Test
  void valuesAreStarsQuantitiesAndSeconds() {
    assertThat(values("rating")).allMatch(v -> v >= 0.5 && v <= 5 && v * 2 == Math.rint(v * 2));
    assertThat(values("purchase")).allMatch(v -> v >= 1 && v <= 3);
    assertThat(values("view")).allMatch(v -> v >= 1);
    assertThat(values("like")).isEmpty();
  }

  @Test
  void searchesHaveTextAndMostlyNoItem() {
    List<JsonNode> searches = ofType("search");
    assertThat(searches).allMatch(e -> e.hasNonNull("text"));
    assertThat(share(searches, e -> !e.has("item_id"))).isBetween(0.7, 0.95);
  }

  @Test
  void onlySearchesAreWithoutAnItemAndNoItemIsMetBeforeItsRelease() {
    for (JsonNode event : events) {
      if (event.has("item_id")) {
        assertThat(time(items.get(event.get("item_id").textValue())))
            .isBeforeOrEqualTo(time(event));
      } else {
        assertThat(event.get("type").textValue()).isEqualTo("search");
      }
    }
  }

  @Test
  void popularityOfItemsFollowsAZipfLaw() {
    List<Long> counts =
        counts(withItem(), e -> e.get("item_id").textValue()).values().stream()
            .sorted(Comparator.reverseOrder())
            .toList();
    assertThat(logLogSlope(counts)).isBetween(-1.4, -0.6);
  }

  @Test
  void fewUsersDoMuchAndNoneTooLittle() {
    List<Long> counts =
        counts(events, e -> e.get("user_id").textValue()).values().stream().sorted().toList();
    long median = counts.get(USERS / 2);
    assertThat(counts.get(0)).isGreaterThanOrEqualTo(GeneratorSettings.MIN_EVENTS_PER_USER);
    assertThat(counts.get(USERS - 1)).isBetween(4 * median, 20 * median);
  }

  @Test
  void bothLanguagesHaveUsersItemsAndTexts() {
    assertThat(share(truths.values(), t -> is(t, "language", "zh"))).isBetween(0.35, 0.65);
    assertThat(share(items.values(), t -> is(t, "language", "zh"))).isBetween(0.4, 0.6);
    List<JsonNode> texts = events.stream().filter(e -> e.has("text")).toList();
    assertThat(share(texts, e -> is(e, "language", "zh"))).isBetween(0.3, 0.7);
    assertThat(texts).allMatch(e -> is(e, "language", "zh") == hasHan(e.get("text").textValue()));
  }

  @Test
  void usersKeepToTheirLanguage() {
    assertThat(share(withItem(), e -> item(e).get("language").equals(truth(e).get("language"))))
        .isBetween(0.92, 0.99);
  }

  @Test
  void interestOfChangingUsersMovesAtTheStatedTime() {
    List<JsonNode> before = withItem().stream().filter(e -> isChange(e) && !changed(e)).toList();
    List<JsonNode> after = withItem().stream().filter(e -> isChange(e) && changed(e)).toList();

    assertThat(share(before, e -> touches(e, "old_topics"))).isGreaterThan(0.75);
    assertThat(share(before, e -> touches(e, "new_topics"))).isLessThan(0.06);
    assertThat(share(after, e -> touches(e, "new_topics"))).isGreaterThan(0.75);
    assertThat(share(after, e -> touches(e, "old_topics"))).isLessThan(0.06);
  }

  @Test
  void changeComesAboutTheMiddleOfAUsersEvents() {
    Map<String, List<JsonNode>> byUser =
        events.stream().filter(this::isChange).collect(Collectors.groupingBy(this::user));
    assertThat(byUser).hasSizeBetween(USERS / 5, USERS * 2 / 5);
    assertThat(byUser.values())
        .allSatisfy(ofUser -> assertThat(share(ofUser, this::changed)).isBetween(0.2, 0.65));
  }

  @Test
  void driftingUsersLeaveTheirOldTopicsSlowly() {
    List<JsonNode> early = new ArrayList<>();
    List<JsonNode> late = new ArrayList<>();
    withItem().stream()
        .filter(e -> is(truth(e), "kind", "drift"))
        .collect(Collectors.groupingBy(this::user))
        .values()
        .forEach(
            ofUser -> {
              int quarter = ofUser.size() / 4;
              early.addAll(ofUser.subList(0, quarter));
              late.addAll(ofUser.subList(ofUser.size() - quarter, ofUser.size()));
            });
    assertThat(share(early, e -> touches(e, "old_topics"))).isGreaterThan(0.6);
    assertThat(share(late, e -> touches(e, "old_topics"))).isLessThan(0.3);
  }

  @Test
  void stableUsersHaveNoChangeTimeAndKeepTheirTopics() {
    assertThat(truths.values())
        .allMatch(t -> is(t, "kind", "change") == t.has("change_time"))
        .allMatch(t -> is(t, "kind", "stable") != t.has("new_topics"));
    List<JsonNode> stable =
        withItem().stream().filter(e -> is(truth(e), "kind", "stable")).toList();
    assertThat(share(stable, e -> touches(e, "old_topics"))).isBetween(0.75, 0.92);
  }

  @Test
  void sessionsAreBurstsThatNeverOverlap() {
    Map<String, Instant> lastOfUser = new HashMap<>();
    Map<String, String> sessionOfUser = new HashMap<>();
    for (JsonNode event : events) {
      Instant last = lastOfUser.put(user(event), time(event));
      String session = event.get("session_id").textValue();
      String lastSession = sessionOfUser.put(user(event), session);
      if (last != null) {
        boolean pause = Duration.between(last, time(event)).toMinutes() >= 30;
        assertThat(pause).isEqualTo(!session.equals(lastSession));
      }
    }
  }

  @Test
  void textsAreManyAndDifferent() {
    Set<String> titles = new HashSet<>(JsonLines.texts(List.copyOf(items.values()), "title"));
    Set<String> descriptions =
        new HashSet<>(JsonLines.texts(List.copyOf(items.values()), "description"));
    assertThat(titles).hasSizeGreaterThan(ITEMS * 85 / 100);
    assertThat(descriptions).hasSizeGreaterThan(ITEMS * 98 / 100);
    assertThat(String.join("", titles) + String.join("", descriptions)).doesNotContain("{", "}");
  }

  private static GeneratorSettings settings(long seed) {
    return new GeneratorSettings(
        USERS, ITEMS, EVENTS, 45, seed, 0.3, 0.2, 0.5, 0.12, Instant.parse("2025-03-01T00:00:00Z"));
  }

  private Map<String, JsonNode> byId(String file, String field) throws IOException {
    return JsonLines.read(directory.resolve(file)).stream()
        .collect(Collectors.toMap(node -> node.get(field).textValue(), node -> node));
  }

  private List<JsonNode> withItem() {
    return events.stream().filter(e -> e.has("item_id")).toList();
  }

  private List<JsonNode> ofType(String type) {
    return events.stream().filter(e -> is(e, "type", type)).toList();
  }

  private List<Double> values(String type) {
    return ofType(type).stream()
        .filter(e -> e.has("value"))
        .map(e -> e.get("value").asDouble())
        .toList();
  }

  private String user(JsonNode event) {
    return event.get("user_id").textValue();
  }

  private JsonNode truth(JsonNode event) {
    return truths.get(user(event));
  }

  private JsonNode item(JsonNode event) {
    return items.get(event.get("item_id").textValue());
  }

  private boolean isChange(JsonNode event) {
    return is(truth(event), "kind", "change");
  }

  private boolean changed(JsonNode event) {
    return !time(event).isBefore(Instant.parse(truth(event).get("change_time").textValue()));
  }

  private boolean touches(JsonNode event, String topicsField) {
    String category = item(event).get("categories").get(0).textValue();
    for (JsonNode topic : truth(event).get(topicsField)) {
      if (topic.textValue().equals(category)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(JsonNode node, String field, String value) {
    return value.equals(node.path(field).textValue());
  }

  private static boolean hasHan(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
  }

  private static Map<String, Long> counts(List<JsonNode> nodes, Function<JsonNode, String> key) {
    return nodes.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }

  private static <T> double share(Collection<T> all, Predicate<T> test) {
    assertThat(all).isNotEmpty();
    return all.stream().filter(test).count() / (double) all.size();
  }

  /** Least squares of log count over log rank. */
  private static double logLogSlope(List<Long> counts) {
    double n = counts.size();
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumXy = 0;
    for (int rank = 1; rank <= counts.size(); rank++) {
      double x = Math.log(rank);
      double y = Math.log(counts.get(rank - 1));
      sumX += x;
      sumY += y;
      sumXx += x * x;
      sumXy += x * y;
    }
    return (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
  }
}
