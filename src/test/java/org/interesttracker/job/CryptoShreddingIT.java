package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Json;
import org.interesttracker.seal.FileUserKeys;
import org.interesttracker.seal.MasterKeys;
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

  private static final int BEFORE = 1_200;
  private static final byte[] MASTER = new byte[MasterKeys.SHORTEST];

  @TempDir private Path folder;
  private List<JsonNode> events;
  private GeneratedData data;
  private Path master;

  @BeforeEach
  void prepare() throws Exception {
    data = GeneratedData.in(folder.resolve("data"), 2_000);
    events = new ArrayList<>();
    for (String line : data.eventLines()) {
      events.add(Json.MAPPER.readTree(line));
    }
    for (int i = 0; i < MASTER.length; i++) {
      MASTER[i] = (byte) (7 * i);
    }
    master = folder.resolve("master");
    Files.writeString(master, "m1:" + Base64.getEncoder().encodeToString(MASTER) + "\n");
    Files.createDirectories(folder.resolve("events"));
  }

  @Test
  void anErasedUserIsUnreadableInOldSavepointsAndOutputs() throws Exception {
    more("1.jsonl", 0, BEFORE);
    String old = stop(start("before", null, null), BEFORE);
    String user = userOfBoth();
    assertNothingIsOpen(old);
    assertThat(unsealed("before", "interests")).as("readable before").containsKey(user);

    more("2.jsonl", BEFORE, events.size());
    long erased = time(events.get(BEFORE - 1));
    JobClient erasing = start("erasing", old, order(user, erased));
    Await.until("the key is destroyed", () -> keys().find(user).get(0).isDestroyed());
    stop(erasing, events.size() - BEFORE);

    assertOnlyTheOldKeyOf(user);
    assertThat(unsealed("before", "interests").keySet())
        .doesNotContain(user)
        .hasSizeGreaterThan(20);
    assertThat(unsealed("before", "recommendations").keySet()).doesNotContain(user);

    stop(start("again", old, null), events.size() - BEFORE);

    Map<String, List<JsonNode>> erasingLists = unsealed("erasing", "interests");
    Map<String, List<JsonNode>> again = unsealed("again", "interests");
    assertThat(again.get(user)).as("the user came back").isNotEmpty();
    assertThat(items(again.get(user)))
        .as("from the old savepoint on, nothing of before")
        .isSubsetOf(itemsOf(user, BEFORE, events.size()));
    assertThat(again.keySet()).isEqualTo(erasingLists.keySet());
    again.forEach(
        (other, updates) -> {
          if (!other.equals(user)) {
            assertThat(topics(updates)).isEqualTo(topics(erasingLists.get(other)));
          }
        });
  }

  @Test
  void aRunningJobIsSwitchedOnAndOffThroughSavepoints() throws Exception {
    more("1.jsonl", 0, 600);
    String first = stop(start("one", null, null, "privacy.crypto-shredding", "false"), 600);
    more("2.jsonl", 600, 1_200);
    String second = stop(start("two", first, null), 600);
    more("3.jsonl", 1_200, events.size());
    stop(start("three", second, null, "privacy.crypto-shredding", "false"), events.size() - 1_200);

    assertThat(lines("one", "interests")).noneMatch(line -> line.has("sealed"));
    assertThat(lines("two", "interests")).isNotEmpty().allMatch(line -> line.has("sealed"));
    assertThat(lines("three", "interests")).isNotEmpty().noneMatch(line -> line.has("sealed"));
    int counted = 0;
    for (String run : List.of("one", "two", "three")) {
      for (List<JsonNode> updates : unsealed(run, "interests").values()) {
        counted += updates.stream().mapToInt(update -> update.get("events").asInt()).sum();
      }
    }
    assertThat(counted).as("each event once").isEqualTo(events.size());
  }

  /** The user with most events before who has some after. */
  private String userOfBoth() {
    Map<String, Integer> counts = new TreeMap<>();
    events.subList(0, BEFORE).forEach(e -> counts.merge(user(e), 1, Integer::sum));
    counts
        .keySet()
        .removeIf(
            u -> events.subList(BEFORE, events.size()).stream().noneMatch(e -> user(e).equals(u)));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  /**
   * What users did is found in no state; the sessions and ids of the input are made of the user's
   * id.
   */
  private void assertNothingIsOpen(String savepoint) throws IOException {
    String bytes = bytes(Path.of(URI.create(savepoint)));
    for (JsonNode event : events.subList(0, BEFORE)) {
      assertThat(bytes.contains(event.get("event_id").asText())).isFalse();
      assertThat(bytes.contains(event.get("session_id").asText())).isFalse();
    }
    assertThat(bytes).as("but their ids are keys").contains(user(events.get(0)));
  }

  private static String bytes(Path savepoint) throws IOException {
    StringBuilder bytes = new StringBuilder();
    try (Stream<Path> files = Files.walk(savepoint)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return bytes.toString();
  }

  private void assertOnlyTheOldKeyOf(String user) {
    List<UserKey> own = keys().find(user);
    assertThat(own).hasSize(2);
    assertThat(own.get(1).isDestroyed()).isFalse();
    for (JsonNode event : events) {
      if (!user(event).equals(user)) {
        assertThat(keys().find(user(event))).noneMatch(UserKey::isDestroyed).hasSize(1);
      }
    }
  }

  private FileUserKeys keys() {
    return new FileUserKeys(
        folder.resolve("keys").toUri().toString(), new MasterKeys(List.of(MASTER)));
  }

  private void more(String file, int from, int to) throws IOException {
    Path hidden = Files.write(folder.resolve(file), data.eventLines().subList(from, to));
    Files.move(hidden, folder.resolve("events").resolve(file));
  }

  private Path order(String user, long time) throws IOException {
    ControlMessage erase = new ControlMessage(ControlType.ERASE_USER, user, null, null, null, time);
    return Files.writeString(
        folder.resolve("control.jsonl"), Json.MAPPER.writeValueAsString(erase) + "\n");
  }

  private JobClient start(String name, String savepoint, Path control, String... more)
      throws Exception {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("events.path", folder.resolve("events").toUri().toString());
    options.put("events.follow", "true");
    options.put("catalog.path", data.catalog().toUri().toString());
    options.put("output.path", folder.resolve(name).toUri().toString());
    options.put("privacy.crypto-shredding", "true");
    options.put("privacy.user-keys-path", folder.resolve("keys").toUri().toString());
    options.put("privacy.master-key", master.toUri().toString());
    options.put("state.backend.type", "rocksdb");
    options.put("execution.checkpointing.interval", "300 ms");
    options.put("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
    options.put("restart-strategy.type", "none");
    options.put("taskmanager.memory.managed.size", "256 mb");
    if (control != null) {
      options.put("control.path", control.toUri().toString());
    }
    if (savepoint != null) {
      options.put("execution.state-recovery.path", savepoint);
      options.put("execution.state-recovery.ignore-unclaimed-state", "true");
    }
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    TrackerConfig config = new TrackerConfig();
    options.forEach(config::set);
    Configuration effective = new JobLauncher(config.build()).effective();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, effective);
    JobLauncher.define(environment, effective);
    return environment.executeAsync(name);
  }

  /** With windows open, so that what waits there is in the savepoint. */
  private String stop(JobClient job, long read) throws Exception {
    Await.until(
        "all events are read",
        () -> Long.valueOf(read).equals(job.getAccumulators().get().get("events.accepted")));
    AtomicReference<String> savepoint = new AtomicReference<>();
    Await.until("all tasks have come up and a savepoint is made", () -> isStopped(job, savepoint));
    return savepoint.get();
  }

  /** No savepoint is made while a task still loads its model. */
  private boolean isStopped(JobClient job, AtomicReference<String> savepoint) throws Exception {
    String target = folder.resolve("savepoints").toUri().toString();
    try {
      savepoint.set(job.stopWithSavepoint(false, target, SavepointFormatType.CANONICAL).get());
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CheckpointException failed
          && failed.getCheckpointFailureReason()
              == CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING) {
        return false;
      }
      throw e;
    }
  }

  private List<JsonNode> lines(String run, String output) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (Path part : OutputFolder.parts(folder.resolve(run), output).toList()) {
      for (String line : Files.readAllLines(part)) {
        lines.add(Json.MAPPER.readTree(line));
      }
    }
    return lines;
  }

  /** By the command, by user. */
  private Map<String, List<JsonNode>> unsealed(String run, String output) throws IOException {
    Path out = folder.resolve("unsealed-" + run + output + System.nanoTime());
    List<String> arguments = new ArrayList<>();
    arguments.add("--user-keys=" + folder.resolve("keys"));
    arguments.add("--master-key=" + master.toUri());
    arguments.add("--out=" + out);
    OutputFolder.parts(folder.resolve(run), output).map(Path::toString).forEach(arguments::add);
    assertThat(new CommandLine(new UnsealCommand()).execute(arguments.toArray(String[]::new)))
        .isZero();
    Map<String, List<JsonNode>> byUser = new TreeMap<>();
    for (String line : Files.readAllLines(out)) {
      JsonNode record = Json.MAPPER.readTree(line);
      if (!record.path("erased").asBoolean()) {
        byUser.computeIfAbsent(user(record), u -> new ArrayList<>()).add(record);
      }
    }
    return byUser;
  }

  private static List<String> topics(List<JsonNode> updates) {
    return updates.stream()
        .map(update -> update.get("window_start").asText() + update.get("topics"))
        .sorted()
        .toList();
  }

  private static TreeSet<String> items(List<JsonNode> updates) {
    TreeSet<String> items = new TreeSet<>();
    updates.forEach(u -> u.get("recent_items").forEach(i -> items.add(i.get("item_id").asText())));
    return items;
  }

  private TreeSet<String> itemsOf(String user, int from, int to) {
    TreeSet<String> items = new TreeSet<>();
    events.subList(from, to).stream()
        .filter(event -> user(event).equals(user) && event.has("item_id"))
        .forEach(event -> items.add(event.get("item_id").asText()));
    return items;
  }

  private static String user(JsonNode record) {
    return record.get("user_id").asText();
  }

  private static long time(JsonNode event) {
    return Instant.parse(event.get("time").asText()).toEpochMilli();
  }
}
