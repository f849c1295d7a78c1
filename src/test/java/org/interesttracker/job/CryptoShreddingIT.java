package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.event.Json;
import org.interesttracker.seal.Sealed;
import org.interesttracker.seal.Sealer;
import org.interesttracker.seal.UserKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The whole job with users' keys: what was kept of a user before the erasure, in an old savepoint
 * and in outputs, is unreadable after it, though nobody has rewritten it; the rest is as it was.
 */
class CryptoShreddingIT {

  private static final String ANN = "ann-4711";
  private static final String BEN = "ben-4712";
  private static final String END = "end-4713";
  private static final String CLOCK = "clock-4714";
  private static final String MASTER = "a";

  @TempDir private Path folder;
  private UserKeysFolder userKeys;
  private Path catalog;

  @BeforeEach
  void makeInputs() throws IOException {
    userKeys = new UserKeysFolder(folder);
    catalog = Bikes.catalog(folder);
  }

  @Test
  void anErasedUserIsUnreadableInOldSavepointsAndOutputs() throws Exception {
    Path order = erasureOf(ANN, "01:30:00");
    Job before = new Job("before", true, order);
    before.start(null);
    before.feed(
        "01:10",
        click(ANN, 1, "00:00:00"),
        click(ANN, 2, "00:01:00"),
        click(BEN, 2, "00:02:00"),
        click(BEN, 1, "00:03:00"),
        click(END, 3, "00:50:00"),
        click(ANN, 3, "01:00:00"),
        click(BEN, 3, "01:00:00"));
    before.awaitEnd();
    String old = before.stop();
    assertThat(new SavepointScan(SavepointContents.path(old)))
        .matches(scan -> scan.has(utf8(ANN)), "users' ids are keys")
        .matches(scan -> !scan.has(utf8(eventId(ANN, "00:00:00"))), "no id of an event")
        .matches(scan -> !scan.has(utf8(session(ANN))), "no session");
    assertThat(opened(old, ANN)).as("before the erasure").containsKey("track-interest/user");
    assertThat(before.unsealed("interests")).containsKeys(ANN, BEN);
    assertThat(before.unsealed("recommendations")).containsKeys(ANN, BEN);

    Job erasing = new Job("erasing", true, order);
    erasing.start(old);
    erasing.feed(
        "07:00", click(ANN, 4, "02:10:00"), click(BEN, 4, "02:10:00"), click(END, 3, "05:00:00"));
    erasing.await("the key is destroyed", () -> firstKeyOf(ANN).isDestroyed());
    erasing.awaitEnd();
    erasing.stop();

    assertThat(erasing.records("receipts"))
        .singleElement()
        .satisfies(receipt -> assertThat(user(receipt)).isEqualTo(ANN))
        .satisfies(receipt -> assertThat(receipt.get("found").asBoolean()).isTrue());
    assertOnlyTheOldKeyIsGone();
    assertThat(erasing.recentItems(ANN)).as("since the erasure").containsExactly("item-4");
    assertThat(erasing.recentItems(BEN)).contains("item-1", "item-2", "item-3", "item-4");

    assertThat(opened(old, ANN)).as("in the old savepoint").isEmpty();
    assertThat(opened(old, BEN)).containsKey("track-interest/user");
    assertThat(before.unsealed("interests")).containsKeys(BEN, END).doesNotContainKey(ANN);
    assertThat(before.unsealed("recommendations")).containsKey(BEN).doesNotContainKey(ANN);

    Job again = new Job("again", true, order);
    again.start(old);
    again.feed(
        "07:00", click(ANN, 5, "02:10:00"), click(BEN, 5, "02:10:00"), click(END, 3, "05:00:00"));
    again.awaitEnd();
    again.stop();

    assertThat(again.recentItems(ANN)).as("nothing of before").containsExactly("item-5");
    assertThat(again.recentItems(BEN)).contains("item-1", "item-2", "item-3", "item-5");
    assertOnlyTheOldKeyIsGone();
  }

  @Test
  void aJobIsSwitchedOnAndOffThroughSavepoints() throws Exception {
    Job open = new Job("open", false, null);
    open.start(null);
    open.feed("01:10", click(ANN, 1, "00:00:00"), click(END, 3, "00:50:00"));
    open.awaitEnd();
    String savepoint = open.stop();
    assertThat(new SavepointScan(SavepointContents.path(savepoint)))
        .as("what the other test looks for")
        .matches(
            scan ->
                scan.has(utf8(eventId(ANN, "00:00:00")))
                    || scan.has(flink(eventId(ANN, "00:00:00"))));

    Job sealing = new Job("sealing", true, null);
    sealing.start(savepoint);
    sealing.feed("07:00", click(ANN, 2, "02:10:00"), click(END, 3, "05:00:00"));
    sealing.awaitEnd();
    savepoint = sealing.stop();
    assertSealedUsersAreCountedAndNotShown(savepoint, sealing);

    Job openAgain = new Job("open-again", false, null);
    openAgain.start(savepoint);
    openAgain.feed("11:00", click(ANN, 4, "08:10:00"), click(END, 3, "09:00:00"));
    openAgain.awaitEnd();
    openAgain.stop();

    assertThat(open.records("interests")).noneMatch(record -> record.has("sealed"));
    assertThat(sealing.records("interests")).allMatch(record -> record.has("sealed"));
    assertThat(openAgain.records("interests")).noneMatch(record -> record.has("sealed"));
    assertThat(sealing.recentItems(ANN)).contains("item-1", "item-2");
    assertThat(openAgain.recentItems(ANN)).contains("item-1", "item-2", "item-4");
  }

  private void assertSealedUsersAreCountedAndNotShown(String savepoint, Job sealing)
      throws Exception {
    Inspected inspected = new Inspected(folder, savepoint);
    Set<String> sealed = new TreeSet<>();
    sealing.records("interests").forEach(record -> sealed.add(user(record)));
    assertThat(inspected.sql("FROM sealed_users").get(0).get("users").asInt())
        .isEqualTo(sealed.size());
    assertThat(inspected.view("users"))
        .extracting(CryptoShreddingIT::user)
        .doesNotContainAnyElementsOf(sealed);
    assertThat(inspected.run("user", ANN)).isNotZero();
  }

  private UserKey firstKeyOf(String user) throws IOException {
    return userKeys.keys(MASTER).find(user).get(0);
  }

  private void assertOnlyTheOldKeyIsGone() throws IOException {
    assertThat(userKeys.keys(MASTER).find(ANN))
        .extracting(UserKey::isDestroyed)
        .containsExactly(true, false);
    for (String other : List.of(BEN, END, CLOCK)) {
      assertThat(userKeys.keys(MASTER).find(other))
          .extracting(UserKey::isDestroyed)
          .containsExactly(false);
    }
  }

  /** By state, how many of a user's values can be opened now; all that there are must be sealed. */
  private Map<String, Integer> opened(String savepoint, String user) throws Exception {
    AtomicInteger destroyed = new AtomicInteger();
    Sealer sealer = new Sealer(userKeys.keys(MASTER), false, destroyed::incrementAndGet);
    Map<String, Integer> opened = new TreeMap<>();
    SavepointContents.read(savepoint)
        .states()
        .forEach(
            (state, entries) ->
                entries.forEach(
                    (place, value) -> {
                      if (place.startsWith(user + " ") && opens(sealer, value, user, state)) {
                        opened.merge(state, 1, Integer::sum);
                      }
                    }));
    assertThat(opened.isEmpty()).isEqualTo(destroyed.get() > 0);
    return opened;
  }

  private static boolean opens(Sealer sealer, Object value, String user, String state) {
    if (!state.equals("track-interest/user") && !state.equals("recommend/last-lists")) {
      return false;
    }
    List<?> numbers = (List<?>) ((Map<?, ?>) value).get("bytes");
    byte[] bytes = new byte[numbers.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = ((Number) numbers.get(i)).byteValue();
    }
    String name = state.substring(state.indexOf('/') + 1);
    return sealer.open(new Sealed(bytes), user, name) != null;
  }

  private Path erasureOf(String user, String time) throws IOException {
    return Files.writeString(
        folder.resolve("control.jsonl"),
        "{\"type\": \"erase_user\", \"user_id\": \"%s\", \"time\": \"2026-01-01T%sZ\"}\n"
            .formatted(user, time));
  }

  private static String click(String user, int item, String time) {
    return """
        {"event_id": "%s", "session_id": "%s", "user_id": "%s", "item_id": "item-%d",\
         "type": "click", "time": "2026-01-01T%sZ"}"""
        .formatted(eventId(user, time), session(user), user, item, time);
  }

  private static String eventId(String user, String time) {
    return "event-" + time + "-of-" + user;
  }

  private static String session(String user) {
    return "visit-of-" + user;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] flink(String text) {
    return SavepointScan.texts(List.of(text)).get(1);
  }

  private static String user(JsonNode record) {
    return record.get("user_id").asText();
  }

  /** One start of the job, with a folder of its own for what it reads and writes. */
  private final class Job {

    private final Path work;
    private final Path events;
    private final boolean sealing;
    private final Path control;
    private FollowingJob running;

    /**
     * @param control null for none
     */
    Job(String name, boolean sealing, Path control) throws IOException {
      this.work = Files.createDirectory(folder.resolve(name));
      this.events = Files.createDirectory(work.resolve("events"));
      this.sealing = sealing;
      this.control = control;
    }

    /**
     * @param savepoint null to begin anew
     */
    void start(String savepoint) throws Exception {
      TrackerConfig config =
          FollowingJob.config(events, catalog, out())
              .set(TrackerOptions.PRIVACY_SHREDDING, String.valueOf(sealing))
              .set(TrackerOptions.PRIVACY_USER_KEYS, userKeys.path().toUri().toString())
              .set(TrackerOptions.PRIVACY_MASTER_KEY, userKeys.master(MASTER))
              .set("parallelism.default", "1")
              .set("execution.checkpointing.interval", "500 ms")
              .set("execution.checkpointing.snapshot-compression", "false");
      if (control != null) {
        config.set(TrackerOptions.CONTROL_PATH, control.toString());
      }
      if (savepoint != null) {
        config.set("execution.state-recovery.path", savepoint);
        config.set("execution.state-recovery.ignore-unclaimed-state", "true");
      }
      running = FollowingJob.start(config, work, Job::define);
    }

    private static void define(StreamExecutionEnvironment environment, Configuration config) {
      InterestPipeline.Inputs in = new Sources(environment, config).open();
      InterestPipeline.Inputs inputs = Exchanged.events(in, ErasureJob.clocked(in.events()));
      new Sinks(config).attach(new InterestPipeline(new PipelineSettings(config)).define(inputs));
    }

    private Path out() {
      return work.resolve("out");
    }

    /**
     * @param minute to which event time comes afterwards, hours and minutes
     */
    void feed(String minute, String... lines) throws IOException {
      List<String> all = new ArrayList<>(List.of(lines));
      all.add(click(CLOCK, 6, minute + ":00"));
      Path file = Files.write(work.resolve("events.jsonl"), all);
      Files.move(file, events.resolve("events.jsonl"));
    }

    void await(String what, Callable<Boolean> condition) throws Exception {
      running.await(what, condition);
    }

    /** Until all windows before the last hour are told of, since this user is in the last one. */
    void awaitEnd() throws Exception {
      await(
          "the last window is told of",
          () -> records("interests").stream().anyMatch(record -> user(record).equals(END)));
    }

    String stop() throws Exception {
      return running.stop().savepoint();
    }

    List<JsonNode> records(String output) throws IOException {
      return OutputRecords.json(out(), output);
    }

    /** What the command opens, by user, but that a user was erased. */
    Map<String, List<JsonNode>> unsealed(String output) throws IOException {
      Path opened = Files.createTempDirectory(work, output).resolve("opened");
      List<String> arguments = new ArrayList<>();
      arguments.add("--user-keys=" + userKeys.path());
      arguments.add("--master-key=" + userKeys.master(MASTER));
      arguments.add("--out=" + opened);
      OutputFolder.parts(out(), output).map(Path::toString).forEach(arguments::add);
      assertThat(new CommandLine(new UnsealCommand()).execute(arguments.toArray(String[]::new)))
          .isZero();
      Map<String, List<JsonNode>> byUser = new TreeMap<>();
      for (JsonNode record : json(opened)) {
        if (!record.path("erased").asBoolean()) {
          byUser.computeIfAbsent(user(record), none -> new ArrayList<>()).add(record);
        }
      }
      return byUser;
    }

    /** Of all the updates of a user that can be opened. */
    Set<String> recentItems(String user) throws IOException {
      Set<String> items = new TreeSet<>();
      for (JsonNode update : unsealed("interests").getOrDefault(user, List.of())) {
        update.get("recent_items").forEach(item -> items.add(item.get("item_id").asText()));
      }
      return items;
    }

    private static List<JsonNode> json(Path file) throws IOException {
      List<JsonNode> records = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        records.add(Json.MAPPER.readTree(line));
      }
      return records;
    }
  }
}
