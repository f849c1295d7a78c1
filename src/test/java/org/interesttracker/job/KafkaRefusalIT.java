package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.interesttracker.InterestTracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What brokers refuse is said in one sentence, soon, and without a secret. */
class KafkaRefusalIT {

  private static final int FAILED = 1;
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private static Path folder;

  private static SecuredKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = SecuredKafka.start(folder, "no-read", "no-write", "no-group", "no-transactions");
    kafka.topics().createThoseOfTheExample(1);
    kafka.grant("no-read", permission -> !isTopic(permission, AclOperation.READ, "events"));
    kafka.grant("no-write", permission -> !isTopic(permission, AclOperation.WRITE, "metrics"));
    kafka.grant("no-group", permission -> type(permission) != ResourceType.GROUP);
    kafka.grant("no-transactions", permission -> type(permission) != ResourceType.TRANSACTIONAL_ID);
  }

  private static ResourceType type(AclBinding permission) {
    return permission.pattern().resourceType();
  }

  private static boolean isTopic(AclBinding permission, AclOperation operation, String topic) {
    return type(permission) == ResourceType.TOPIC
        && permission.pattern().name().equals(topic)
        && permission.entry().operation() == operation;
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void theListedPermissionsAreEnoughForTheCheck() throws Exception {
    KafkaCheck.check(config(kafka.variables(SecuredKafka.USER)));
  }

  /** For at-least-once, where a producer has no transactional id. */
  @Test
  void theListedPermissionsAreEnoughToWriteIdempotently() throws Exception {
    Properties properties = KafkaClients.properties(config(kafka.variables(SecuredKafka.USER)));
    properties.setProperty("bootstrap.servers", kafka.securedServers());
    try (var producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      assertThat(producer.send(new ProducerRecord<>("metrics", "1")).get().offset()).isZero();
    }
  }

  private static Configuration config(Map<String, String> variables) throws Exception {
    return new TrackerConfig()
        .file(KafkaTopics.EXAMPLE)
        .file(kafka.example("granted", variables))
        .set(TrackerOptions.KAFKA_SERVERS, kafka.securedServers())
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "no-read, READ on topic events",
    "no-write, WRITE on topic metrics",
    "no-group, READ on group interest-tracker",
    "no-transactions, WRITE on transactional ids that begin with interest-tracker"
  })
  void aMissingPermissionIsNamed(String user, String permission) throws Exception {
    assertRefused(
        run(kafka.securedServers(), kafka.variables(user)),
        "The Kafka brokers at %s do not grant the user %s; grant it"
            .formatted(kafka.securedServers(), permission));
  }

  @Test
  void aWrongPasswordIsSaid() throws Exception {
    Map<String, String> variables = kafka.variables(SecuredKafka.USER);
    variables.put("KAFKA_PASSWORD", SecuredKafka.secret());
    assertRefused(
        run(kafka.securedServers(), variables),
        "refuse the user",
        "invalid credentials",
        "kafka.properties.sasl.jaas.config");
  }

  @Test
  void aPasswordThatBreaksTheLoginIsNotQuoted() throws Exception {
    Map<String, String> variables = kafka.variables(SecuredKafka.USER);
    variables.put("KAFKA_PASSWORD", "a\\" + '"' + "b s3cr3t-part;");
    assertRefused(
        run(kafka.securedServers(), variables), "kafka.properties.sasl.jaas.config cannot be read");
  }

  @Test
  void anotherAuthorityIsSaid() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Certificates certificates = new Certificates(other, "another", kafka.certificates().password());
    Map<String, String> variables = kafka.variables(SecuredKafka.USER);
    variables.put("KAFKA_TRUSTSTORE", certificates.trust().toString());
    assertRefused(
        run(kafka.securedServers(), variables),
        "not from an authority of kafka.properties.ssl.truststore.location");
  }

  @Test
  void aWrongPasswordOfTheTruststoreIsSaid() throws Exception {
    Map<String, String> variables = kafka.variables(SecuredKafka.USER);
    variables.put("KAFKA_TRUSTSTORE_PASSWORD", SecuredKafka.secret());
    assertRefused(
        run(kafka.securedServers(), variables),
        "Failed to load SSL keystore",
        "password was incorrect");
  }

  @Test
  void anotherHostNameIsSaid() throws Exception {
    assertRefused(
        run(kafka.misnamedServers(), kafka.variables(SecuredKafka.USER)),
        kafka.misnamedServers() + " have a certificate for another host",
        "127.0.0.1");
  }

  @Test
  void aPortWithoutTlsIsSaid() throws Exception {
    assertRefused(
        run(kafka.plainServers(), kafka.variables(SecuredKafka.USER), "kafka.answer-within=3 s"),
        kafka.plainServers() + " take connections, but did not answer within 3 s",
        "SASL_SSL");
  }

  @Test
  void aPortWithTlsForAPlainClientIsSaid() throws Exception {
    assertRefused(
        run(
            kafka.securedServers(),
            kafka.variables(SecuredKafka.USER),
            "kafka.answer-within=3 s",
            "kafka.properties.security.protocol=PLAINTEXT"),
        "did not answer within 3 s in the protocol PLAINTEXT");
  }

  @Test
  void aPortThatNobodyListensOnIsSaid() throws Exception {
    String nobody = "127.0.0.1:" + Ports.free();
    assertRefused(
        run(nobody, kafka.variables(SecuredKafka.USER)),
        "No Kafka broker can be reached at " + nobody + " (Connection refused)",
        "kafka.bootstrap-servers");
  }

  @Test
  void aTopicThatIsNotThereIsNamed() throws Exception {
    assertRefused(
        run(
            kafka.plainServers(),
            kafka.variables(SecuredKafka.USER),
            "events.topic=evnts",
            "kafka.properties.security.protocol=PLAINTEXT"),
        kafka.plainServers() + " have no topic evnts");
  }

  @Test
  void aSecretThatIsNotThereIsNamed() throws Exception {
    Map<String, String> variables = kafka.variables(SecuredKafka.USER);
    variables.remove("KAFKA_PASSWORD");
    assertRefused(
        run(kafka.securedServers(), variables),
        "kafka.properties.sasl.jaas.config refers to ${file:",
        ":KAFKA_PASSWORD}, but there is nothing by that name");
  }

  private static Refusal run(String servers, Map<String, String> variables, String... options)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(List.of("--config", KafkaTopics.EXAMPLE.toString()));
    arguments.addAll(List.of("--config", kafka.example("refused", variables).toString()));
    arguments.addAll(List.of("-D", "kafka.bootstrap-servers=" + servers));
    for (String option : options) {
      arguments.addAll(List.of("-D", option));
    }
    PrintStream console = System.err;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    Instant started = Instant.now();
    try {
      int code = InterestTracker.commandLine().execute(arguments.toArray(String[]::new));
      return new Refusal(
          code,
          errors.toString(StandardCharsets.UTF_8).lines().toList(),
          Duration.between(started, Instant.now()));
    } finally {
      System.setErr(console);
    }
  }

  /** How a run ended that did not begin. */
  private record Refusal(int code, List<String> said, Duration took) {}

  private static void assertRefused(Refusal refusal, String... parts) {
    assertThat(refusal.said()).hasSize(1).first().asString().contains(parts);
    assertThat(refusal.said().get(0)).doesNotContain("s3cr3t").doesNotContain("Exception");
    assertThat(refusal.code()).isEqualTo(FAILED);
    assertThat(refusal.took()).isLessThan(SOON);
  }
}
