package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.SavepointFormatType;
import org.interesttracker.event.Json;
import org.interesttracker.privacy.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole job with pseudonyms, through a rotation of keys: under key a, from a savepoint under b
 * and a, from a savepoint under b. In what it writes, in its checkpoints and savepoints and in its
 * log there is neither an id as it came, nor what a user wrote, nor a key.
 */
class PseudonymRunIT {

  private static final String ANN = "raw-ann-4711";
  private static final String BEN = "raw-ben-4712";
  private static final String DIA = "raw-dia-4713";
  private static final String EVA = "raw-eva-4714";
  private static final String CLOCK = "raw-clock-4715";
  private static final String TEXT = "zanzibar lighthouse";
  private static final String LATE_TEXT = "quixotic marmalade";
  private static final String SECRET = "raw-";

  @TempDir private Path folder;
  private Path events;
  private String now = "01";
  private int ticks;

  /** Events that the job which runs has yet to read, or has read since it was started. */
  private long written;

  @BeforeEach
  void makeInputs() throws IOException {
    events = Files.createDirectory(folder.resolve("events"));
    List<String> items = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      items.add(
          "{\"item_id\": \"item-%d\", \"title\": \"Bike %d\", \"categories\": [\"bikes\"]}"
              .formatted(i, i));
    }
    Files.write(folder.resolve("catalog.jsonl"), items);
  }

  @Test
  void noRawIdAndNoTextIsKeptAndARotationReachesEveryUser() throws Exception {
    try (Canaries canaries = canaries()) {
      Job first = new Job("first", null, keys("a"));
      first.start();
      firstEvents(first);
      Path savepoint = first.stop();

      assertThat(first.users("interests")).contains(a(ANN), a(BEN)).allMatch(PseudonymRunIT::hash);
      assertThat(first.users("recommendations")).contains(a(ANN), a(BEN));
      assertThat(first.users("late-events")).containsExactly(a(EVA));
      assertThat(first.records("late-events")).noneMatch(event -> event.has("text"));
      assertThat(first.records("dead-letters"))
          .singleElement()
          .satisfies(PseudonymRunIT::assertTellsNothing);
      assertThat(Canaries.has(savepoint, a(ANN))).as("the user is in the savepoint").isTrue();

      Job rotating = new Job("rotating", savepoint, keys("b", "a"));
      rotating.start();
      now = "03";
      write(
          "3.jsonl",
          click(ANN, 3, "02:00:00"),
          click(DIA, 3, "02:00:00"),
          click(CLOCK, 6, "03:00:00"));
      rotating.awaitUsers(a(ANN), b(DIA));
      savepoint = rotating.stop();

      assertThat(rotating.users("interests")).contains(a(ANN), b(DIA)).doesNotContain(b(ANN));
      assertThat(rotating.items(a(ANN))).contains("item-1", "item-3");

      Job rotated = new Job("rotated", savepoint, keys("b"));
      rotated.start();
      now = "05";
      write(
          "4.jsonl",
          click(ANN, 4, "04:00:00"),
          click(DIA, 4, "04:00:00"),
          click(CLOCK, 6, "05:00:00"));
      rotated.awaitUsers(b(ANN), b(DIA));
      rotated.stop();

      assertThat(rotated.items(b(DIA))).contains("item-3", "item-4");
      assertThat(rotated.items(b(ANN))).containsExactly("item-4");
      assertThat(rotated.users("interests")).doesNotContain(a(ANN), a(DIA));

      for (Job job : List.of(first, rotating, rotated)) {
        assertThat(canaries.in(job.work)).isEmpty();
      }
      assertThat(canaries.logged()).isEmpty();
      assertThat(canaries.messages()).isPositive();
    }
  }

  @Test
  void whileTwoKeysLiveAnErasureReachesBothPseudonyms() throws Exception {
    Job job = new Job("erasing", null, keys("b", "a"));
    job.control = erasureOf(DIA);
    job.start();
    write(
        "1.jsonl",
        click(DIA, 1, "00:00:00"),
        click(DIA, 2, "03:00:00"),
        click(CLOCK, 6, "05:00:00"));
    now = "05";
    job.await("the user is erased", () -> job.erased().size() == 2);
    job.stop();

    assertThat(job.erased()).containsExactlyInAnyOrder(a(DIA), b(DIA));
    assertThat(job.items(b(DIA))).containsExactly("item-2");
  }

  /** What the test looks for is there where nothing is done about it: it would be found. */
  @Test
  void withoutPseudonymsAndWithTextsKeptAllOfItIsFound() throws Exception {
    try (Canaries canaries = canaries()) {
      Job job = new Job("open", null, null);
      job.start();
      firstEvents(job);
      Path savepoint = job.stop();

      assertThat(canaries.in(savepoint)).anyMatch(found -> found.startsWith(SECRET));
      assertThat(canaries.in(savepoint)).anyMatch(found -> found.startsWith(TEXT));
      assertThat(canaries.in(job.out())).anyMatch(found -> found.startsWith(LATE_TEXT));
    }
  }

  /** Ends with an open window that has a text, a late event that has one, and a bad record. */
  private void firstEvents(Job job) throws Exception {
    write(
        "1.jsonl",
        click(ANN, 1, "00:00:00"),
        click(BEN, 2, "00:00:00"),
        click(BEN, 1, "00:01:00"),
        search(ANN, TEXT, "00:02:00"),
        search(ANN, TEXT, "01:00:00"),
        click(CLOCK, 5, "01:00:00"));
    job.awaitUsers(job.name(ANN), job.name(BEN));
    write(
        "2.jsonl",
        search(EVA, LATE_TEXT, "00:03:00"),
        "{\"user_id\": \"" + ANN + "\", \"type\": \"" + ANN + "\"}");
    job.await(
        "what cannot be used is told of",
        () -> !job.records("late-events").isEmpty() && !job.records("dead-letters").isEmpty());
  }

  private static Canaries canaries() {
    return new Canaries(
        SECRET, TEXT, LATE_TEXT, TestKeys.line("a").substring(2), TestKeys.line("b").substring(2));
  }

  private static void assertTellsNothing(JsonNode letter) {
    assertThat(letter.has("raw")).isFalse();
    assertThat(letter.get("raw_length").asInt()).isPositive();
    assertThat(letter.get("offset").asInt()).isEqualTo(2);
    assertThat(letter.get("reason").asText()).isEqualTo("unknown_type");
  }

  private static boolean hash(String id) {
    return id.matches("[0-9a-f]{32}");
  }

  private Path keys(String... ids) throws IOException {
    return Files.writeString(folder.resolve("keys-" + String.join("-", ids)), TestKeys.text(ids));
  }

  private static String a(String user) {
    return TestKeys.pseudonyms("a").of(user).get(0);
  }

  private static String b(String user) {
    return TestKeys.pseudonyms("b").of(user).get(0);
  }

  private Path erasureOf(String user) throws IOException {
    return Files.writeString(
        folder.resolve("control.jsonl"),
        "{\"type\": \"erase_user\", \"user_id\": \"%s\", \"time\": \"2026-01-01T02:00:00Z\"}\n"
            .formatted(user));
  }

  private static String click(String user, int item, String time) {
    return """
        {"event_id": "%s-%s-%d", "session_id": "%s-visit", "user_id": "%s", "item_id": "item-%d",\
         "type": "click", "recommendation_id": "%s-list", "time": "2026-01-01T%sZ"}"""
        .formatted(user, time, item, user, user, item, user, time);
  }

  private static String search(String user, String text, String time) {
    return """
        {"user_id": "%s", "type": "search", "text": "%s", "language": "en",\
         "time": "2026-01-01T%sZ"}"""
        .formatted(user, text, time);
  }

  /** Some seconds after the present hour, so that its own window stays open. */
  private String time(int seconds) {
    return now + ":%02d:%02d".formatted(seconds / 60 % 5, seconds % 60);
  }

  /** Comes into the folder whole, as the job looks for files. */
  private void write(String name, String... lines) throws IOException {
    Path file = Files.write(folder.resolve("." + name), List.of(lines));
    written += lines.length;
    Files.move(file, events.resolve(name));
  }

  /** One start of the job, with a folder of its own for all that it writes. */
  private final class Job {

    private final Path work;
    private final Path savepoint;
    private final Path keys;
    private Path control;
    private JobLauncher.Embedded running;

    /**
     * @param savepoint null to begin anew
     * @param keys null for none, and to keep texts
     */
    Job(String name, Path savepoint, Path keys) throws IOException {
      this.work = Files.createDirectory(folder.resolve(name));
      this.savepoint = savepoint;
      this.keys = keys;
    }

    void start() throws Exception {
      TrackerConfig config =
          new TrackerConfig()
              .set(TrackerOptions.EVENTS_PATH, events.toString())
              .set(TrackerOptions.EVENTS_FOLLOW, "true")
              .set(TrackerOptions.CATALOG_PATH, folder.resolve("catalog.jsonl").toString())
              .set(TrackerOptions.OUTPUT_PATH, out().toString())
              .set(TrackerOptions.PRIVACY_KEEP_TEXTS, String.valueOf(keys == null))
              // With one reader of files no event is late but the one that is meant to be.
              .set("parallelism.default", "1")
              .set("execution.checkpointing.interval", "200 ms")
              .set("execution.checkpointing.snapshot-compression", "false");
      if (keys != null) {
        config.set(TrackerOptions.PRIVACY_KEYS, keys.toUri().toString());
      }
      if (control != null) {
        config.set(TrackerOptions.CONTROL_PATH, control.toString());
      }
      if (savepoint != null) {
        config.set("execution.state-recovery.path", savepoint.toUri().toString());
      }
      running = new JobLauncher(config.build()).startEmbedded(work);
    }

    Path out() {
      return work.resolve("out");
    }

    String name(String user) {
      return keys == null ? user : a(user);
    }

    /**
     * Until a condition holds, as long as the job runs. Once all is read another file comes,
     * because a reader may let go of a file before it has told the time of its last event.
     */
    void await(String what, Callable<Boolean> condition) throws Exception {
      Await.until(
          what,
          () -> {
            assertThat(running.client().getJobStatus().get().isGloballyTerminalState())
                .as("the job has ended")
                .isFalse();
            if (read() == written) {
              write("tick-%d.jsonl".formatted(ticks), click(CLOCK, 5, time(ticks++)));
            }
            return condition.call();
          });
    }

    private long read() throws Exception {
      return read(running.client().getAccumulators().get());
    }

    /** How many events were read, usable or not. */
    private static long read(Map<String, Object> counts) {
      return EmbeddedRun.count(counts, "events.accepted")
          + EmbeddedRun.count(counts, "events.rejected");
    }

    /** Until each has an update. */
    void awaitUsers(String... users) throws Exception {
      await("there is news of all", () -> users("interests").containsAll(List.of(users)));
    }

    /** Once nothing but the events is read: a task that ends just then declines a savepoint. */
    Path stop() throws Exception {
      FlinkRest rest = new FlinkRest(running.webAddress());
      String id = running.client().getJobID().toString();
      Await.until("all else is read", () -> rest.hasOneSourceLeft(id));
      Path savepoints = Files.createDirectory(work.resolve("savepoints"));
      String path =
          running
              .client()
              .stopWithSavepoint(
                  false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
              .get();
      // What came too late for this job the next one reads.
      written -= read(running.client().getJobExecutionResult().get().getAllAccumulatorResults());
      return Path.of(URI.create(path));
    }

    Set<String> users(String output) throws IOException {
      return records(output).stream()
          .map(record -> record.get("user_id").asText())
          .collect(Collectors.toCollection(TreeSet::new));
    }

    List<String> erased() throws IOException {
      return records("interests").stream()
          .filter(update -> update.get("erased").asBoolean())
          .map(update -> update.get("user_id").asText())
          .toList();
    }

    /** The recent items of a user's last update. */
    List<String> items(String user) throws IOException {
      List<String> items = new ArrayList<>();
      for (JsonNode update : records("interests")) {
        if (update.get("user_id").asText().equals(user)) {
          items.clear();
          update.get("recent_items").forEach(item -> items.add(item.get("item_id").asText()));
        }
      }
      return items;
    }

    List<JsonNode> records(String output) throws IOException {
      List<JsonNode> records = new ArrayList<>();
      for (Path part : OutputFolder.parts(out(), output).toList()) {
        for (String line : Files.readAllLines(part)) {
          records.add(Json.MAPPER.readTree(line));
        }
      }
      return records;
    }
  }
}
