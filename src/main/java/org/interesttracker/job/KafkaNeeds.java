package org.interesttracker.job;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * What the job wants of the brokers.
 *
 * @param reads topics of inputs; each needs READ, and with any the group needs READ
 * @param writes topics of outputs; each needs WRITE
 * @param group the consumer group
 * @param transactionalIds what all transactional ids begin with, which need WRITE; empty without
 *     transactions
 */
record KafkaNeeds(
    SortedSet<String> reads,
    SortedSet<String> writes,
    String group,
    Optional<String> transactionalIds) {

  /** Of whose records the latest of a key stands for all before it. */
  private static final List<ConfigOption<String>> COMPACTED =
      List.of(
          TrackerOptions.CATALOG_TOPIC,
          TrackerOptions.SIMILARITY_TOPIC,
          TrackerOptions.INTERESTS_TOPIC,
          TrackerOptions.RECOMMENDATIONS_TOPIC,
          TrackerOptions.PROFILES_TOPIC);

  private static final String INPUT_TOPIC = ".topic";
  private static final String INPUT_PATH = ".path";

  /** By the names of options: inputs are NAME.topic, outputs are output.NAME-topic. */
  static KafkaNeeds of(ReadableConfig config) {
    SortedSet<String> reads = new TreeSet<>();
    SortedSet<String> writes = new TreeSet<>();
    boolean output = config.get(TrackerOptions.OUTPUT_KAFKA);
    for (ConfigOption<?> option : TrackerOptions.all()) {
      String key = option.key();
      if (key.endsWith(INPUT_TOPIC) && !hasPath(config, key)) {
        config.getOptional(option).ifPresent(topic -> reads.add((String) topic));
      } else if (output && key.startsWith("output.") && key.endsWith("-topic")) {
        writes.add((String) config.get(option));
      }
    }
    boolean transactions =
        output && config.get(TrackerOptions.DELIVERY) == DeliveryGuarantee.EXACTLY_ONCE;
    return new KafkaNeeds(
        reads,
        writes,
        config.get(TrackerOptions.KAFKA_GROUP),
        transactions ? Optional.of(config.get(TrackerOptions.TRANSACTIONAL_ID)) : Optional.empty());
  }

  /** Files go before topics. */
  private static boolean hasPath(ReadableConfig config, String topicKey) {
    String pathKey = topicKey.substring(0, topicKey.length() - INPUT_TOPIC.length()) + INPUT_PATH;
    return config.getOptional(key(pathKey).stringType().noDefaultValue()).isPresent();
  }

  /** All topics. */
  SortedSet<String> topics() {
    SortedSet<String> topics = new TreeSet<>(reads);
    topics.addAll(writes);
    return topics;
  }

  /** Those whose records may be compacted; of the others each record counts. */
  static Set<String> compacted(ReadableConfig config) {
    return COMPACTED.stream().map(config::get).filter(Objects::nonNull).collect(Collectors.toSet());
  }

  /** Whether there is nothing that brokers are needed for. */
  boolean isEmpty() {
    return reads.isEmpty() && writes.isEmpty();
  }
}
