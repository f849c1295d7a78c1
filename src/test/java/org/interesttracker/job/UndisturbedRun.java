package org.interesttracker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.interesttracker.event.Json;

/** The state of the job after the same input from files, within this process, without failures. */
final class UndisturbedRun {

  /** How far inputs were read, what was written, and timers of the clock that were not due yet. */
  private static final String POSITIONS =
      "(read-|write-|Sink Committer).*|.*/_timer_state/processing_.*";

  private UndisturbedRun() {}

  private record Timed(long time, String line) {}

  /**
   * @param folder for all that it writes
   * @param model what the disturbed run worked by
   * @return the savepoint
   */
  static String of(List<ConsumerRecord<String, String>> sent, Path folder, Path model)
      throws Exception {
    List<String> lines = inOrderOfTime(sent);
    Path events = Files.createDirectories(folder.resolve("events"));
    Files.write(events.resolve("events.jsonl"), lines);
    Path catalog = Files.write(folder.resolve("catalog.jsonl"), NumberedEvents.catalog());
    Path control = Files.write(folder.resolve("control.jsonl"), NumberedEvents.orders());
    TrackerConfig config =
        FollowingJob.config(events, catalog, folder.resolve("out"))
            .file(KafkaTopics.EXAMPLE)
            .set(TrackerOptions.EVENTS_TOPIC, "")
            .set(TrackerOptions.CATALOG_TOPIC, "")
            .set(TrackerOptions.CONTROL_TOPIC, "")
            .set(TrackerOptions.CONTROL_PATH, control.toString())
            .set(TrackerOptions.OUTPUT_KAFKA, "false")
            .set(TrackerOptions.MODEL_PATH, model.toString())
            .set(TrackerOptions.TEXT_ENCODER, "en")
            .set("parallelism.default", "1");
    FollowingJob job = FollowingJob.start(config, folder.resolve("work"));
    job.await(
        "all events are read",
        () -> EmbeddedRun.count(job.counts(), "events.accepted") >= lines.size());
    return job.drain().savepoint();
  }

  /** Without what cannot be used, and repeats behind what they repeat. */
  private static List<String> inOrderOfTime(List<ConsumerRecord<String, String>> sent) {
    List<Timed> events = new ArrayList<>();
    for (ConsumerRecord<String, String> record : sent) {
      try {
        var event = Json.MAPPER.readTree(record.value());
        if (event.has("time")) {
          events.add(new Timed(event.get("time").asLong(), record.value()));
        }
      } catch (JsonProcessingException unusable) {
        // A dead letter, which leaves no state.
      }
    }
    events.sort(Comparator.comparingLong(Timed::time));
    return events.stream().map(Timed::line).toList();
  }

  /**
   * Where two savepoints differ.
   *
   * @param not states that are not compared
   */
  static List<String> differences(
      SavepointContents actual, SavepointContents expected, Set<String> not) {
    Set<String> names = new TreeSet<>(actual.states().keySet());
    names.addAll(expected.states().keySet());
    names.removeIf(name -> name.matches(POSITIONS));
    names.removeAll(not);
    var settings = new PipelineSettings(KafkaTopics.example()).similarity();
    int kept = settings.userBounds().erasableEvents();
    StateDifferences differences = new StateDifferences(settings.channels());
    for (String name : names) {
      differences.compare(
          name, latest(name, actual.state(name), kept), latest(name, expected.state(name), kept));
    }
    return differences.found();
  }

  /**
   * Of what an erasure takes back so many events are promised; how many more are there depends on
   * which windows came together.
   */
  private static Map<String, Object> latest(String state, Map<String, Object> values, int kept) {
    if (!state.equals("track-interest/counted")) {
      return values;
    }
    Map<String, Object> latest = new TreeMap<>();
    values.forEach(
        (user, value) -> {
          List<?> events = (List<?>) value;
          latest.put(user, events.subList(Math.max(0, events.size() - kept), events.size()));
        });
    return latest;
  }
}
