package org.interesttracker.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.interesttracker.cli.Console;
import org.interesttracker.docs.Runbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job on a cluster of this machine, from nothing: a Kafka broker, a JobManager and two
 * TaskManagers, each a process of its own, from the artifacts of the build, with the settings of
 * flink-conf/; the topics, the beginning of the sample, and the job submitted by the command of
 * docs/OPERATIONS.md. No test by its name, so that it runs when it is asked for: {@code mvn -q test
 * -Dtest=LocalCluster}. It ends when they are read and lists are committed; with {@code
 * -Dstay=true} when it is stopped.
 */
class LocalCluster {

  private static final Path SAMPLE = Path.of("datasets", "sample");
  private static final int TASK_MANAGERS = 2;
  private static final int EVENTS = 5_000;

  @TempDir private Path folder;

  @Test
  void run() throws Exception {
    Artifacts.jobJar();
    try (FlinkCluster cluster = new FlinkCluster(folder.resolve("flink"));
        KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")))) {
      KafkaTopics topics = new KafkaTopics(broker);
      topics.createThoseOfTheExample(TASK_MANAGERS);
      send(topics, "catalog", "item_id", Integer.MAX_VALUE);
      Console.print("Kafka broker: " + broker.servers());
      for (int i = 0; i < TASK_MANAGERS; i++) {
        cluster.startTaskManager();
      }
      cluster.awaitTaskManagers(TASK_MANAGERS);
      Console.print("Flink's web page: " + cluster.rest().address());
      Console.print(submit(cluster, broker));
      send(topics, "events", "user_id", EVENTS);
      Await.until(
          "the sample is read and its lists are committed",
          () ->
              topics.isRead("events", "interest-tracker")
                  && topics.hasCommitted("recommendations"));
      tell(topics);
      if (Boolean.getBoolean("stay")) {
        Console.print("It goes on until you stop it.");
        Thread.currentThread().join();
      }
    }
  }

  private static void send(KafkaTopics topics, String topic, String key, int most)
      throws Exception {
    List<String> lines =
        Files.readAllLines(SAMPLE.resolve(topic + ".jsonl")).stream().limit(most).toList();
    topics.send(topic, KafkaTopics.keyed(lines, key));
    Console.print("%,d records sent to the topic %s".formatted(lines.size(), topic));
  }

  private static String submit(FlinkCluster cluster, KafkaBroker broker) throws Exception {
    List<String> arguments = new ArrayList<>(Runbook.flink("submit", Map.of()));
    arguments.addAll(List.of("-D", "kafka.bootstrap-servers=" + broker.servers()));
    return cluster
        .flink(arguments)
        .lines()
        .filter(line -> line.contains("JobID"))
        .reduce("", (first, line) -> line);
  }

  private static void tell(KafkaTopics topics) throws Exception {
    for (String topic : KafkaNeeds.of(KafkaTopics.example()).writes()) {
      Console.print(
          "%,8d records committed in the topic %s"
              .formatted(topics.committed(topic).size(), topic));
    }
  }
}
