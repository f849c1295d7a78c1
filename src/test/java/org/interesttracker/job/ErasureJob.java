package org.interesttracker.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.interesttracker.erasure.ErasureReceipt;
import org.interesttracker.event.Event;
import org.interesttracker.event.Refusal;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.similarity.CountRow;

/**
 * The whole job, following a folder of events, with a task that fails when it is told of an
 * erasure. What it saw is static, because Flink makes copies of functions: one job at a time.
 */
final class ErasureJob {

  private static final ConcurrentLinkedQueue<Object> SEEN = new ConcurrentLinkedQueue<>();
  private static final AtomicBoolean FAILED = new AtomicBoolean();
  private static final AtomicInteger CHECKPOINTS = new AtomicInteger();

  private final Path work;
  private final Path events;
  private final FlinkRest rest;
  private final JobClient client;
  private int files;

  ErasureJob(Path work, Path catalog, Path control, int parallelism) throws Exception {
    this.work = Files.createDirectories(work);
    this.events = Files.createDirectory(work.resolve("events"));
    TrackerConfig tracker =
        new TrackerConfig()
            .set(TrackerOptions.EVENTS_PATH, events.toString())
            .set(TrackerOptions.EVENTS_FOLLOW, "true")
            .set(TrackerOptions.CATALOG_PATH, catalog.toString())
            .set(TrackerOptions.CONTROL_PATH, control.toString())
            .set(TrackerOptions.OUTPUT_PATH, work.resolve("out").toString())
            .set(TrackerOptions.TEXT_WITH_ITEM, "true")
            .set(TrackerOptions.PRIVACY_KEEP_TEXTS, "true")
            .set(TrackerOptions.SIMILARITY_INTERVAL, "10 ms")
            .set("execution.checkpointing.interval", "500 ms")
            .set("restart-strategy.fixed-delay.delay", "1 ms")
            .set("state.backend.rocksdb.compression.per.level", "NO_COMPRESSION");
    Configuration config = new JobLauncher(tracker.build()).embedded(work);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(config);
    environment.setParallelism(parallelism);
    SEEN.clear();
    FAILED.set(false);
    CHECKPOINTS.set(0);
    define(environment, config);
    rest = new FlinkRest("http://localhost:" + config.get(RestOptions.PORT));
    client = environment.executeAsync();
  }

  private static void define(StreamExecutionEnvironment environment, Configuration config) {
    InterestPipeline.Inputs in = new Sources(environment, config).open();
    var out =
        new InterestPipeline(new PipelineSettings(config))
            .define(Exchanged.events(in, clocked(in.events())));
    var failing =
        Exchanged.interests(
            out,
            out.interests()
                .map(new FailAtErasure())
                .returns(InterestUpdate.class)
                .uid("fail-at-erasure")
                .name("fail-at-erasure"));
    new Sinks(config).attach(failing);
    see(out.refused(), "refused-seen");
    see(out.receipts(), "receipts-seen");
    see(rows(environment), "rows-seen");
  }

  /**
   * By one clock, which never stands still: the reader that has no file would hold up time, and
   * when all are idle time would go by the orders alone, which are read.
   */
  static DataStream<Event> clocked(DataStream<Event> events) {
    return events
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Event>forBoundedOutOfOrderness(Duration.ofSeconds(10))
                .withTimestampAssigner((event, none) -> event.timestamp()))
        .setParallelism(1)
        .uid("clock")
        .name("clock");
  }

  private static <T> void see(DataStream<T> stream, String uid) {
    stream
        .map(
            record -> {
              SEEN.add(record);
              return 0;
            })
        .returns(Integer.class)
        .uid(uid)
        .name(uid)
        .sinkTo(new DiscardingSink<>())
        .uid(uid + "-end");
  }

  @SuppressWarnings("unchecked")
  private static DataStream<CountRow> rows(StreamExecutionEnvironment environment) {
    return environment.getTransformations().stream()
        .filter(operator -> OperatorIds.LEARN_SIMILARITY.equals(operator.getUid()))
        .map(operator -> new DataStream<>(environment, (Transformation<CountRow>) operator))
        .findFirst()
        .orElseThrow();
  }

  static boolean hasFailed() {
    return FAILED.get();
  }

  /** Gives the job a file of events more. */
  void feed(List<String> lines) throws Exception {
    Path part = Files.write(work.resolve("part"), lines);
    Files.move(part, events.resolve("%04d.jsonl".formatted(files++)));
  }

  /** Waits until so many events are read and in a checkpoint; only before the failure. */
  void awaitRead(long count) throws Exception {
    Await.until(
        "the events are read",
        () -> EmbeddedRun.count(client.getAccumulators().get(), "events.accepted") >= count);
    int then = CHECKPOINTS.get();
    Await.until("a checkpoint is complete", () -> CHECKPOINTS.get() > then + 1);
  }

  void awaitReceipts(int count) throws Exception {
    Await.until("there are receipts", () -> seen(ErasureReceipt.class) >= count);
  }

  void awaitRefused(int count) throws Exception {
    Await.until("late events are refused", () -> seen(Refusal.class) >= count);
  }

  private static long seen(Class<?> type) {
    return SEEN.stream().filter(type::isInstance).count();
  }

  String savepoint(SavepointFormatType format) throws Exception {
    awaitOneSourceLeft();
    return client.triggerSavepoint(work.resolve("savepoints").toUri().toString(), format).get();
  }

  /** When no more rows come, so that readers have what is counted. */
  String stop() throws Exception {
    awaitOneSourceLeft();
    int[] last = {-1, 0};
    Await.until(
        "all rows are sent",
        () -> {
          int now = (int) seen(CountRow.class);
          last[1] = now == last[0] ? last[1] + 1 : 0;
          last[0] = now;
          return last[1] >= 5;
        });
    String savepoint =
        client
            .stopWithSavepoint(
                false, work.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    client.getJobExecutionResult().get();
    return savepoint;
  }

  /** A task that ends just then declines a savepoint. */
  private void awaitOneSourceLeft() throws Exception {
    Await.until("all else is read", () -> rest.hasOneSourceLeft(client.getJobID().toString()));
  }

  /** Fails between an erasure and the next checkpoint, once. */
  private static final class FailAtErasure extends RichMapFunction<InterestUpdate, InterestUpdate>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;

    @Override
    public InterestUpdate map(InterestUpdate update) {
      if (update.erased() && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("Failing once, as the test asks");
      }
      return update;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      CHECKPOINTS.incrementAndGet();
    }
  }
}
