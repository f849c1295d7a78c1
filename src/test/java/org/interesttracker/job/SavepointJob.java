package org.interesttracker.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.event.Clicks;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Json;
import org.interesttracker.event.Purpose;

/**
 * The whole job on very little: a few users of the sample and the items that they met first, with
 * orders, feedback on lists and private releases, so that all operators keep something. State lives
 * for a hundred years, because savepoints of old versions are to be read in any year.
 */
final class SavepointJob {

  /** What every start of this job says, and what its savepoints are bound to. */
  static final Map<String, String> OPTIONS =
      Map.of(
          TrackerOptions.WINDOW_KIND.key(),
          "session",
          TrackerOptions.EVENTS_DEDUPLICATE.key(),
          "36500 d",
          TrackerOptions.USERS_TTL.key(),
          "36500 d",
          TrackerOptions.SIMILARITY_INTERVAL.key(),
          "10 ms",
          TrackerOptions.PRIVACY_EPSILON.key(),
          "1",
          TrackerOptions.PRIVACY_BUDGET_EPSILON.key(),
          "1000",
          "execution.checkpointing.interval",
          "500 ms",
          "metrics.fetcher.update-interval",
          "100 ms");

  private static final Path SAMPLE = Path.of("datasets", "sample");
  private static final int USERS = 5;
  private static final int ITEMS = 16;
  private static final int EVENTS = 60;

  private final Path work;
  private final Path events;
  private final FollowingJob job;
  private int files;

  /**
   * @param work where this start reads and writes; made
   * @param inputs what was fed before, or is to be fed
   * @param options over {@link #OPTIONS}
   * @param savepoint null to begin anew
   */
  SavepointJob(Path work, Inputs inputs, Map<String, String> options, String savepoint)
      throws Exception {
    this.work = Files.createDirectories(work);
    this.events = Files.createDirectories(work.resolve("events"));
    TrackerConfig config =
        FollowingJob.config(
                events,
                Files.write(work.resolve("catalog.jsonl"), inputs.catalog()),
                work.resolve("out"))
            .set(
                TrackerOptions.CONTROL_PATH,
                Files.write(work.resolve("control.jsonl"), inputs.control()).toString());
    OPTIONS.forEach(config::set);
    options.forEach(config::set);
    if (savepoint != null) {
      config.set("execution.state-recovery.path", savepoint);
    }
    job = FollowingJob.start(config, work, SavepointJob::define);
  }

  /** One clock for all readers, since the time of a file that was read at once is told by none. */
  private static void define(StreamExecutionEnvironment environment, Configuration config) {
    InterestPipeline.Inputs in = new Sources(environment, config).open();
    InterestPipeline.Inputs inputs = Exchanged.events(in, ErasureJob.clocked(in.events()));
    new Sinks(config).attach(new InterestPipeline(new PipelineSettings(config)).define(inputs));
  }

  /**
   * What goes in, JSON lines.
   *
   * @param catalog the items
   * @param control orders, all before the first event
   * @param events by time
   */
  record Inputs(List<String> catalog, List<String> control, List<String> events) {

    /** A part of the sample. */
    static Inputs ofSample() throws IOException {
      List<String> events = new ArrayList<>();
      Set<String> users = new HashSet<>();
      Set<String> items = new HashSet<>();
      for (String line : Files.readAllLines(SAMPLE.resolve("events.jsonl"))) {
        JsonNode event = Json.MAPPER.readTree(line);
        String user = event.get("user_id").asText();
        String item = event.path("item_id").asText("");
        if (events.size() < EVENTS
            && (users.contains(user) || users.size() < USERS)
            && (item.isEmpty() || items.contains(item) || items.size() < ITEMS)) {
          events.add(line);
          users.add(user);
          items.add(item);
        }
      }
      List<String> catalog = new ArrayList<>();
      for (String line : Files.readAllLines(SAMPLE.resolve("catalog.jsonl"))) {
        if (items.contains(Json.MAPPER.readTree(line).get("item_id").asText())) {
          catalog.add(line);
        }
      }
      return new Inputs(catalog, orders(events), events);
    }

    private static List<String> orders(List<String> events) throws IOException {
      long before = time(events.get(0)) - 1;
      List<String> users = new ArrayList<>(new TreeMap<>(teaching(events)).keySet());
      String item = Json.MAPPER.readTree(events.get(0)).get("item_id").asText();
      List<ControlMessage> orders =
          List.of(
              new ControlMessage(
                  ControlType.BLOCK_ITEM, users.get(0), null, item, null, null, before),
              new ControlMessage(ControlType.LESS_OF, users.get(1), "travel", null, null, before),
              ControlMessage.consent(
                  users.get(2),
                  Map.of(
                      Purpose.PROFILE, true,
                      Purpose.RECOMMEND, true,
                      Purpose.LEARN, true,
                      Purpose.PUBLISH, true),
                  "2026-01",
                  before));
      List<String> lines = new ArrayList<>();
      for (ControlMessage order : orders) {
        lines.add(Json.MAPPER.writeValueAsString(order));
      }
      return lines;
    }

    /** When the last event happened. */
    long end() throws IOException {
      return time(events.get(events.size() - 1));
    }
  }

  /** How many events of each user say something of the user's interest. */
  static Map<String, Integer> teaching(List<String> lines) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : lines) {
      JsonNode event = Json.MAPPER.readTree(line);
      if (EventType.valueOf(event.get("type").asText().toUpperCase(Locale.ROOT)).teaches()) {
        counts.merge(event.get("user_id").asText(), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static long time(String line) throws IOException {
    return Instant.parse(Json.MAPPER.readTree(line).get("time").asText()).toEpochMilli();
  }

  /** A click on an item. */
  static String click(String user, String item, long time) throws IOException {
    return Json.MAPPER.writeValueAsString(Clicks.of(user + "-" + time, user, item, time));
  }

  /** Gives the job a file of events more. */
  void feed(List<String> lines) throws IOException {
    Path part = Files.write(work.resolve("part"), lines);
    Files.move(part, events.resolve("%04d.jsonl".formatted(files++)));
  }

  /** Until all of the job runs, from the state it was given. */
  void awaitStarted() throws Exception {
    job.awaitOneSourceLeft();
  }

  /** Until event time has come close to the time of the last event, everywhere. */
  void awaitTime(long lastEvent) throws Exception {
    job.awaitOneSourceLeft();
    job.awaitTime(OperatorIds.JOIN_FEEDBACK, lastEvent - 10_001);
  }

  /** Until what users did is told of, as a consumer sees it. */
  void awaitInterests(Map<String, Integer> atLeast) throws Exception {
    job.await(
        "all interests are told of",
        () -> {
          Map<String, Integer> told = new TreeMap<>();
          for (JsonNode update : OutputRecords.json(out(), "interests")) {
            told.merge(update.get("user_id").asText(), update.get("events").asInt(), Integer::sum);
          }
          return atLeast.entrySet().stream()
              .allMatch(user -> told.getOrDefault(user.getKey(), 0) >= user.getValue());
        });
  }

  /** Until nothing waits to be sent or written; so a savepoint names no file of the outputs. */
  void awaitRest() throws Exception {
    job.await(
        "nothing is under way",
        () ->
            SavepointContents.read(job.savepoint(SavepointFormatType.CANONICAL))
                .state("learn-similarity/counts")
                .values()
                .stream()
                .noneMatch(counts -> (Boolean) ((Map<?, ?>) counts).get("changed")));
  }

  /** Until the job ends by itself; throws what ended it. */
  void awaitEnd() throws Exception {
    job.awaitEnd();
  }

  Path out() {
    return work.resolve("out");
  }

  /** Stops the job; returns the savepoint's URI. */
  String stop() throws Exception {
    return job.stop().savepoint();
  }
}
