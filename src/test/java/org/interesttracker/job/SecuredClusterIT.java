package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.interesttracker.event.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job on a cluster of several processes that speak TLS with each other, from and to a broker
 * that asks for TLS, a password and permissions, by the example in flink-conf/. Then all that was
 * logged, printed and shown is searched for what must not be in it.
 */
class SecuredClusterIT {

  private static final Pattern JOB = Pattern.compile("submitted with JobID (\\w+)");
  private static final Pattern SETTING =
      Pattern.compile("(?m)^# (security\\.ssl\\.[a-z.-]+): (\\S+)");
  private static final Path PROCESSES = Path.of("target", "processes");

  /** Where the events are cut into those before a TaskManager is killed and after. */
  private static final List<Integer> CUTS = List.of(0, 400, 800);

  @TempDir private Path folder;

  private final FileTime started = FileTime.fromMillis(System.currentTimeMillis() - 1_000);
  private final String text = "raw-text-" + SecuredKafka.secret();
  private final String password = SecuredKafka.secret();
  private final List<String> shown = new ArrayList<>();
  private SecuredKafka kafka;
  private Path stores;
  private FlinkCluster cluster;

  @Test
  void runsWithoutShowingASecret() throws Exception {
    GeneratedData data = GeneratedData.in(folder.resolve("data"), CUTS.get(2));
    stores = Files.createDirectory(folder.resolve("stores"));
    try (SecuredKafka startedKafka =
            SecuredKafka.start(Files.createDirectory(folder.resolve("kafka")));
        FlinkCluster startedCluster = startCluster(startedKafka)) {
      kafka = startedKafka;
      cluster = startedCluster;
      createTopics(data);
      cluster.startTaskManager();
      cluster.startTaskManager();
      cluster.awaitTaskManagers(2);
      assertMembersShakeHands();

      send(data, 0);
      String job = submit(SecuredKafka.EXAMPLE);
      Await.until("a checkpoint commits results", () -> topics().hasCommitted("interests"));
      show(job);
      cluster.killTaskManager();
      cluster.startTaskManager();
      send(data, 1);
      Await.until("all events are read", () -> topics().isRead("events", "interest-tracker"));
      show(job);
      shown.add(cluster.flink(List.of("stop", "--drain", job)));
      assertThat(topics().committed("dead-letters")).hasSize(1);
      assertThat(topics().committed("late-events")).isEmpty();
      List<String> interests = topics().committedValues("interests");
      InterestRecords.assertEachEventOnce(interests, data.eventLines().size());

      showAWrongPassword();
    }
    assertNothingIsShown();
  }

  private FlinkCluster startCluster(SecuredKafka kafka) throws Exception {
    new Certificates(stores, "internal", password);
    Certificates web = new Certificates(stores, "web", password);
    web.issue("jobmanager", "ip:127.0.0.1");
    web.trust();
    return new FlinkCluster(
        folder.resolve("flink"),
        new FlinkCluster.Extras(
            settings(),
            kafka.variables(SecuredKafka.USER),
            List.of(
                "-Dlog4j2.configurationFile="
                    + Path.of("src/test/resources/logging/cluster.properties").toAbsolutePath())));
  }

  /** Those that are commented out in flink-conf/, with stores and a password that there are. */
  private Map<String, String> settings() throws IOException {
    Map<String, String> settings = new HashMap<>();
    Matcher line = SETTING.matcher(Files.readString(Path.of("flink-conf", "config.yaml")));
    while (line.find()) {
      settings.put(
          line.group(1),
          line.group(2)
              .replace("/etc/flink/stores", stores.toString())
              .replace("PASSWORD", password));
    }
    assertThat(settings).hasSize(13);
    return settings;
  }

  /** Those who have the key of the cluster are let in, and nobody else. */
  private void assertMembersShakeHands() throws Exception {
    Path own = stores.resolve("internal.p12");
    List<Integer> ports = new ArrayList<>(cluster.rest().dataPorts());
    ports.add(cluster.callPort());
    assertThat(ports).hasSize(3);
    for (int port : ports) {
      assertThat(new Tls(own, own, password).shake(port)).isNotNull();
      assertThatThrownBy(() -> new Tls(null, own, password).shake(port))
          .isInstanceOf(IOException.class);
    }
  }

  private KafkaTopics topics() {
    return kafka.topics();
  }

  private void createTopics(GeneratedData data) throws Exception {
    kafka.topics().createThoseOfTheExample(2);
    topics().send("catalog", KafkaTopics.keyed(data.catalogLines(), "item_id"));
    topics()
        .send("events", List.of(new KafkaTopics.Keyed("bad", "{\"user_id\": \"" + text + "\", ")));
  }

  /** With a text in each that nothing else holds. */
  private void send(GeneratedData data, int part) throws Exception {
    List<String> lines =
        data.eventLines().subList(CUTS.get(part), CUTS.get(part + 1)).stream()
            .map(this::withText)
            .toList();
    topics().send("events", KafkaTopics.keyed(lines, "user_id"));
  }

  private String withText(String line) {
    try {
      return ((ObjectNode) Json.MAPPER.readTree(line)).put("text", text).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was generated is not JSON", e);
    }
  }

  private String submit(Path security, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", "-d", "-p", "2"));
    arguments.add(Artifacts.jobJar().toString());
    arguments.addAll(List.of("run", "--config", KafkaTopics.EXAMPLE.toString()));
    arguments.addAll(List.of("--config", security.toString()));
    for (String option :
        List.of(
            "kafka.bootstrap-servers=" + kafka.securedServers(),
            "catalog.quiet-after=2 s",
            "catalog.first-record-within=5 s",
            KafkaTopics.NONE_IS_IDLE,
            "execution.checkpointing.interval=2 s")) {
      arguments.addAll(List.of("-D", option));
    }
    for (String option : options) {
      arguments.addAll(List.of("-D", option));
    }
    String said = cluster.flink(arguments);
    shown.add(said);
    Matcher job = JOB.matcher(said);
    assertThat(job.find()).as(said).isTrue();
    return job.group(1);
  }

  /** First to who submits, then, where nobody asked before the start, on the web page. */
  private void showAWrongPassword() throws Exception {
    Map<String, String> variables = kafka.variables(SecuredKafka.USER);
    variables.put("KAFKA_PASSWORD", SecuredKafka.secret());
    Path wrong = kafka.example("wrong", variables);
    assertThatThrownBy(() -> submit(wrong))
        .hasMessageContaining("The Kafka brokers at " + kafka.securedServers() + " refuse the user")
        .satisfies(refused -> shown.add(refused.getMessage()));
    String job = submit(wrong, "kafka.answer-within=0 s");
    String exceptions = "/jobs/" + job + "/exceptions";
    Await.until(
        "the page says that the password is wrong",
        () -> cluster.rest().text(exceptions).contains("invalid credentials"));
    show(job);
    cluster.rest().cancel(job);
  }

  /** What the web page has of the cluster and of a job. */
  private void show(String job) throws Exception {
    FlinkRest rest = cluster.rest();
    for (String path :
        List.of(
            "/config",
            "/jobmanager/config",
            "/jobmanager/environment",
            "/jars",
            "/taskmanagers",
            "/jobs/" + job,
            "/jobs/" + job + "/config",
            "/jobs/" + job + "/exceptions",
            "/jobs/" + job + "/plan",
            "/jobs/" + job + "/jobmanager/config",
            "/jobs/" + job + "/jobmanager/environment",
            "/jobs/" + job + "/checkpoints/config")) {
      shown.add(rest.text(path));
    }
  }

  private void assertNothingIsShown() throws Exception {
    List<String> secrets = new ArrayList<>(kafka.secrets());
    secrets.add(password);
    assertThat(kafka.secrets()).doesNotContain(password);
    List<Path> logs = logs();
    assertThat(logs).hasSizeGreaterThan(6);
    List<String> all = new ArrayList<>(shown);
    for (Path log : logs) {
      all.add(Files.readString(log, StandardCharsets.ISO_8859_1));
    }
    assertThat(String.join("\n", all))
        .contains("sasl.jaas.config = [hidden]", "ssl.truststore.password = [hidden]");
    for (String one : all) {
      assertThat(secrets).noneMatch(one::contains);
      assertThat(one).doesNotContain(text);
    }
    for (Path file : files(folder.resolve("flink").resolve("savepoints"))) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(secrets).noneMatch(bytes::contains);
    }
  }

  /** What all processes of this test printed and logged. */
  private List<Path> logs() throws IOException {
    // The command flink logs to a file of its own.
    List<Path> logs = new ArrayList<>(List.of(folder.resolve("flink").resolve("log4j-cli.log")));
    for (Path log : files(PROCESSES)) {
      if (Files.getLastModifiedTime(log).compareTo(started) > 0) {
        logs.add(log);
      }
    }
    return logs;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
