package org.interesttracker.k8s;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.interesttracker.k8s.Manifests.Resource;

/**
 * What Strimzi or the brokers would refuse of a topic or user; the brokers' own check of settings.
 */
final class TopicCheck implements ManifestCheck {

  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    manifests.of("KafkaTopic").forEach(topic -> check(topic, problems));
    manifests.of("Kafka").forEach(kafka -> checkBroker(kafka, problems));
    List<String> clusters =
        manifests
            .all()
            .filter(r -> List.of("KafkaTopic", "KafkaUser", "KafkaNodePool").contains(r.kind()))
            .map(TopicCheck::cluster)
            .distinct()
            .toList();
    manifests
        .all()
        .filter(r -> List.of("KafkaTopic", "KafkaUser", "KafkaNodePool").contains(r.kind()))
        .filter(r -> cluster(r).isEmpty() || clusters.size() > 1 && !cluster(r).equals("kafka"))
        .forEach(
            r ->
                problems.add(
                    r.problem(
                        "metadata.labels.strimzi.io/cluster",
                        "is to name the cluster, as all do")));
    return problems;
  }

  private static String cluster(Resource resource) {
    return resource.node().at("/metadata/labels/strimzi.io~1cluster").asText();
  }

  private static void checkBroker(Resource kafka, List<String> problems) {
    Set<String> known = AbstractKafkaConfig.CONFIG_DEF.names();
    kafka
        .at("spec.kafka.config")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problems.add(
                    kafka.problem("spec.kafka.config." + name, "brokers know no such setting"));
              }
            });
  }

  private static void check(Resource topic, List<String> problems) {
    int replicas = topic.at("spec.replicas").asInt();
    int partitions = topic.at("spec.partitions").asInt();
    if (partitions < 1) {
      problems.add(topic.problem("spec.partitions", "is to be at least 1"));
    }
    if (replicas < 1) {
      problems.add(topic.problem("spec.replicas", "is to be at least 1"));
    }
    if (topic.node().at("/spec/config/min.insync.replicas").asInt() > replicas) {
      problems.add(
          topic.problem(
              "spec.config.min.insync.replicas", "is more than spec.replicas: none could write"));
    }
    topic
        .at("spec.config")
        .properties()
        .forEach(
            setting -> {
              try {
                Properties one = new Properties();
                one.setProperty(setting.getKey(), setting.getValue().asText());
                LogConfig.validate(one);
              } catch (InvalidConfigurationException | ConfigException e) {
                problems.add(topic.problem("spec.config." + setting.getKey(), e.getMessage()));
              }
            });
  }
}
