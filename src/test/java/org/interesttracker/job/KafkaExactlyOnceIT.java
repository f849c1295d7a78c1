package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
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
import org.interesttracker.event.Event;
import org.interesttracker.interest.InterestState;
import org.interesttracker.interest.SequenceState;
import org.interesttracker.interest.UserState;
import org.interesttracker.interest.UserStateSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job from and to a real broker, exactly once, with a task that fails in the middle; the
 * readers of docs/OUTPUT.md on what comes out; and the state it comes to against that of an
 * undisturbed run on files.
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
    GeneratedData data = GeneratedData.in(folder.resolve("data"), 2_000);
    List<String> events = data.eventLines();

    Map<String, UserState> fromKafka;
    try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")))) {
      KafkaTopics topics = new KafkaTopics(broker);
      topics.createThoseOfTheExample(PARTITIONS);
      topics.send("catalog", KafkaTopics.keyed(data.catalogLines(), "item_id"));
      List<KafkaTopics.Keyed> records = new ArrayList<>(KafkaTopics.keyed(events, "user_id"));
      for (int i = 0; i < BAD_RECORDS; i++) {
        records.add(i * 100, new KafkaTopics.Keyed("bad" + i, "{\"user_id\": \"u\", oops"));
      }
      topics.send("events", records);

      fromKafka = runFromKafka(broker, topics);

      assertThat(FailOnce.hasFailed()).isTrue();
      assertThat(FailOnce.passedAtFailure()).isPositive();
      assertThat(topics.committed("dead-letters")).hasSize(BAD_RECORDS);
      assertThat(topics.committed("late-events")).isEmpty();
      List<String> interests = topics.committedValues("interests");
      InterestRecords.assertEachEventOnce(interests, events.size());
      assertThat(topics.committed("recommendations")).hasSize(interests.size());
      OutputReaders readers = new OutputReaders(broker);
      readers.assertThatTheConsumerKeepsTheLatestList();
      readers.assertThatFlinkSqlReadsAll(Files.createDirectory(folder.resolve("sql-client")));
    }
    Map<String, UserState> fromFiles = runFromFiles(data);

    assertThat(fromKafka).hasSameSizeAs(fromFiles).isNotEmpty();
    fromFiles.forEach((user, expected) -> assertSame(fromKafka.get(user), expected));
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

  private Map<String, UserState> runFromKafka(KafkaBroker broker, KafkaTopics topics)
      throws Exception {
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
        Exchanged.events(
            in,
            in.events()
                .map(FailOnce.<Event>armed())
                .returns(Event.class)
                .uid("fail-once")
                .name("fail-once"));
    new Sinks(config).attach(new InterestPipeline(new PipelineSettings(config)).define(failing));
    JobClient job = environment.executeAsync("from-kafka");
    Await.until(
        "all events are read",
        () -> FailOnce.hasFailed() && topics.isRead("events", "interest-tracker"));
    return stopAndRead(job, "kafka");
  }

  private Map<String, UserState> runFromFiles(GeneratedData data) throws Exception {
    Configuration config =
        config(
            Map.of(
                "events.path", data.events().toUri().toString(),
                "events.follow", "true",
                "catalog.path", data.catalog().toUri().toString(),
                "output.path", folder.resolve("out").toUri().toString()));
    long lines = data.eventLines().size();
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

  /** Reads each user's state, with the descriptor of the job. */
  static final class UserStateReader
      extends KeyedStateReaderFunction<String, Tuple2<String, byte[]>> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Object> user;

    @Override
    public void open(OpenContext context) {
      user = getRuntimeContext().getState(InterestState.userDescriptor(TTL));
    }

    @Override
    public void readKey(String userId, Context context, Collector<Tuple2<String, byte[]>> out)
        throws Exception {
      DataOutputSerializer bytes = new DataOutputSerializer(64);
      SERIALIZER.serialize((UserState) user.value(), bytes);
      out.collect(Tuple2.of(userId, bytes.getCopyOfBuffer()));
    }
  }
}
