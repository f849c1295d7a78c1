package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.interesttracker.cli.UsageException;
import org.interesttracker.event.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint that is damaged is refused by name, and the one before it goes on in its place. */
class CorruptCheckpointIT {

  private static final int FIRST_PART = 600;

  @TempDir private Path folder;

  @Test
  void theNewestIsRefusedAndTheOneBeforeLosesNothing() throws Exception {
    GeneratedData data = GeneratedData.in(folder.resolve("data"), 1_000);
    List<String> lines = data.eventLines();
    Path events = Files.createDirectory(folder.resolve("events"));
    Files.write(events.resolve("1.jsonl"), lines.subList(0, FIRST_PART));
    FollowingJob first = FollowingJob.start(config(data, events, "first"), work("first"));
    first.await(
        "the first part is read",
        () -> EmbeddedRun.count(first.counts(), "events.accepted") >= FIRST_PART);
    first.awaitOneSourceLeft();
    int before = latest();
    first.await("checkpoints of it", () -> latest() > before + 2);
    first.cancel();
    List<Path> kept = checkpoints();
    Path newest = kept.get(kept.size() - 1);
    cutInHalf(newest.resolve("_metadata"));
    Files.write(events.resolve("2.jsonl"), lines.subList(FIRST_PART, lines.size()));

    assertThatThrownBy(() -> Preflight.check(from(newest, data, events, "refused").build()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(newest.toString());

    Preflight.check(from(kept.get(kept.size() - 2), data, events, "next").build());
    FollowingJob next =
        FollowingJob.start(from(kept.get(kept.size() - 2), data, events, "next"), work("next"));
    next.await(
        "the second part is read",
        () -> EmbeddedRun.count(next.counts(), "events.accepted") >= lines.size() - FIRST_PART);
    assertThat(ProfileCounts.of(SavepointContents.read(next.drain().savepoint())))
        .isEqualTo(counts(lines));
  }

  private static Map<String, Map<String, Integer>> counts(List<String> lines) throws Exception {
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    for (String line : lines) {
      var event = Json.MAPPER.readTree(line);
      counts
          .computeIfAbsent(event.get("user_id").asText(), user -> new TreeMap<>())
          .merge(event.get("type").asText().toUpperCase(Locale.ROOT), 1, Integer::sum);
    }
    return counts;
  }

  private Path work(String name) throws Exception {
    return Files.createDirectories(folder.resolve("work-" + name));
  }

  private TrackerConfig config(GeneratedData data, Path events, String out) {
    return FollowingJob.config(events, data.catalog(), folder.resolve("out-" + out))
        .set("parallelism.default", "1")
        .set("execution.checkpointing.num-retained", "3")
        .set("execution.checkpointing.interval", "500 ms");
  }

  private TrackerConfig from(Path checkpoint, GeneratedData data, Path events, String out) {
    return config(data, events, out)
        .set("execution.state-recovery.path", checkpoint.toUri().toString());
  }

  /** Those that are complete, oldest first; they come and go meanwhile. */
  private List<Path> checkpoints() throws Exception {
    List<Path> complete = new ArrayList<>();
    for (Path job : list(folder.resolve("work-first").resolve("checkpoints"))) {
      complete.addAll(
          list(job).stream().filter(chk -> Files.exists(chk.resolve("_metadata"))).toList());
    }
    complete.sort(Comparator.comparingInt(CorruptCheckpointIT::number));
    return complete;
  }

  private static List<Path> list(Path folder) throws Exception {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private int latest() throws Exception {
    return checkpoints().stream().mapToInt(CorruptCheckpointIT::number).max().orElse(0);
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  private static void cutInHalf(Path file) throws Exception {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(bytes.length() / 2);
    }
  }
}
