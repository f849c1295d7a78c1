package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.interesttracker.metrics.Monitoring;
import org.interesttracker.metrics.PromQl;
import org.interesttracker.metrics.Scrape;
import org.interesttracker.metrics.TrackerMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster that is started from the files in flink-conf/ tells Prometheus all that docs/METRICS.md
 * names, and all that the alerts and the dashboard ask for. A metric that is renamed in one place
 * only is missed here.
 */
class MetricsIT {

  private static final Pattern JOB = Pattern.compile("submitted with JobID (\\w+)");
  private static final int EVENTS = 1_000;
  private static final String MASTER = "a";

  @TempDir private Path folder;

  private KafkaBroker broker;
  private FlinkCluster cluster;

  @Test
  void tellsAllThatIsAskedFor() throws Exception {
    GeneratedData data = GeneratedData.in(folder.resolve("data"), EVENTS);
    Path log = Files.createDirectories(folder.resolve("log"));
    FlinkCluster.Extras extras =
        new FlinkCluster.Extras(Map.of(), Map.of(), FlinkCluster.logging("log4j", log));
    try (FlinkCluster startedCluster = new FlinkCluster(folder.resolve("flink"), extras);
        KafkaBroker startedBroker =
            KafkaBroker.start(Files.createDirectory(folder.resolve("broker")))) {
      cluster = startedCluster;
      broker = startedBroker;
      send(data);
      cluster.startTaskManager();
      cluster.awaitTaskManagers(1);
      String job = submit();
      Await.until("all metrics are told, but for " + missing(), () -> missing().isEmpty());
      awaitAll("recordsAccepted of events", TrackerMetric.RECORDS_ACCEPTED, "events", EVENTS);
      Scrape scrape = scrape();
      assertEachQueryIsAnswered(scrape);
      assertFigures(scrape);
      assertNoUserIsNamed(data);
      cluster.rest().cancel(job);
    }
    assertThat(log.resolve("log4j.log")).content().contains("org.apache.flink");
  }

  private void send(GeneratedData data) throws Exception {
    KafkaTopics topics = new KafkaTopics(broker);
    topics.createThoseOfTheExample(1);
    topics.send("catalog", KafkaTopics.keyed(data.catalogLines(), "item_id"));
    List<KafkaTopics.Keyed> events =
        new ArrayList<>(KafkaTopics.keyed(data.eventLines(), "user_id"));
    events.add(events.get(0));
    events.add(new KafkaTopics.Keyed("bad", "{"));
    topics.send("events", events);
  }

  /** With all that has metrics of its own, and figures soon. */
  private String submit() throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("run", "-d", "-p", "1", Artifacts.jobJar().toString(), "run"));
    arguments.addAll(List.of("--config", KafkaTopics.EXAMPLE.toAbsolutePath().toString()));
    UserKeysFolder keys = new UserKeysFolder(folder);
    for (String option :
        List.of(
            "kafka.bootstrap-servers=" + broker.servers(),
            "catalog.quiet-after=2 s",
            "catalog.first-record-within=5 s",
            "execution.checkpointing.interval=2 s",
            "quality.emit-every=20",
            "model.publish-path=" + folder.resolve("models").toUri(),
            "privacy.crypto-shredding=true",
            "privacy.user-keys-path=" + keys.path().toUri(),
            "privacy.master-key=" + keys.master(MASTER),
            "privacy.epsilon=1",
            "privacy.budget-epsilon=30")) {
      arguments.addAll(List.of("-D", option));
    }
    Matcher job = JOB.matcher(cluster.flink(arguments));
    assertThat(job.find()).isTrue();
    return job.group(1);
  }

  private Scrape scrape() throws Exception {
    return Scrape.of(cluster.scrape());
  }

  private List<String> missing() throws Exception {
    return scrape().missing();
  }

  private void awaitAll(String what, TrackerMetric metric, String input, double count)
      throws Exception {
    Await.until(
        what + " come to " + count,
        () ->
            scrape().of(metric.prometheusName(), Map.of("input", input)).stream()
                    .mapToDouble(Scrape.Series::value)
                    .sum()
                >= count);
  }

  private static void assertEachQueryIsAnswered(Scrape scrape) throws Exception {
    try (PromQl parser = new PromQl()) {
      Monitoring.queries()
          .forEach(
              (place, query) ->
                  assertThat(scrape.unanswered(parser.read(query))).as(place).isEmpty());
    }
  }

  private static void assertFigures(Scrape scrape) {
    assertThat(
            scrape.of(
                TrackerMetric.DEAD_LETTERS.prometheusName(),
                Map.of("input", "events", "reason", "MALFORMED")))
        .singleElement()
        .satisfies(series -> assertThat(series.value()).isEqualTo(1));
    for (TrackerMetric positive :
        List.of(
            TrackerMetric.BUNDLE_SIZE,
            TrackerMetric.INFERENCE,
            TrackerMetric.USERS_UPDATED,
            TrackerMetric.USER_STATE_BYTES,
            TrackerMetric.LISTS,
            TrackerMetric.EVENT_TO_LIST,
            TrackerMetric.MODEL_VERSION,
            TrackerMetric.NATIVE_LIMIT,
            TrackerMetric.RESIDENT_BYTES,
            TrackerMetric.PROCESS_LIMIT,
            TrackerMetric.EPSILON_BUDGET,
            TrackerMetric.CATALOG_ITEMS)) {
      assertThat(scrape.of(positive.prometheusName(), Map.of()))
          .as(positive.id())
          .anySatisfy(series -> assertThat(series.value()).isPositive());
    }
  }

  private void assertNoUserIsNamed(GeneratedData data) throws Exception {
    String all = cluster.scrape();
    for (KafkaTopics.Keyed event : KafkaTopics.keyed(data.eventLines(), "user_id")) {
      assertThat(all).doesNotContain(event.key());
    }
  }
}
