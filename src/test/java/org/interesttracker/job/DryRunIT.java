package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.interesttracker.InterestTracker;
import org.interesttracker.job.Finding.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dry run finds of a real broker, and that it leaves nothing there. */
class DryRunIT {

  private static final Configuration FLINK_CONF =
      GlobalConfiguration.loadConfiguration("flink-conf");

  @TempDir private static Path folder;
  private static KafkaBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")));
    new KafkaTopics(broker).createThoseOfTheExample(3);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void tellsOfEachTopicAndWritesNothing() throws Exception {
    DryRun run = run(Map.of());

    assertThat(run.failures()).as(String.join("\n", run.text())).isZero();
    assertThat(finding(run, "brokers").sentence()).contains(broker.servers(), "grants");
    assertThat(finding(run, "topic events").verdict()).isEqualTo(Verdict.OK);
    assertThat(finding(run, "topic events").sentence())
        .isEqualTo("3 partitions of 1 replicas, cleanup.policy delete, kept for good.");
    assertThat(finding(run, "topic interests").verdict()).isEqualTo(Verdict.NOTE);
    assertThat(finding(run, "topic interests").sentence()).contains("set cleanup.policy=compact");
    assertThat(finding(run, "transactions").sentence())
        .isEqualTo("output.transaction-timeout is 15 min, the brokers allow 15 min.");
    assertThat(run.findings())
        .extracting(Finding::what)
        .containsAll(
            KafkaNeeds.of(KafkaTopics.example()).topics().stream().map(t -> "topic " + t).toList());

    KafkaTopics topics = new KafkaTopics(broker);
    for (String topic : KafkaNeeds.of(KafkaTopics.example()).topics()) {
      assertThat(topics.committed(topic)).isEmpty();
    }
    try (Admin admin = admin()) {
      assertThat(admin.listTransactions().all().get()).isEmpty();
      assertThat(admin.listGroups().all().get()).isEmpty();
    }
  }

  @Test
  void saysOfEachThatFailsWhatToDo() throws Exception {
    new KafkaTopics(broker).create(1, "compacted", "short");
    set("compacted", "cleanup.policy", "compact");
    set("short", "retention.ms", "3600000");

    DryRun run =
        run(
            Map.of(
                "events.topic", "compacted",
                "catalog.topic", "short",
                "output.metrics-topic", "nowhere",
                "parallelism.default", "2",
                "output.transaction-timeout", "1 h"));

    assertFails(run, "topic compacted", "latest of a key only; set cleanup.policy=delete.");
    assertFails(run, "topic short", "kept for 1 h", "set cleanup.policy=compact, or");
    assertFails(run, "topic nowhere", "There is none; create it");
    assertFails(run, "transactions", "brokers allow 15 min; lower it");
    assertThat(run.failures()).isEqualTo(4);
  }

  @Test
  void aTransactionMustOutliveItsCheckpoint() throws Exception {
    assertFails(
        run(Map.of("execution.checkpointing.interval", "15 min")),
        "transactions",
        "no longer than execution.checkpointing.interval, 15 min");
    assertThat(
            finding(run(Map.of("output.delivery-guarantee", "at-least-once")), "topic events")
                .verdict())
        .isEqualTo(Verdict.OK);
  }

  @Test
  void moreReadersThanPartitionsAreNoticed() throws Exception {
    Finding events = finding(run(Map.of("parallelism.default", "4")), "topic events");
    assertThat(events.verdict()).isEqualTo(Verdict.NOTE);
    assertThat(events.sentence()).contains("beyond its partitions have nothing to do");
  }

  @Test
  void secretsThatAreNotThereAreNamed() throws Exception {
    assertFails(
        run(
            Map.of(
                "kafka.properties.security.protocol", "SASL_PLAINTEXT",
                "kafka.properties.sasl.mechanism", "PLAIN",
                "kafka.properties.sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"u\" password=\"${file:/no/such/file:password}\";")),
        "brokers",
        "/no/such/file");
  }

  /** By the command, to a port where nobody listens. */
  @Test
  void aBrokerThatIsNotThereIsAFailureInOneSentence() throws Exception {
    String nobody = "127.0.0.1:" + Ports.free();
    assertFails(
        run(Map.of("kafka.bootstrap-servers", nobody)),
        "brokers",
        "No Kafka broker can be reached at " + nobody);
    assertThat(command(nobody)).isEqualTo(1);
    assertThat(command(broker.servers())).isZero();
  }

  private static int command(String servers) {
    return InterestTracker.commandLine()
        .execute(
            "run",
            "--dry-run",
            "--config=" + KafkaTopics.EXAMPLE,
            "--flink-conf=flink-conf",
            "-Dkafka.bootstrap-servers=" + servers,
            "-Dexecution.checkpointing.dir=" + folder.resolve("checkpoints").toUri());
  }

  private static DryRun run(Map<String, String> options) {
    TrackerConfig given =
        new TrackerConfig()
            .file(KafkaTopics.EXAMPLE)
            .set("kafka.bootstrap-servers", broker.servers())
            .set("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
    options.forEach(given::set);
    return DryRun.onCluster(given.build(), given.origins(), FLINK_CONF);
  }

  private static Finding finding(DryRun run, String what) {
    return run.findings().stream()
        .filter(finding -> finding.what().equals(what))
        .findFirst()
        .orElseThrow(() -> new AssertionError(what + " in " + run.findings()));
  }

  private static void assertFails(DryRun run, String what, String... parts) {
    Finding finding = finding(run, what);
    assertThat(finding.verdict()).as(finding.sentence()).isEqualTo(Verdict.FAILED);
    assertThat(finding.sentence()).contains(parts);
  }

  private static void set(String topic, String name, String value) throws Exception {
    try (Admin admin = admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.servers()));
  }
}
