package org.interesttracker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.FileUtils;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.interest.InterestSettings;
import org.interesttracker.interest.UserLinks;
import org.interesttracker.job.PipelineSettings;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.CountRow;
import org.interesttracker.similarity.LearnSimilarityFunction;

/**
 * The similarity stage alone: events are linked, what they add is merged, sent to their items and
 * counted in RocksDB, and rows are made. The settings are the job's defaults.
 */
final class SimilarityStage {

  static final int BUNDLE = 2_048;

  private static final long BUNDLE_AGE = 50;
  private static final Duration TTL = Duration.ofDays(90);
  private static final AtomicLong READ = new AtomicLong();

  /** The job runs in this process and reads them here. */
  private static List<Event> events;

  private final InterestSettings settings = settings(Map.of());

  SimilarityStage(List<Event> toMeasureWith) {
    events = toMeasureWith;
  }

  private static InterestSettings settings(Map<String, String> options) {
    return new PipelineSettings(Configuration.fromMap(options)).interest();
  }

  /** Events per second of processor time of the whole process. */
  double perCore() throws Exception {
    return events.size() / load(1, BUNDLE).cpuSeconds();
  }

  /**
   * The same of a job that counts the same pairs and does nothing else: one number a pair, read and
   * written for each event that has the pair.
   */
  double plainPerCore() throws Exception {
    SimilarityLoad load = new SimilarityLoad(1);
    StreamExecutionEnvironment environment = environment(1, null);
    read(environment, index -> events.get(index.intValue()), events.size())
        .process(new LinkPairsFunction(settings, load))
        .keyBy(ItemPair::itemId, Types.STRING)
        .process(new CountPairsFunction(load))
        .sinkTo(new DiscardingSink<>());
    environment.execute("bench");
    return events.size() / load.result().cpuSeconds();
  }

  /**
   * Counts all events.
   *
   * @param bundle of how many events what they add is merged; 1 for not at all
   */
  SimilarityLoad.Result load(int slots, int bundle) throws Exception {
    SimilarityLoad load = new SimilarityLoad(slots);
    StreamExecutionEnvironment environment = environment(slots, null);
    define(
        environment, index -> events.get(index.intValue()), events.size(), settings, bundle, load);
    environment.execute("bench");
    return load.result();
  }

  /** Bytes of a canonical savepoint per pair of items in it, with no bound on pairs. */
  double bytesPerPair() throws Exception {
    InterestSettings unbounded = settings(Map.of("similarity.max-pairs", "10000000"));
    Path folder = Files.createTempDirectory("bench");
    try {
      StreamExecutionEnvironment environment = environment(1, folder);
      READ.set(0);
      define(
          environment,
          SimilarityStage::thenSilence,
          Long.MAX_VALUE,
          unbounded,
          BUNDLE,
          new SimilarityLoad(1));
      JobClient job = environment.executeAsync("bench");
      while (READ.get() <= events.size()) {
        Thread.sleep(100);
      }
      job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL).get();
      return (double) bytes(folder) / pairs(unbounded);
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  /** After the last event, some that no item is named in, so that the job goes on. */
  private static Event thenSilence(long index) throws InterruptedException {
    READ.set(index + 1);
    if (index < events.size()) {
      return events.get((int) index);
    }
    Thread.sleep(10);
    return new Event("", "", null, EventType.SEARCH, null, null, index, null, null, null, null);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** How many pairs the events make, each counted with both of its items that have it. */
  private static long pairs(InterestSettings settings) {
    Map<String, UserLinks> users = new HashMap<>();
    Map<String, Set<String>> pairs = new HashMap<>();
    for (Event event : events) {
      users
          .computeIfAbsent(event.userId(), user -> new UserLinks(settings))
          .take(
              event,
              counts ->
                  counts.forEach(
                      delta ->
                          pairs
                              .computeIfAbsent(delta.itemId(), item -> new HashSet<>())
                              .addAll(List.of(delta.others()))));
    }
    return pairs.values().stream().mapToLong(Set::size).sum();
  }

  /**
   * @param savepoints where they go; null for none, because in memory they would have to be small
   */
  private static StreamExecutionEnvironment environment(int slots, Path savepoints) {
    Configuration config = TimedJob.config();
    if (savepoints != null) {
      config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, savepoints.toUri().toString());
    }
    config.set(PipelineOptions.MAX_PARALLELISM, SimilarityLoad.MAX_PARALLELISM);
    return StreamExecutionEnvironment.createLocalEnvironment(slots, config);
  }

  private static void define(
      StreamExecutionEnvironment environment,
      GeneratorFunction<Long, Event> event,
      long count,
      InterestSettings settings,
      int bundle,
      SimilarityLoad load) {
    read(environment, event, count)
        .transform(
            "link-events",
            TypeInformation.of(CountDelta.class),
            new LinkEventsOperator(settings, new BundleSettings(bundle, BUNDLE_AGE), load))
        .keyBy(CountDelta::itemId, Types.STRING)
        .process(new LearnSimilarityFunction(settings.similarity(), TTL))
        .map(new Done(load))
        .sinkTo(new DiscardingSink<>());
  }

  private static KeyedStream<Event, String> read(
      StreamExecutionEnvironment environment, GeneratorFunction<Long, Event> event, long count) {
    return environment
        .fromSource(
            new DataGeneratorSource<>(event, count, TypeInformation.of(Event.class)),
            WatermarkStrategy.noWatermarks(),
            "events")
        .setParallelism(1)
        .keyBy(Event::userId, Types.STRING);
  }

  /** Runs in the thread of its slot. */
  private static final class Done extends RichMapFunction<CountRow, Integer> {
    private static final long serialVersionUID = 1L;

    private final SimilarityLoad load;

    Done(SimilarityLoad load) {
      this.load = load;
    }

    @Override
    public Integer map(CountRow row) {
      return row.others().length;
    }

    @Override
    public void close() {
      load.done(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }
  }
}
