package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.interesttracker.InterestTracker;
import org.interesttracker.job.Finding.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dry run on files says what a run would be, finds what would end it, and leaves no trace. */
class DryRunTest {

  private static final Path FLINK_CONF = Path.of("flink-conf");

  @TempDir private Path folder;
  private TrackerConfig given;

  @BeforeEach
  void prepare() throws IOException {
    Files.writeString(folder.resolve("e"), "");
    Files.writeString(folder.resolve("c"), "");
    Path file =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            window:
              size: 2 min
            s3.secret-key: WRITTEN-IN-A-FILE
            kafka.properties.ssl.truststore.location: /stores/t.pem
            kafka.properties.ssl.truststore.password: ${env:STORE}
            kafka.properties.sasl.jaas.config: a.Module required username="u" password="${env:P}";
            """);
    given =
        new TrackerConfig()
            .file(file)
            .set("events.path", folder.resolve("e").toString())
            .set("catalog.path", folder.resolve("c").toString())
            .set("output.path", folder.resolve("out").toString());
  }

  @Test
  void optionsHaveTheirOrigin() throws Exception {
    assertThat(lines(embedded(), "Options"))
        .contains(
            "window.size (" + folder.resolve("job.yaml") + ") = 2 min",
            "kafka.start-from (default) = committed",
            "catalog.path (command line) = " + folder.resolve("c").toUri(),
            "pipeline.generic-types (set by the job) = false",
            "control.path (default) = -");
  }

  @Test
  void secretsAreHidden() throws Exception {
    DryRun run = embedded();
    assertThat(lines(run, "Options"))
        .contains(
            "s3.secret-key (" + folder.resolve("job.yaml") + ") = ******",
            "kafka.properties.ssl.truststore.location ("
                + folder.resolve("job.yaml")
                + ") = /stores/t.pem",
            "kafka.properties.ssl.truststore.password ("
                + folder.resolve("job.yaml")
                + ") = ${env:STORE}",
            "kafka.properties.sasl.jaas.config (" + folder.resolve("job.yaml") + ") = ******");
    assertThat(String.join("\n", run.text())).doesNotContain("WRITTEN-IN-A-FILE");
  }

  @Test
  void theGraphIsThatOfTheJob() {
    Configuration config = new JobLauncher(given.build()).effective();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, config);
    JobLauncher.define(environment, config);
    StreamGraph graph = environment.getStreamGraph();
    List<String> uids =
        graph.getStreamNodes().stream().map(StreamNode::getTransformationUID).toList();
    long edges = graph.getStreamNodes().stream().mapToLong(node -> node.getInEdges().size()).sum();

    JobPlan plan = JobPlan.of(config, 2);
    List<String> mermaid = plan.mermaid();

    assertThat(plan.operators())
        .extracting(JobPlan.Operator::uid)
        .containsExactlyInAnyOrderElementsOf(uids);
    assertThat(plan.operators()).allMatch(operator -> operator.task() > 0);
    assertThat(plan.text()).hasSize(uids.size() + 1);
    assertThat(mermaid).filteredOn(line -> line.contains(">")).hasSize((int) edges);
    assertThat(new TreeSet<>(mermaid.stream().map(String::strip).toList()))
        .anyMatch(line -> line.matches("n\\d+\\[\"track-interest\"]"))
        .anyMatch(line -> line.matches("n\\d+ -\\.->\\|broadcast\\| n\\d+"))
        .anyMatch(line -> line.matches("n\\d+ -->\\|hash\\| n\\d+"));
  }

  @Test
  void nothingIsWrittenAndAllPasses() throws Exception {
    List<Path> before = files();
    DryRun run = embedded();
    assertThat(run.findings()).extracting(Finding::verdict).containsOnly(Verdict.OK);
    assertThat(run.findings())
        .extracting(Finding::what)
        .contains(
            "file of events",
            "file of catalog",
            "output folder",
            "models",
            "graph",
            "memory",
            "execution.checkpointing.dir");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void allThatIsWrongIsSaidAtOnceAndWhatToDo() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    given
        .set("events.path", folder.resolve("none").toString())
        .set("output.path", file.resolve("out").toString())
        .set("model.path", folder.resolve("no-model").toString())
        .set("privacy.pseudonym-keys", folder.resolve("no-keys").toString())
        .set("execution.checkpointing.dir", file.resolve("checkpoints").toUri().toString());

    DryRun run = embedded();

    assertFails(run, "file of events", "none that may be read. Correct events.path");
    assertFails(run, "output folder", "is not a folder. Correct --out");
    assertFails(run, "models", "no-model", "Correct model.path");
    assertFails(run, "keys of pseudonyms", "no-keys", "Correct privacy.pseudonym-keys");
    assertFails(run, "execution.checkpointing.dir", file + " is not a folder");
    assertThat(run.failures()).isEqualTo(5);
  }

  @Test
  void memoryOfAClusterAddsUpOrIsRefused() {
    given.set("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
    Configuration cluster = GlobalConfiguration.loadConfiguration(FLINK_CONF.toString());

    DryRun enough = DryRun.onCluster(given.build(), given.origins(), cluster);
    assertThat(enough.failures()).isZero();
    assertThat(enough.text())
        .anyMatch(line -> line.matches(" *process +4096 mb"))
        .anyMatch(line -> line.matches(" *ND4J, at most +512 mb"));

    cluster.setString("taskmanager.memory.task.off-heap.size", "600 m");
    assertFails(
        DryRun.onCluster(given.build(), given.origins(), cluster),
        "memory",
        "of taskmanager.memory.task.off-heap.size 600 mb; raise it");

    cluster.setString("taskmanager.memory.task.off-heap.size", "1 g");
    cluster.setString("env.java.opts.taskmanager", "");
    assertThat(DryRun.onCluster(given.build(), given.origins(), cluster).text())
        .anyMatch(line -> line.matches(" *ND4J, at most +594 mb"));

    assertFails(
        DryRun.onCluster(given.build(), given.origins(), new Configuration()),
        "memory",
        "there is no sum",
        "--flink-conf");
  }

  @Test
  void aClusterMustHaveAPlaceForCheckpoints() {
    Configuration cluster = GlobalConfiguration.loadConfiguration(FLINK_CONF.toString());
    assertFails(
        DryRun.onCluster(given.build(), given.origins(), cluster),
        "execution.checkpointing.dir",
        "It is not set");
    given.set("execution.checkpointing.dir", "nowhere://bucket/checkpoints");
    assertThat(DryRun.onCluster(given.build(), given.origins(), cluster).findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(Verdict.NOTE);
              assertThat(finding.sentence()).contains("nowhere://bucket", "plugin");
            });
  }

  private static void assertFails(DryRun run, String what, String... parts) {
    assertThat(run.findings())
        .filteredOn(finding -> finding.what().equals(what))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
              assertThat(finding.sentence()).contains(parts).endsWith(".");
            });
    assertThat(run.text()).anyMatch(line -> line.startsWith("  FAILED  " + what + ": "));
  }

  private DryRun embedded() throws Exception {
    return DryRun.embedded(given.build(), given.origins(), folder.resolve("out"));
  }

  /** Of a section, as NAME (ORIGIN) = VALUE. */
  private static List<String> lines(DryRun run, String section) {
    List<String> text = run.text();
    int from = text.indexOf(section) + 1;
    return text.subList(from, from + text.subList(from, text.size()).indexOf("")).stream()
        .map(line -> line.strip().replaceFirst("^(\\S+) +(.*)  \\((.*)\\)$", "$1 ($3) = $2"))
        .toList();
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }

  /** What a scheduler sees. */
  @Test
  void exitCodesTell() {
    Map<String, Integer> expected = Map.of("c", 0, "none", 1);
    expected.forEach(
        (catalog, code) ->
            assertThat(
                    InterestTracker.commandLine()
                        .execute(
                            "run",
                            "--dry-run",
                            "--events=" + folder.resolve("e"),
                            "--catalog=" + folder.resolve(catalog),
                            "--out=" + folder.resolve("out")))
                .isEqualTo(code));
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
