package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.core.execution.SavepointFormatType;
import org.interesttracker.docs.Schemas;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Json;
import org.interesttracker.similarity.Channels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user who is erased, in the whole job with the model that is shipped, on a part of the shipped
 * data. A task fails between the erasure and the next checkpoint, and some of the user's events
 * come after it. The state is then compared with that of a job that never saw the user.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureIT {

  private static final Path SAMPLE = Path.of("datasets/sample");
  private static final String USER = "u000030";
  private static final int USERS = 20;
  private static final int EVENTS = 450;
  private static final int ENOUGH = 280;
  private static final int LATE = 6;

  /** What is no state of the job: how far inputs were read, and what was written. */
  private static final String POSITIONS = "(read-|write-|Sink Committer|[a-z]+-seen).*";

  /**
   * What jobs draw at random (for the count of a window's messages only some are drawn), and what
   * is kept of an erasure on purpose.
   */
  private static final Set<String> OF_THE_ERASURE =
      Set.of("timeline/erased", "timeline/salt", "window/waiting");

  private static final Set<String> NOT_COMPARED =
      Set.of("recommend/blend", "prequential-quality/window");

  @TempDir private static Path folder;

  private final List<String> before = new ArrayList<>();
  private final List<String> late = new ArrayList<>();
  private final List<String> after = new ArrayList<>();
  private Path catalog;
  private Path erasure;
  private long erasedAt;

  private Savepoint known;
  private Savepoint erasedAlone;
  private Savepoint erasedShared;
  private Savepoint neverSeen;

  /** What a savepoint has, where it lies, and what the job wrote. */
  private record Savepoint(SavepointContents contents, Path path, Path out) {}

  @BeforeAll
  void run() throws Exception {
    cut();
    ErasureJob job = job("alone", 1, erasure);
    job.feed(before);
    job.awaitRead(before.size());
    known = savepoint("alone", job.savepoint(SavepointFormatType.CANONICAL));
    erasedAlone = erase("alone", job);
    erasedShared = afterwards("shared", 2);
    ErasureJob without = job("without", 1, write("none.jsonl", List.of()));
    List<String> others = before.stream().filter(line -> !isOfUser(line)).toList();
    without.feed(others);
    without.awaitRead(others.size());
    without.feed(after);
    without.awaitRead(others.size() + after.size());
    neverSeen = savepoint("without", without.stop());
  }

  private Savepoint afterwards(String name, int parallelism) throws Exception {
    ErasureJob job = job(name, parallelism, erasure);
    job.feed(before);
    job.awaitRead(before.size());
    return erase(name, job);
  }

  /**
   * The rest of the events lead past the erasure, the last of them when the job has failed; then
   * come some of before it.
   */
  private Savepoint erase(String name, ErasureJob job) throws Exception {
    int last = after.size() - 1;
    job.feed(after.subList(0, last));
    job.awaitFailure();
    job.feed(after.subList(last, after.size()));
    job.awaitReceipts(1);
    job.feed(late);
    job.awaitRefused(late.size());
    assertThat(ErasureJob.hasFailed()).isTrue();
    return savepoint(name, job.stop());
  }

  private ErasureJob job(String name, int parallelism, Path control) throws Exception {
    return new ErasureJob(folder.resolve(name), catalog, control, parallelism);
  }

  private Savepoint savepoint(String name, String location) throws Exception {
    return new Savepoint(
        SavepointContents.read(location),
        SavepointContents.path(location),
        folder.resolve(name).resolve("out"));
  }

  /**
   * The first part ends with the user's search, whose window is still open then. Of the user's
   * events before, some are kept for later, and some come twice.
   */
  private void cut() throws IOException {
    List<String> events = new ArrayList<>();
    Set<String> items = new HashSet<>();
    for (String line : Files.readAllLines(SAMPLE.resolve("events.jsonl"))) {
      JsonNode event = Json.MAPPER.readTree(line);
      if (isOfAPart(event.get("user_id").asText()) && events.size() < EVENTS) {
        events.add(line);
        items.add(event.path("item_id").asText());
      }
    }
    int cut = ENOUGH;
    while (!isOfUser(events.get(cut)) || text(events.get(cut)) == null) {
      cut++;
    }
    before.addAll(events.subList(0, cut + 1));
    after.addAll(
        events.subList(cut + 1, events.size()).stream().filter(e -> !isOfUser(e)).toList());
    List<String> own = before.stream().filter(ErasureIT::isOfUser).toList();
    List<String> held = own.subList(own.size() / 2, own.size() / 2 + LATE);
    before.removeAll(held);
    late.addAll(held);
    late.addAll(own.subList(own.size() - LATE, own.size()));
    erasedAt = time(own.get(own.size() - 1)) + 1_000;
    List<String> known = new ArrayList<>();
    for (String line : Files.readAllLines(SAMPLE.resolve("catalog.jsonl"))) {
      if (items.contains(Json.MAPPER.readTree(line).get("item_id").asText())) {
        known.add(line);
      }
    }
    catalog = write("catalog.jsonl", known);
    erasure =
        write(
            "erasure.jsonl",
            List.of(
                Json.MAPPER.writeValueAsString(
                    new ControlMessage(ControlType.ERASE_USER, USER, null, null, null, erasedAt))));
  }

  private static boolean isOfAPart(String user) {
    int number = Integer.parseInt(user.substring(1));
    return number <= 2 * USERS && number % 2 == 0;
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines);
  }

  private static boolean isOfUser(String line) {
    return line.contains('"' + USER + '"');
  }

  private static String text(String line) {
    return field(line, "text");
  }

  private static String eventId(String line) {
    return field(line, "event_id");
  }

  private static long time(String line) {
    return Instant.parse(field(line, "time")).toEpochMilli();
  }

  /** Null if it is not there. */
  private static String field(String line, String name) {
    try {
      return Json.MAPPER.readTree(line).path(name).asText(null);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theStateIsThatOfAJobThatNeverSawTheUser() {
    assertThat(differences(known, neverSeen)).as("the comparison sees what there is").isNotEmpty();
    assertThat(known.contents().state("learn-similarity/counts").keySet())
        .as("items that the user alone met")
        .anyMatch(item -> !neverSeen.contents().state("learn-similarity/counts").containsKey(item));

    assertThat(differences(erasedAlone, neverSeen)).isEmpty();
    assertThat(differences(erasedShared, neverSeen)).isEmpty();
  }

  @Test
  void noByteOfASavepointTellsOfTheUser() throws Exception {
    SavepointScan seen = new SavepointScan(known.path());
    SavepointScan never = new SavepointScan(neverSeen.path());
    List<byte[]> traces = new ArrayList<>();
    traces.addAll(telling(SavepointScan.texts(List.of(USER)), seen, never));
    traces.addAll(telling(SavepointScan.texts(texts()), seen, never));
    traces.addAll(telling(SavepointScan.vectors(vectors()), seen, never));

    for (Savepoint savepoint : List.of(erasedAlone, erasedShared)) {
      SavepointScan scan = new SavepointScan(savepoint.path());
      assertThat(traces).noneMatch(scan::has);
    }
  }

  /** Those that give the user away: they are there while the user is known, and not without. */
  private static List<byte[]> telling(List<byte[]> all, SavepointScan seen, SavepointScan never) {
    List<byte[]> telling = all.stream().filter(seen::has).filter(t -> !never.has(t)).toList();
    assertThat(telling).as("the scan finds what is there").isNotEmpty();
    return telling;
  }

  private List<String> texts() {
    return Stream.concat(before.stream(), late.stream())
        .filter(ErasureIT::isOfUser)
        .map(ErasureIT::text)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Of the user's interest, and of texts in the window that is open. */
  private List<List<Float>> vectors() {
    List<List<Float>> vectors = new ArrayList<>();
    for (Map<String, Object> state : known.contents().states().values()) {
      state.forEach(
          (key, value) -> {
            if (key.startsWith(USER + " ")) {
              collectVectors(value, vectors);
            }
          });
    }
    assertThat(vectors).as("hidden, cell and interest, and of texts").hasSizeGreaterThan(3);
    return vectors;
  }

  private static void collectVectors(Object value, List<List<Float>> vectors) {
    if (value instanceof Map<?, ?> fields) {
      fields.values().forEach(field -> collectVectors(field, vectors));
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      if (list.get(0) instanceof Float) {
        vectors.add(list.stream().map(Float.class::cast).toList());
      } else {
        list.forEach(element -> collectVectors(element, vectors));
      }
    }
  }

  @Test
  void aReceiptSaysWhatIsGoneAndWhatComesLateIsRefused() throws Exception {
    long own = before.stream().filter(ErasureIT::isOfUser).count();
    for (Savepoint savepoint : List.of(erasedAlone, erasedShared)) {
      JsonNode receipt = only(records(savepoint, "receipts"));
      assertThat(Schemas.accepts("erasure-receipt", receipt.toString())).isTrue();
      assertThat(receipt.get("user_id").asText()).isEqualTo(USER);
      assertThat(receipt.get("erased").asText())
          .isEqualTo(receipt.get("ordered").asText())
          .isEqualTo(Instant.ofEpochMilli(erasedAt).toString());
      assertThat(receipt.at("/removed/events").asLong()).isEqualTo(own);
      assertThat(receipt.at("/removed/event_ids").asLong()).isEqualTo(own);
      assertThat(receipt.at("/removed/counted_events").asLong()).isPositive();
      assertThat(receipt.at("/removed/met_items").asLong()).isPositive();
      assertThat(receipt.at("/removed/sequence_states").asLong()).isOne();
      assertThat(receipt.get("counted_events_left").asLong()).isZero();

      List<JsonNode> refused = records(savepoint, "refused");
      assertThat(refused).allMatch(record -> Schemas.accepts("refusal", record.toString()));
      assertThat(refused)
          .extracting(record -> record.get("event_id").asText())
          .containsExactlyInAnyOrderElementsOf(late.stream().map(ErasureIT::eventId).toList());
      assertThat(records(savepoint, "late-events"))
          .noneMatch(event -> event.get("user_id").asText().equals(USER));
      assertThat(records(savepoint, "interests"))
          .filteredOn(interest -> interest.get("user_id").asText().equals(USER))
          .last()
          .satisfies(last -> assertThat(last.get("erased").asBoolean()).isTrue());
    }
    assertThat(records(neverSeen, "receipts")).isEmpty();
  }

  private static <T> T only(List<T> records) {
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  /** In the order they were written in. */
  private static List<JsonNode> records(Savepoint savepoint, String output) throws IOException {
    List<JsonNode> records = OutputRecords.json(savepoint.out(), output);
    records.sort(Comparator.comparing(record -> record.path("time").asText()));
    return records;
  }

  /** What was learned of all users together may differ; the receipt says so. */
  private List<String> differences(Savepoint actual, Savepoint expected) {
    Set<String> names = new TreeSet<>(actual.contents().states().keySet());
    names.addAll(expected.contents().states().keySet());
    names.removeIf(name -> name.matches(POSITIONS));
    names.removeAll(OF_THE_ERASURE);
    names.removeAll(NOT_COMPARED);
    StateDifferences differences = new StateDifferences(channels());
    for (String name : names) {
      differences.compare(name, actual.contents().state(name), expected.contents().state(name));
    }
    return differences.found();
  }

  private static Channels channels() {
    return new PipelineSettings(
            new TrackerConfig()
                .set(TrackerOptions.EVENTS_PATH, "e")
                .set(TrackerOptions.OUTPUT_PATH, "o")
                .build())
        .similarity()
        .channels();
  }
}
