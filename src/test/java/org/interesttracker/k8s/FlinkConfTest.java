package org.interesttracker.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.interesttracker.job.FlinkDistribution;
import org.interesttracker.job.RocksDbSettings;
import org.interesttracker.job.TrackerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** flink-conf/ is what Flink understands. That a cluster starts from it, ClusterIT says. */
class FlinkConfTest {

  private static final Path CONF = Path.of("flink-conf");
  private static final Configuration CONFIG =
      GlobalConfiguration.loadConfiguration(CONF.toString());

  private static final String ROCKS_DB = "state.backend.rocksdb.";

  /** As Flink hands variables to containers. */
  private static final String VARIABLES = "containerized.taskmanager.env.";

  private static final Pattern OPTION =
      Pattern.compile("\\b[a-z]+(?:[.-][a-z]+)*\\.[a-z]+(?:[.-][a-z]+)*\\b");

  @Test
  void eachSettingIsOneOfFlinkAndCanBeRead() {
    Map<String, String> settings = CONFIG.toMap();
    assertThat(settings).hasSizeGreaterThan(30);
    settings.forEach(
        (key, value) -> {
          if (!key.startsWith(VARIABLES)) {
            assertThat(FlinkOptions.problem(key, value)).as(key).isEmpty();
          }
        });
  }

  @Test
  void memoryAddsUp() {
    assertThat(TaskExecutorProcessUtils.processSpecFromConfig(CONFIG).getTaskOffHeapSize())
        .isGreaterThan(
            org.apache.flink.configuration.MemorySize.parse(
                property(CONFIG.get(CoreOptions.FLINK_TM_JVM_OPTIONS), "maxbytes")));
    JobManagerProcessUtils.processSpecFromConfig(CONFIG);
  }

  private static String property(String flags, String name) {
    return flags.replaceFirst(".*javacpp\\." + name + "=(\\S+).*", "$1");
  }

  @Test
  void hasWhatFlinkShipsForJava17() {
    assertThat(List.of(CONFIG.get(CoreOptions.FLINK_JVM_OPTIONS).split(" ")))
        .isEqualTo(FlinkDistribution.JAVA_OPTIONS);
  }

  /** What both have in common is the same on Kubernetes. */
  @Test
  void kubernetesHasTheSame() {
    Map<String, String> deployment =
        new Manifests.Resource(
                Yaml.documents(Path.of("k8s", "base", "flink-deployment.yaml")).get(0))
            .at("spec.flinkConfiguration").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asText().strip()));
    Map<String, String> common = CONFIG.toMap();
    common.keySet().retainAll(deployment.keySet());
    // A pod has one reporter; there the jar is in Flink's lib.
    common
        .keySet()
        .removeAll(Set.of("metrics.reporter.prometheus.port", "classloader.resolve-order"));
    assertThat(common).hasSizeGreaterThan(15);
    assertThat(deployment).containsAllEntriesOf(common);
    assertThat(deployment).containsAllEntriesOf(RocksDbSettings.OPTIONS);
  }

  /** What is measured and what runs within one process is what a cluster has. */
  @Test
  void rocksDbIsToldTheSameEverywhere() {
    Map<String, String> settings = CONFIG.toMap();
    settings
        .keySet()
        .removeIf(key -> !key.startsWith(ROCKS_DB) || key.startsWith(ROCKS_DB + "metrics."));
    assertThat(settings).containsExactlyInAnyOrderEntriesOf(RocksDbSettings.OPTIONS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"log4j.properties", "log4j-console.properties", "log4j-cli.properties"})
  void appendersThatAreNamedAreThere(String name) throws Exception {
    Properties logging = new Properties();
    try (FileReader in = new FileReader(CONF.resolve(name).toFile())) {
      logging.load(in);
    }
    Set<String> appenders = new HashSet<>();
    Set<String> wanted = new HashSet<>();
    logging.forEach(
        (key, value) -> {
          if (key.toString().matches("appender\\.\\w+\\.name")) {
            appenders.add(value.toString());
          } else if (key.toString().startsWith("rootLogger.appenderRef.")) {
            wanted.add(value.toString());
          }
        });
    assertThat(appenders).isNotEmpty().isEqualTo(wanted);
  }

  @Test
  void alertsNameOptionsThatThereAre() throws Exception {
    Set<String> ours =
        TrackerOptions.all().stream().map(option -> option.key()).collect(Collectors.toSet());
    List<String> named =
        OPTION
            .matcher(
                Files.readString(Path.of("k8s/components/monitoring/alerts.yaml"))
                    .lines()
                    .filter(line -> line.startsWith(" ".repeat(14)))
                    .collect(Collectors.joining("\n")))
            .results()
            .map(found -> found.group())
            .filter(name -> !name.startsWith("org."))
            .toList();
    assertThat(named).contains("events.idle-after", "taskmanager.memory.process.size");
    assertThat(named)
        .allSatisfy(
            name ->
                assertThat(
                        ours.contains(name)
                            || !FlinkOptions.problem(name, "x").orElse("").startsWith("neither"))
                    .as(name)
                    .isTrue());
  }
}
