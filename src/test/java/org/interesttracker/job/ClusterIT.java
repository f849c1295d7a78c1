package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.interesttracker.docs.Runbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job on a cluster of several processes, as a data engineer runs it: submitted from the jar,
 * with the files in flink-conf/ and the commands of docs/OPERATIONS.md, stopped with a savepoint
 * and started again from it.
 */
class ClusterIT {

  private static final Pattern JOB = Pattern.compile("submitted with JobID (\\w+)");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");

  /** Where the events are cut into those before the kill, after it and after the savepoint. */
  private static final List<Integer> CUTS = List.of(0, 400, 700, 1_000);

  @TempDir private Path folder;

  private KafkaBroker broker;
  private KafkaTopics topics;
  private FlinkCluster cluster;

  @Test
  void countsEachEventOnceThroughAKillASavepointAndAnotherParallelism() throws Exception {
    Path jar = Artifacts.jobJar();
    GeneratedData data = GeneratedData.in(folder.resolve("data"), CUTS.get(3));
    try (FlinkCluster startedCluster = new FlinkCluster(folder.resolve("flink"));
        KafkaBroker startedBroker =
            KafkaBroker.start(Files.createDirectory(folder.resolve("broker")))) {
      cluster = startedCluster;
      broker = startedBroker;
      topics = new KafkaTopics(broker);
      createTopics(data);
      cluster.startTaskManager();
      cluster.startTaskManager();
      cluster.awaitTaskManagers(2);

      dryRun();
      send(data, 0);
      String job = submit();
      assertThat(flink("list", Map.of())).contains(job);
      killInTheMiddle(data);
      awaitRead();
      assertThat(cluster.rest().restored(job)).isPositive();
      assertThat(cluster.rest().parallelisms(job)).contains(2);

      String savepoint = stop(job);
      int before = topics.committed("interests").size();
      String next = restart(jar, savepoint);
      send(data, 2);
      awaitRead();
      Await.until("new results", () -> topics.committed("interests").size() > before);
      assertThat(cluster.rest().parallelisms(next)).containsExactly(1);
      assertThat(flink("savepoint", variables(next, "")))
          .contains(folder.resolve("by-hand").toString());

      String last = find(JOB, program("restore", variables("", stop(next))));
      Await.until("the job goes on", () -> cluster.rest().isRunning(last));
      assertThat(cluster.rest().restored(last)).isPositive();
      cluster.flink(List.of("stop", "--drain", last));

      assertThat(topics.committed("dead-letters")).isEmpty();
      assertThat(topics.committed("late-events")).isEmpty();
      List<String> interests = topics.committedValues("interests");
      InterestRecords.assertEachEventOnce(interests, data.eventLines().size());
      assertThat(topics.committed("recommendations")).hasSize(interests.size());
    }
  }

  private void createTopics(GeneratedData data) throws Exception {
    topics.createThoseOfTheExample(3);
    topics.send("catalog", KafkaTopics.keyed(data.catalogLines(), "item_id"));
  }

  private void send(GeneratedData data, int part) throws Exception {
    List<String> lines = data.eventLines().subList(CUTS.get(part), CUTS.get(part + 1));
    topics.send("events", KafkaTopics.keyed(lines, "user_id"));
  }

  /** It finds the topics in order, and says so before anything is there to be read. */
  private void dryRun() throws Exception {
    assertThat(program("dry-run by flink", Map.of()))
        .contains("All checks passed; nothing was started.")
        .contains("topic events: 3 partitions")
        .contains("(" + DryRun.CLUSTER + ")");
    assertThat(flink("list", Map.of())).contains("No running jobs");
  }

  private String submit() throws Exception {
    return find(JOB, program("submit", Map.of()));
  }

  /** A command of docs/OPERATIONS.md that starts our program, here with options of the test. */
  private String program(String name, Map<String, String> variables) throws Exception {
    List<String> arguments = new ArrayList<>(Runbook.flink(name, variables));
    arguments.addAll(options());
    return cluster.flink(arguments);
  }

  private String flink(String name, Map<String, String> variables) throws Exception {
    return cluster.flink(Runbook.flink(name, variables));
  }

  private Map<String, String> variables(String job, String savepoint) {
    return Map.of("JOB", job, "SAVEPOINT", savepoint, "SAVEPOINTS", savepoints());
  }

  private String savepoints() {
    return folder.resolve("by-hand").toUri().toString();
  }

  private List<String> program() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--config",
                Path.of("flink-conf", "interest-tracker.yaml").toAbsolutePath().toString()));
    arguments.addAll(options());
    return arguments;
  }

  private List<String> options() {
    return List.of(
        "-D",
        "kafka.bootstrap-servers=" + broker.servers(),
        "-D",
        "catalog.quiet-after=2 s",
        "-D",
        "catalog.first-record-within=5 s",
        "-D",
        KafkaTopics.NONE_IS_IDLE,
        "-D",
        "execution.checkpointing.interval=2 s");
  }

  /** After a checkpoint, and while results are written that no checkpoint covers yet. */
  private void killInTheMiddle(GeneratedData data) throws Exception {
    Await.until("a checkpoint commits results", () -> topics.hasCommitted("interests"));
    send(data, 1);
    Await.until("results are open", () -> topics.hasUncommitted("interests"));
    cluster.killTaskManager();
    cluster.startTaskManager();
  }

  private void awaitRead() throws Exception {
    Await.until("all events are read", () -> topics.isRead("events", "interest-tracker"));
  }

  private String stop(String job) throws Exception {
    return find(SAVEPOINT, flink("stop", variables(job, "")));
  }

  /** By the web interface, which calls main in the JobManager, as an application cluster does. */
  private String restart(Path jar, String savepoint) throws Exception {
    FlinkRest rest = cluster.rest();
    String uploaded = rest.upload(jar);
    assertThatThrownBy(
            () -> rest.run(uploaded, Map.of("programArgsList", List.of("run", "-D", "evnts=x"))))
        .hasMessageContaining("evnts");
    return rest.run(
        uploaded,
        Map.of("programArgsList", program(), "savepointPath", savepoint, "parallelism", 1));
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }
}
