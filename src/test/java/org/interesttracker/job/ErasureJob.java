package org.interesttracker.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.interesttracker.erasure.ErasureReceipt;
import org.interesttracker.event.Event;
import org.interesttracker.event.Json;
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
  private static final AtomicInteger STARTS = new AtomicInteger();

  /** The ids of the events that are read by now, and those that were by a checkpoint. */
  private static final Set<String> READ = ConcurrentHashMap.newKeySet();

  private static final Map<Long, Set<String>> READ_BY = new ConcurrentHashMap<>();

  /** How far the clock is behind the latest event. */
  private static final Duration BEHIND = Duration.ofSeconds(10);

  private final Path work;
  private final Path events;
  private final FollowingJob job;
  private final Set<String> fed = new HashSet<>();
  private int files;
  private long latest;

  ErasureJob(Path work, Path catalog, Path control, int parallelism) throws Exception {
    this.work = Files.createDirectories(work);
    this.events = Files.createDirectory(work.resolve("events"));
    TrackerConfig config =
        FollowingJob.config(events, catalog, work.resolve("out"))
            .set(TrackerOptions.CONTROL_PATH, control.toString())
            .set(TrackerOptions.TEXT_WITH_ITEM, "true")
            .set(TrackerOptions.PRIVACY_KEEP_TEXTS, "true")
            .set(TrackerOptions.SIMILARITY_INTERVAL, "10 ms")
            .set("execution.checkpointing.interval", "500 ms")
            .set("metrics.fetcher.update-interval", "100 ms")
            .set("restart-strategy.fixed-delay.delay", "1 ms")
            .set("state.backend.rocksdb.compression.per.level", "NO_COMPRESSION")
            .set("parallelism.default", Integer.toString(parallelism));
    SEEN.clear();
    FAILED.set(false);
    CHECKPOINTS.set(0);
    STARTS.set(0);
    READ_BY.clear();
    job = FollowingJob.start(config, this.work, ErasureJob::define);
  }

  private static void define(StreamExecutionEnvironment environment, Configuration config) {
    InterestPipeline.Inputs in = new Sources(environment, config).open();
    var out =
        new InterestPipeline(new PipelineSettings(config))
            .define(Exchanged.events(in, noted(clocked(in.events()))));
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
            WatermarkStrategy.<Event>forBoundedOutOfOrderness(BEHIND)
                .withTimestampAssigner((event, none) -> event.timestamp()))
        .setParallelism(1)
        .uid("clock")
        .name("clock");
  }

  private static DataStream<Event> noted(DataStream<Event> events) {
    return events.map(new NoteRead()).setParallelism(1).uid("note-read").name("note-read");
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
    for (String line : lines) {
      JsonNode event = Json.MAPPER.readTree(line);
      fed.add(event.get("event_id").asText());
      latest = Math.max(latest, Instant.parse(event.get("time").asText()).toEpochMilli());
    }
    Path part = Files.write(work.resolve("part"), lines);
    Files.move(part, events.resolve("%04d.jsonl".formatted(files++)));
  }

  /** Waits until so many events are read and in a checkpoint; only before the failure. */
  void awaitRead(long count) throws Exception {
    job.await(
        "the events are read", () -> EmbeddedRun.count(job.counts(), "events.accepted") >= count);
    int then = CHECKPOINTS.get();
    job.await("a checkpoint is complete", () -> CHECKPOINTS.get() > then + 1);
  }

  /**
   * Waits until the job has failed and, started again, has read all that it was given. A checkpoint
   * keeps no time: a job that had read all before it has none after a restart, until an event
   * comes; and an event that comes while others are read again may make these late.
   */
  void awaitFailure() throws Exception {
    job.await("a task has failed", FAILED::get);
    job.await("all is read again", () -> STARTS.get() > 1 && READ.containsAll(fed));
  }

  void awaitReceipts(int count) throws Exception {
    job.await("there are receipts", () -> seen(ErasureReceipt.class) >= count);
  }

  void awaitRefused(int count) throws Exception {
    job.await("late events are refused", () -> seen(Refusal.class) >= count);
  }

  private static long seen(Class<?> type) {
    return SEEN.stream().filter(type::isInstance).count();
  }

  String savepoint(SavepointFormatType format) throws Exception {
    return job.savepoint(format);
  }

  /**
   * When no more rows come, so that readers have what is counted, and the last operator that has
   * timers has come as far as the events.
   */
  String stop() throws Exception {
    job.awaitOneSourceLeft();
    job.awaitTime(OperatorIds.JOIN_FEEDBACK, latest - BEHIND.toMillis() - 1);
    int[] last = {-1, 0};
    job.await(
        "all rows are sent",
        () -> {
          int now = (int) seen(CountRow.class);
          last[1] = now == last[0] ? last[1] + 1 : 0;
          last[0] = now;
          return last[1] >= 5;
        });
    return job.stop().savepoint();
  }

  /** Notes which events are read, as of the checkpoint that the job was started from. */
  private static final class NoteRead implements MapFunction<Event, Event>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      // What has no state is not told which checkpoint it is started from.
      context
          .getOperatorStateStore()
          .getListState(new ListStateDescriptor<>("noted", Types.BOOLEAN))
          .update(List.of(true));
      READ.clear();
      context.getRestoredCheckpointId().ifPresent(id -> READ.addAll(READ_BY.get(id)));
      STARTS.incrementAndGet();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      READ_BY.put(context.getCheckpointId(), Set.copyOf(READ));
    }

    @Override
    public Event map(Event event) {
      READ.add(event.eventId());
      return event;
    }
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
