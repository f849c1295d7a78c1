package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.interesttracker.docs.Schemas;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.Event;
import org.interesttracker.event.Json;
import org.interesttracker.event.Purpose;
import org.interesttracker.interest.ConsentDecision;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.similarity.CountRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Consent by purpose in the whole job, with a task that fails while it runs. Each user lacks one
 * purpose from a third of the way on, and has it again from two thirds on.
 */
class ConsentIT {

  private static final String AGREEMENT = "2026-03";

  @TempDir private Path folder;
  private GeneratedData data;
  private List<Event> events;
  private final Map<String, Purpose> lacks = new TreeMap<>();
  private long from;
  private long until;

  @BeforeEach
  void generate() throws Exception {
    data = GeneratedData.in(folder.resolve("data"), 2_000);
    events = new ArrayList<>();
    for (String line : data.eventLines()) {
      events.add(Json.MAPPER.readValue(line, Event.class));
    }
    for (Event event : events) {
      lacks.computeIfAbsent(
          event.userId(), user -> Purpose.all().get(lacks.size() % Purpose.all().size()));
    }
    from = events.get(events.size() / 3).timestamp();
    until = events.get(2 * events.size() / 3).timestamp();
  }

  @Test
  void whatLacksAPurposeIsUsedForTheOthersAloneThoughATaskFails() throws Exception {
    Map<String, CountRow> mixed = run("mixed", event -> true);
    assertThat(FailOnce.hasFailed()).isTrue();
    List<InterestUpdate> interests = records("mixed", "interests", InterestUpdate.class);
    assertThat(FailOnce.passedAtFailure()).isPositive().isLessThan(interests.size());
    assertThatDecisionsProveIt(records("mixed", "decisions", ConsentDecision.class));
    assertThatNothingIsToldOfWhoLacksTheProfile(interests);
    assertThatListsAreTakenBack(records("mixed", "recommendations", Recommendation.class));

    Map<String, CountRow> alone = run("alone", event -> !lacksLearning(event));

    assertThat(events.stream().filter(this::lacksLearning)).hasSizeGreaterThan(100);
    assertThat(alone).hasSizeGreaterThan(50);
    assertThat(mixed.keySet()).isEqualTo(alone.keySet());
    alone.forEach((item, row) -> assertSame(row, mixed.get(item)));
    Map<String, CountRow> all = run("all", event -> true, List.of());
    assertThat(all.values().stream().mapToDouble(row -> row.totals()[0]).sum())
        .as("what is held back counts otherwise")
        .isGreaterThan(50 + alone.values().stream().mapToDouble(row -> row.totals()[0]).sum());
  }

  /** Without a profile nothing is learned either. */
  private boolean lacksLearning(Event event) {
    Purpose lacking = lacks.get(event.userId());
    return (lacking == Purpose.LEARN || lacking == Purpose.PROFILE)
        && event.timestamp() > from
        && event.timestamp() <= until;
  }

  private void assertThatDecisionsProveIt(List<ConsentDecision> decisions) throws Exception {
    for (ConsentDecision decision : decisions) {
      assertThat(Schemas.accepts("consent-decision", Json.MAPPER.writeValueAsString(decision)))
          .isTrue();
    }
    Map<String, List<ConsentDecision>> byUser =
        decisions.stream()
            .sorted(Comparator.comparingLong(ConsentDecision::timestamp))
            .collect(Collectors.groupingBy(ConsentDecision::userId));
    assertThat(byUser.keySet()).isEqualTo(lacks.keySet());
    byUser.forEach(
        (user, both) -> {
          List<Purpose> others =
              Purpose.all().stream().filter(purpose -> purpose != lacks.get(user)).toList();
          assertThat(both).extracting(ConsentDecision::timestamp).containsExactly(from, until);
          assertThat(both).extracting(ConsentDecision::orderedAt).containsExactly(from, until);
          assertThat(both).allMatch(ConsentDecision::changed);
          assertThat(both)
              .extracting(ConsentDecision::agreement)
              .containsExactly(AGREEMENT, AGREEMENT);
          assertThat(both.get(0).before()).isEqualTo(Purpose.all());
          assertThat(both.get(0).after()).isEqualTo(others);
          assertThat(both.get(0).byDefault()).isEqualTo(others);
          assertThat(both.get(1).before()).isEqualTo(others);
          assertThat(both.get(1).after()).isEqualTo(Purpose.all());
        });
  }

  private void assertThatNothingIsToldOfWhoLacksTheProfile(List<InterestUpdate> interests) {
    Map<String, List<InterestUpdate>> byUser =
        interests.stream()
            .sorted(Comparator.comparingLong(InterestUpdate::timestamp))
            .collect(Collectors.groupingBy(InterestUpdate::userId));
    lacks.forEach(
        (user, purpose) -> {
          List<InterestUpdate> told = byUser.get(user);
          assertThat(told.stream().filter(InterestUpdate::takesBack))
              .as(user)
              .hasSize(purpose == Purpose.PROFILE ? 1 : 0);
          if (purpose == Purpose.PROFILE) {
            assertThat(told.stream().filter(this::isMeanwhile).skip(1)).isEmpty();
          }
          assertThat(told).last().matches(update -> !update.takesBack());
        });
  }

  /** In windows that lie between the orders, that of the first order among them. */
  private boolean isMeanwhile(InterestUpdate update) {
    return update.windowEnd() > from && update.windowEnd() <= until;
  }

  private void assertThatListsAreTakenBack(List<Recommendation> lists) {
    Map<String, List<Recommendation>> byUser =
        lists.stream()
            .sorted(Comparator.comparingLong(Recommendation::windowEnd))
            .collect(Collectors.groupingBy(Recommendation::userId));
    lacks.forEach(
        (user, purpose) -> {
          boolean without = purpose == Purpose.PROFILE || purpose == Purpose.RECOMMEND;
          List<Recommendation> meanwhile =
              byUser.get(user).stream()
                  .filter(list -> list.windowEnd() > from && list.windowEnd() <= until)
                  .toList();
          boolean hadOne = byUser.get(user).stream().anyMatch(list -> list.windowEnd() <= from);
          if (without) {
            assertThat(meanwhile).as(user).allMatch(Recommendation::takesBack);
            assertThat(meanwhile).as(user).hasSize(hadOne ? 1 : 0);
          } else {
            assertThat(meanwhile).as(user).noneMatch(Recommendation::takesBack);
          }
          assertThat(byUser.get(user)).last().matches(list -> !list.takesBack());
        });
  }

  private static void assertSame(CountRow expected, CountRow actual) {
    assertThat(actual.asOf()).isEqualTo(expected.asOf());
    assertThat(actual.totals()).containsExactly(expected.totals(), within(1e-9));
    assertThat(pairs(actual).keySet()).isEqualTo(pairs(expected).keySet());
    pairs(expected)
        .forEach(
            (other, counts) ->
                assertThat(pairs(actual).get(other)).containsExactly(counts, within(1e-5f)));
  }

  private static Map<String, float[]> pairs(CountRow row) {
    Map<String, float[]> pairs = new HashMap<>();
    int channels = row.totals().length;
    for (int k = 0; k < row.others().length; k++) {
      float[] counts = new float[channels];
      System.arraycopy(row.counts(), k * channels, counts, 0, channels);
      pairs.put(row.others()[k], counts);
    }
    return pairs;
  }

  private Map<String, CountRow> run(String name, Predicate<Event> kept) throws Exception {
    List<ControlMessage> orders = new ArrayList<>();
    for (boolean granted : new boolean[] {false, true}) {
      lacks.forEach(
          (user, purpose) ->
              orders.add(
                  ControlMessage.consent(
                      user, Map.of(purpose, granted), AGREEMENT, granted ? until : from)));
    }
    return run(name, kept, orders);
  }

  private Map<String, CountRow> run(String name, Predicate<Event> kept, List<ControlMessage> orders)
      throws Exception {
    Path out = Files.createDirectories(folder.resolve(name));
    Path input = write(out.resolve("events.jsonl"), events.stream().filter(kept).toList());
    TrackerConfig config =
        new TrackerConfig()
            .set(TrackerOptions.EVENTS_PATH, input.toUri().toString())
            .set(TrackerOptions.CATALOG_PATH, data.catalog().toUri().toString())
            .set(
                TrackerOptions.CONTROL_PATH,
                write(out.resolve("control.jsonl"), orders).toUri().toString())
            .set(TrackerOptions.OUTPUT_PATH, out.toUri().toString())
            .set(TrackerOptions.RECOMMEND_MODELS, "item-cf;user-cf;lstm")
            .set("execution.checkpointing.interval", "200 ms")
            .set("taskmanager.memory.segment-size", "4 kb");
    Configuration embedded = new JobLauncher(config.build()).embedded(out);
    FailOnce.run(embedded, CountJob::collect);
    return CountJob.rows();
  }

  private static Path write(Path file, List<?> records) throws Exception {
    List<String> lines = new ArrayList<>();
    for (Object record : records) {
      lines.add(Json.MAPPER.writeValueAsString(record));
    }
    return Files.write(file, lines);
  }

  private <T> List<T> records(String run, String output, Class<T> type) throws Exception {
    return OutputRecords.of(folder.resolve(run), output, type);
  }
}
