package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/**
 * State is found by uid: the list of uids is committed, and a change of it must be meant. The job
 * graph is built with generic types and generated uids forbidden, as in production.
 */
class TopologyTest {

  private static final Path UIDS = Path.of("src/test/resources/topology/uids.txt");

  @Test
  void uidsAreThoseOfTheCommittedList() throws Exception {
    TreeSet<String> uids = new TreeSet<>();
    uids.addAll(uids(graph(fileConfig())));
    uids.addAll(uids(graph(kafkaConfig())));
    uids.addAll(uids(graph(sealingConfig())));
    assertThat(uids).containsExactlyElementsOf(Files.readAllLines(UIDS, StandardCharsets.UTF_8));
  }

  @Test
  void everyOperatorHasAUidAndAName() {
    for (Configuration config : List.of(fileConfig(), kafkaConfig(), sealingConfig())) {
      assertThat(graph(config).getStreamNodes())
          .allSatisfy(
              node -> {
                assertThat(node.getTransformationUID()).isNotBlank();
                assertThat(node.getOperatorName()).doesNotContain("->").doesNotContain("Map");
              });
    }
  }

  @Test
  void jobGraphsBuildWithoutGenericTypesAndGeneratedUids() {
    assertThat(graph(fileConfig()).getJobGraph().getVertices()).isNotEmpty();
    assertThat(graph(kafkaConfig()).getJobGraph().getVertices()).isNotEmpty();
    assertThat(graph(sealingConfig()).getJobGraph().getVertices()).isNotEmpty();
  }

  @Test
  void savepointsFitJobsOfAnyParallelism() {
    for (Configuration config : List.of(fileConfig(), kafkaConfig())) {
      assertThat(maxParallelisms(graph(config, 1)))
          .isNotEmpty()
          .isEqualTo(maxParallelisms(graph(config, 2)))
          .isEqualTo(maxParallelisms(graph(config, 128)));
    }
  }

  /** That of the vertex which an operator is chained into; a savepoint is bound to it. */
  private static Map<OperatorID, Integer> maxParallelisms(StreamGraph graph) {
    Map<OperatorID, Integer> byOperator = new HashMap<>();
    for (JobVertex vertex : graph.getJobGraph().getVertices()) {
      for (OperatorIDPair operator : vertex.getOperatorIDs()) {
        byOperator.put(operator.getGeneratedOperatorID(), vertex.getMaxParallelism());
      }
    }
    return byOperator;
  }

  private static List<String> uids(StreamGraph graph) {
    return graph.getStreamNodes().stream().map(StreamNode::getTransformationUID).toList();
  }

  private static StreamGraph graph(Configuration options) {
    return graph(options, 2);
  }

  private static StreamGraph graph(Configuration options, int parallelism) {
    Configuration config = new JobLauncher(options).effective();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, config);
    JobLauncher.define(environment, config);
    return environment.getStreamGraph();
  }

  private static Configuration fileConfig() {
    return config(
        Map.of(
            "events.path", "file:///e", "catalog.path", "file:///c", "output.path", "file:///o"));
  }

  private static Configuration sealingConfig() {
    return config(
        Map.of(
            "events.path", "file:///e",
            "catalog.path", "file:///c",
            "output.path", "file:///o",
            "privacy.crypto-shredding", "true",
            "privacy.user-keys-path", "file:///k",
            "privacy.master-key", "env:MASTER"));
  }

  private static Configuration kafkaConfig() {
    return config(
        Map.of(
            "events.topic", "e",
            "catalog.topic", "c",
            "control.topic", "o",
            "similarity.topic", "s",
            "kafka.bootstrap-servers", "localhost:1",
            "output.kafka", "true"));
  }

  private static Configuration config(Map<String, String> options) {
    TrackerConfig config = new TrackerConfig();
    options.forEach(config::set);
    return config.build();
  }
}
