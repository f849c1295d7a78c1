package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.interesttracker.event.Json;
import org.interesttracker.similarity.CountRow;
import org.interesttracker.similarity.CountSeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The counts of a history, as the command counts them at once and as the job does one by one. */
class SimilarityTwinIT {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int EVENTS = 1_500;
  private static final int USERS = 30;
  private static final int ITEMS = 60;
  private static final String[] TYPES = {"click", "like", "purchase", "skip", "dislike"};

  /** Whole numbers: sums of them do not depend on their order. */
  private static final List<String> UNDECAYED =
      List.of(
          "similarity.channels=item-cf:linked=5;"
              + "item-cf-wide:distance-decay=1;"
              + "item-next:half-life=0,distance-decay=1",
          "similarity.max-pairs=100000",
          "similarity.max-neighbours=100000");

  private static final List<String> BY_DEFAULT = List.of();

  /** Those that decay, and one whose rows do not have what is counted. */
  private static final List<String> OF_SEVERAL_KINDS =
      List.of("similarity.channels=item-cf;item-cf-latest;item-next;item-cf-pearson");

  @TempDir private Path folder;

  @Test
  void whatTheJobCountsOneByOneIsWhatTheCommandCountsAtOnce() throws Exception {
    Path events = write("events.jsonl", history(event -> true));

    Map<String, CountRow> rows = CountJob.run(events, folder.resolve("job"), 2, UNDECAYED);
    Map<String, CountSeed> seeds = count(events, UNDECAYED);

    assertThat(seeds).hasSizeGreaterThan(ITEMS / 2);
    assertSame(seeds, rows, 0);
  }

  @Test
  void decayedCountsAreTheSameUpToRounding() throws Exception {
    Path events = write("events.jsonl", history(event -> true));

    Map<String, CountRow> rows = CountJob.run(events, folder.resolve("job"), 1, BY_DEFAULT);

    assertSame(count(events, BY_DEFAULT), rows, 1e-6);
  }

  @Test
  void aJobThatBeginsWithTheCountsOfAHistoryGoesOnAsIfItHadSeenIt() throws Exception {
    // Users of the first half have no events in the second, so no pair lies across the cut.
    List<String> first = history(event -> event % 2 == 0);
    List<String> second = history(event -> event % 2 == 1);
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    all.sort((a, b) -> time(a).compareTo(time(b)));
    for (List<String> options : List.of(UNDECAYED, OF_SEVERAL_KINDS)) {
      Path work = Files.createTempDirectory(folder, "work");
      Path seed = work.resolve("seed.jsonl");
      similarity(write("first.jsonl", first), seed, options);
      List<String> seeded = new ArrayList<>(options);
      seeded.add("similarity.seed-path=" + seed);

      Map<String, CountRow> expected =
          CountJob.run(write("all.jsonl", all), work.resolve("all"), 2, options);
      Map<String, CountRow> rows =
          CountJob.run(write("second.jsonl", second), work.resolve("second"), 2, seeded);

      assertThat(rows.keySet()).isEqualTo(expected.keySet());
      expected.forEach((item, row) -> assertSame(row, rows.get(item)));
    }
  }

  @Test
  void aRestoreDoesNotAddTheSeedAgain() throws Exception {
    Path seed = folder.resolve("seed.jsonl");
    similarity(write("history.jsonl", List.of(click(1), click(2))), seed, BY_DEFAULT);
    List<String> options =
        new ArrayList<>(
            List.of(
                "similarity.seed-path=" + seed,
                "similarity.emit-interval=10 ms",
                "events.follow=true",
                "window.early-count=1"));
    Path events = Files.createDirectory(folder.resolve("events"));
    Files.writeString(events.resolve("3.jsonl"), click(3));

    JobClient job = CountJob.start(events, folder.resolve("before"), 1, options);
    Await.until("the seed and an event are counted", () -> met() == 3);
    options.add("execution.state-recovery.path=" + stop(job, false));
    job = CountJob.start(events, folder.resolve("after"), 1, options);
    Files.writeString(events.resolve("4.jsonl"), click(4));
    Await.until("the next event is counted", () -> met() >= 4);
    stop(job, true);

    assertThat(met()).isEqualTo(4);
  }

  /** Once nothing but the events is read: a task that ends just then declines a savepoint. */
  private String stop(JobClient job, boolean drain) throws Exception {
    Await.until(
        "all else is read", () -> CountJob.rest().hasOneSourceLeft(job.getJobID().toString()));
    Path savepoints = Files.createTempDirectory(folder, "savepoints");
    String savepoint =
        job.stopWithSavepoint(drain, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    job.getJobExecutionResult().get();
    return savepoint;
  }

  /** How often the item was met, without decay. */
  private static double met() {
    CountRow row = CountJob.rows().get("i");
    return row == null ? 0 : row.totals()[0];
  }

  /** Of another user each, on the same item. */
  private static String click(int user) {
    return """
        {"user_id": "u%d", "item_id": "i", "type": "click", "time": "2026-01-01T00:00:0%dZ"}
        """
        .formatted(user, user)
        .strip();
  }

  /** What a row has of an item is what the seed has. */
  private static void assertSame(
      Map<String, CountSeed> seeds, Map<String, CountRow> rows, double tolerance) {
    assertThat(rows.keySet()).isEqualTo(seeds.keySet());
    rows.forEach(
        (item, row) -> {
          CountSeed seed = seeds.get(item);
          assertThat(row.asOf()).isEqualTo(seed.timestamp());
          assertThat(row.layout()).isEqualTo(seed.layout());
          assertThat(row.totals()).containsExactly(seed.totals(), within(tolerance));
          assertThat(row.others()).containsExactlyInAnyOrderElementsOf(seed.pairs().keySet());
          for (int k = 0; k < row.others().length; k++) {
            double[] pair = seed.pairs().get(row.others()[k]);
            for (int c = 0; c < pair.length; c++) {
              assertThat((double) row.counts()[k * pair.length + c])
                  .as("channel %d of %s and %s", c, item, row.others()[k])
                  .isCloseTo((float) pair[c], within(tolerance));
            }
          }
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
    Map<String, float[]> pairs = new TreeMap<>();
    int channels = row.totals().length;
    for (int k = 0; k < row.others().length; k++) {
      float[] counts = new float[channels];
      System.arraycopy(row.counts(), k * channels, counts, 0, channels);
      pairs.put(row.others()[k], counts);
    }
    return pairs;
  }

  private Map<String, CountSeed> count(Path events, List<String> options) throws IOException {
    Path out = folder.resolve("counts.jsonl");
    similarity(events, out, options);
    Map<String, CountSeed> seeds = new TreeMap<>();
    for (String line : Files.readAllLines(out)) {
      CountSeed seed = Json.MAPPER.readValue(line, CountSeed.class);
      assertThat(seeds.put(seed.itemId(), seed)).isNull();
    }
    return seeds;
  }

  private static void similarity(Path events, Path out, List<String> options) {
    List<String> arguments =
        new ArrayList<>(List.of("--events=" + events, "--out=" + out, "--parallelism=2"));
    options.forEach(option -> arguments.add("-D" + option));
    assertThat(new CommandLine(new SimilarityCommand()).execute(arguments.toArray(String[]::new)))
        .isZero();
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines);
  }

  /**
   * Events by time: several at once, repeats of the same id, meetings that end badly, searches, one
   * of the year 9000.
   */
  private static List<String> history(Predicate<Integer> users) throws IOException {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>();
    Instant time = START;
    for (int n = 0; n < EVENTS; n++) {
      time = time.plus(Duration.ofMinutes(random.nextInt(3) * 20L));
      int user = random.nextInt(USERS);
      String line = Json.MAPPER.writeValueAsString(event(n, user, random, time));
      if (users.test(user)) {
        lines.add(line);
        if (random.nextInt(20) == 0) {
          lines.add(line);
        }
      }
    }
    lines.add(
        Json.MAPPER.writeValueAsString(
            event(EVENTS, 0, random, Instant.parse("9000-01-01T00:00:00Z"))));
    return lines;
  }

  private static Map<String, String> event(int n, int user, Random random, Instant time) {
    Map<String, String> event = new TreeMap<>();
    // Ids whose order is not that of the file.
    event.put("event_id", "e" + Integer.reverse(n));
    event.put("user_id", "u" + user);
    event.put("time", time.toString());
    event.put("type", TYPES[random.nextInt(TYPES.length)]);
    event.put("item_id", "i" + (int) (ITEMS * random.nextDouble() * random.nextDouble()));
    if (random.nextInt(10) == 0) {
      event.put("type", "search");
      event.remove("item_id");
    }
    return event;
  }

  private static String time(String line) {
    try {
      return Json.MAPPER.readValue(line, new TypeReference<Map<String, String>>() {}).get("time");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
