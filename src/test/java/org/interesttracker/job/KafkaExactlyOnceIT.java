package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.interesttracker.dataset.GenerateCommand;
import org.interesttracker.event.Event;
import org.interesttracker.event.Json;
import org.interesttracker.interest.InterestState;
import org.interesttracker.interest.SequenceState;
import org.interesttracker.interest.UserState;
import org.interesttracker.interest.UserStateSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The job from and to a real broker, exactly once, with a task that fails in the middle; and the
 * state it comes to against that of an undisturbed run on files.
 */
class KafkaExactlyOnceIT {

  private static final int PARTITIONS = 3;
  private static final int BAD_RECORDS = 7;
  private static final int MAX_USERS = 1_000;
  private static final UserStateSerializer SERIALIZER = new UserStateSerializer();
  private static final Duration TTL = Duration.ofDays(90);

  @TempDir private Path folder;

  @Test
  void outputIsCompleteAndStateIsThatOfTheFileRunThoughATaskFails() throws Exception {
    Path data = folder.resolve("data");
    int generated =
        new CommandLine(new GenerateCommand())
            .execute(
                "--out=" + data,
                "--users=40",
                "--items=120",
                "--events=2000",
                "--days=8",
                "--seed=3");
    assertThat(generated).isZero();
    List<String> events = Files.readAllLines(data.resolve("events.jsonl"));

    Map<String, UserState> fromKafka;
    try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")))) {
      KafkaTopics topics = new KafkaTopics(broker);
      topics.create(PARTITIONS, "events");
      topics.create(
          1, "catalog", "interests", "recommendations", "dead-letters", "late-events", "metrics");
      topics.send("catalog", keyed(Files.readAllLines(data.resolve("catalog.jsonl")), "item_id"));
      List<KafkaTopics.Keyed> records = new ArrayList<>(keyed(events, "user_id"));
      for (int i = 0; i < BAD_RECORDS; i++) {
        records.add(i * 100, new KafkaTopics.Keyed("bad" + i, "{\"user_id\": \"u\", oops"));
      }
      topics.send("events", records);

      fromKafka = runFromKafka(broker);

      assertThat(FailOnce.FAILED).isTrue();
      assertThat(FailOnce.PASSED_AT_FAILURE.get()).isPositive();
      assertThat(topics.committed("dead-letters")).hasSize(BAD_RECORDS);
      assertThat(topics.committed("late-events")).isEmpty();
      var interests = topics.committed("interests");
      assertEachEventOnce(interests, events.size());
      assertThat(topics.committed("recommendations")).hasSize(interests.size());
    }
    Map<String, UserState> fromFiles = runFromFiles(data);

    assertThat(fromKafka).hasSameSizeAs(fromFiles).isNotEmpty();
    fromFiles.forEach((user, expected) -> assertSame(fromKafka.get(user), expected));
  }

  private static void assertEachEventOnce(List<ConsumerRecord<String, String>> updates, int events)
      throws Exception {
    Set<String> windows = new HashSet<>();
    int sum = 0;
    for (var record : updates) {
      JsonNode update = Json.MAPPER.readTree(record.value());
      assertThat(windows.add(record.key() + update.get("window_start").asText())).isTrue();
      sum += update.get("events").asInt();
    }
    assertThat(sum).isEqualTo(events);
  }

  private static void assertSame(UserState actual, UserState expected) {
    assertThat(actual.getProfile()).usingRecursiveComparison().isEqualTo(expected.getProfile());
    assertThat(actual.getTail()).usingRecursiveComparison().isEqualTo(expected.getTail());
    assertSame(actual.getSequence(), expected.getSequence());
  }

  private static void assertSame(SequenceState actual, SequenceState expected) {
    assertThat(actual.modelVersion()).isEqualTo(expected.modelVersion());
    assertThat(actual.hidden()).containsExactly(expected.hidden(), within(1e-5f));
    assertThat(actual.cell()).containsExactly(expected.cell(), within(1e-5f));
    assertThat(actual.interest()).containsExactly(expected.interest(), within(1e-5f));
  }

  private Map<String, UserState> runFromKafka(KafkaBroker broker) throws Exception {
    Configuration config =
        config(
            Map.of(
                "events.topic", "events",
                "catalog.topic", "catalog",
                "catalog.quiet-after", "2 s",
                "kafka.bootstrap-servers", broker.servers(),
                "output.kafka", "true",
                "output.delivery-guarantee", "exactly-once",
                "output.transaction-timeout", "10 min"));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, config);
    var in = new Sources(environment, config).open();
    var failing =
        new InterestPipeline.Inputs(
            in.events().map(new FailOnce()).uid("fail-once").name("fail-once"),
            in.catalog(),
            in.control(),
            in.similarity(),
            in.deadLetters());
    new Sinks(config).attach(new InterestPipeline(new PipelineSettings(config)).define(failing));
    JobClient job = environment.executeAsync("from-kafka");
    Await.until("all events are read", () -> FailOnce.FAILED.get() && isRead(broker));
    return stopAndRead(job, "kafka");
  }

  private Map<String, UserState> runFromFiles(Path data) throws Exception {
    Configuration config =
        config(
            Map.of(
                "events.path", data.resolve("events.jsonl").toUri().toString(),
                "events.follow", "true",
                "catalog.path", data.resolve("catalog.jsonl").toUri().toString(),
                "output.path", folder.resolve("out").toUri().toString()));
    long lines = Files.readAllLines(data.resolve("events.jsonl")).size();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, config);
    JobLauncher.define(environment, config);
    JobClient job = environment.executeAsync("from-files");
    Await.until(
        "all lines are read",
        () -> Long.valueOf(lines).equals(job.getAccumulators().get().get("events.accepted")));
    return stopAndRead(job, "files");
  }

  private Configuration config(Map<String, String> options) {
    TrackerConfig config = new TrackerConfig();
    options.forEach(config::set);
    Map.of(
            "state.backend.type", "rocksdb",
            "execution.checkpointing.interval", "400 ms",
            "execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString(),
            "restart-strategy.type", "fixed-delay",
            "restart-strategy.fixed-delay.attempts", "2",
            "restart-strategy.fixed-delay.delay", "100 ms",
            "taskmanager.memory.managed.size", "256 mb")
        .forEach(config::set);
    return new JobLauncher(config.build()).effective();
  }

  private Map<String, UserState> stopAndRead(JobClient job, String name) throws Exception {
    String savepoint =
        job.stopWithSavepoint(
                true, folder.resolve(name).toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
    Map<String, UserState> users = new HashMap<>();
    for (var user :
        SavepointReader.read(environment, savepoint, new HashMapStateBackend())
            .readKeyedState(
                OperatorIdentifier.forUid(OperatorIds.TRACK_INTEREST), new UserStateReader())
            .executeAndCollect(MAX_USERS)) {
      users.put(user.f0, SERIALIZER.deserialize(new DataInputDeserializer(user.f1)));
    }
    return users;
  }

  private static boolean isRead(KafkaBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
      var committed =
          admin.listConsumerGroupOffsets("interest-tracker").partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (int p = 0; p < PARTITIONS; p++) {
        latest.put(new TopicPartition("events", p), OffsetSpec.latest());
      }
      for (var end : admin.listOffsets(latest).all().get().entrySet()) {
        var offset = committed.get(end.getKey());
        if (offset == null || offset.offset() < end.getValue().offset()) {
          return false;
        }
      }
      return true;
    }
  }

  private static List<KafkaTopics.Keyed> keyed(List<String> lines, String field) throws Exception {
    List<KafkaTopics.Keyed> records = new ArrayList<>();
    for (String line : lines) {
      records.add(new KafkaTopics.Keyed(Json.MAPPER.readTree(line).get(field).asText(), line));
    }
    return records;
  }

  /** Reads each user's state, with the descriptor of the job. */
  static final class UserStateReader
      extends KeyedStateReaderFunction<String, Tuple2<String, byte[]>> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<UserState> user;

    @Override
    public void open(OpenContext context) {
      user = getRuntimeContext().getState(InterestState.userDescriptor(TTL));
    }

    @Override
    public void readKey(String userId, Context context, Collector<Tuple2<String, byte[]>> out)
        throws Exception {
      DataOutputSerializer bytes = new DataOutputSerializer(64);
      SERIALIZER.serialize(user.value(), bytes);
      out.collect(Tuple2.of(userId, bytes.getCopyOfBuffer()));
    }
  }

  /** Fails its task once, when a checkpoint is complete that some events came before. */
  static final class FailOnce extends RichMapFunction<Event, Event> implements CheckpointListener {

    static final AtomicBoolean FAILED = new AtomicBoolean();
    static final AtomicInteger PASSED_AT_FAILURE = new AtomicInteger();

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger PASSED = new AtomicInteger();

    @Override
    public Event map(Event event) {
      PASSED.incrementAndGet();
      return event;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      if (PASSED.get() > 0 && FAILED.compareAndSet(false, true)) {
        PASSED_AT_FAILURE.set(PASSED.get());
        throw new IllegalStateException("Failing once, as the test asks");
      }
    }
  }
}
