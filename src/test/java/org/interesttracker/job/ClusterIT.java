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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job on a cluster of several processes, as a data engineer runs it: submitted from the jar,
 * with the files in flink-conf/, stopped with a savepoint and started again from it.
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

      send(data, 0);
      String job = submit(jar);
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
      stop(next, "--drain");

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

  private String submit(Path jar) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", "-d", "-p", "2", jar.toString()));
    arguments.addAll(program());
    return find(JOB, cluster.flink(arguments));
  }

  private List<String> program() {
    return List.of(
        "run",
        "--config",
        Path.of("flink-conf", "interest-tracker.yaml").toAbsolutePath().toString(),
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

  private String stop(String job, String... flags) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("stop"));
    arguments.addAll(List.of(flags));
    arguments.add(job);
    return find(SAVEPOINT, cluster.flink(arguments));
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
