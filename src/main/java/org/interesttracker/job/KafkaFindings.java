package org.interesttracker.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.TimeUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * All that can be told of the brokers without writing to them: whether they answer and grant what
 * is needed, each topic with its partitions and what is removed from it, and how long they let a
 * transaction take.
 */
final class KafkaFindings {

  private static final String BROKERS = "brokers";
  private static final String TRANSACTIONS = "transactions";
  private static final String LONGEST_TRANSACTION = "transaction.max.timeout.ms";

  private final ReadableConfig config;
  private final KafkaNeeds needs;
  private final KafkaCheck check;
  private final List<Finding> findings = new ArrayList<>();

  private KafkaFindings(ReadableConfig config, KafkaNeeds needs) {
    this.config = config;
    this.needs = needs;
    this.check = new KafkaCheck(config, needs);
  }

  /** Nothing if the job needs no broker. */
  static List<Finding> of(ReadableConfig config) {
    KafkaNeeds needs = KafkaNeeds.of(config);
    if (needs.isEmpty()) {
      return List.of();
    }
    if (config.get(TrackerOptions.KAFKA_ANSWER).isZero()) {
      return List.of(Finding.note(BROKERS, "Not asked, because kafka.answer-within is 0."));
    }
    KafkaFindings kafka = new KafkaFindings(config, needs);
    try {
      kafka.ask();
    } catch (KafkaAccessException e) {
      kafka.findings.add(Finding.failed(BROKERS, e.getMessage() + "."));
    }
    return kafka.findings;
  }

  private void ask() {
    try (Admin admin = check.connect()) {
      KafkaCheck.Answer answer = check.ask(admin);
      findings.add(brokers(answer));
      Map<String, Config> settings = settings(admin, answer.topics());
      for (String topic : needs.topics()) {
        findings.add(
            answer.absent().contains(topic)
                ? Finding.failed(name(topic), "There is none; create it, or correct its name.")
                : topic(topic, answer.topics().get(topic), settings.get(topic)));
      }
      if (needs.transactionalIds().isPresent()) {
        findings.add(transactions(admin));
      }
    }
  }

  private Finding brokers(KafkaCheck.Answer answer) {
    String servers = config.get(TrackerOptions.KAFKA_SERVERS);
    return answer.missing().isEmpty()
        ? Finding.ok(BROKERS, servers + " answers, and grants what the job needs.")
        : Finding.failed(BROKERS, "They " + KafkaCheck.notGranted(answer.missing()) + ".");
  }

  private static String name(String topic) {
    return "topic " + topic;
  }

  /**
   * @param description null if the user may not know
   * @param settings likewise
   */
  private Finding topic(String topic, TopicDescription description, Config settings) {
    String name = name(topic);
    if (description == null) {
      return Finding.note(name, "The user may not see it, so nothing is known of it.");
    }
    int partitions = description.partitions().size();
    String is =
        "%d partitions of %d replicas"
            .formatted(partitions, description.partitions().get(0).replicas().size());
    if (settings == null) {
      return Finding.note(
          name, is + "; what is removed from it the user may not see (DESCRIBE_CONFIGS).");
    }
    String policy = value(settings, TopicConfig.CLEANUP_POLICY_CONFIG).orElse("");
    is += ", " + TopicConfig.CLEANUP_POLICY_CONFIG + " " + policy + kept(policy, settings) + ".";
    boolean removesOlder = policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    if (removesOlder == KafkaNeeds.compacted(config).contains(topic)) {
      return fewReaders(topic, partitions)
          ? Finding.note(name, is + " Readers beyond its partitions have nothing to do.")
          : Finding.ok(name, is);
    }
    if (removesOlder) {
      return Finding.failed(
          name,
          is
              + " Each of its records counts, and compaction would leave the latest of a key only;"
              + " set cleanup.policy=delete.");
    }
    return needs.reads().contains(topic) && !retention(settings).isNegative()
        ? Finding.failed(
            name,
            is
                + " What is older is not read at the next start; set cleanup.policy=compact, or"
                + " retention.ms=-1.")
        : Finding.note(
            name,
            is
                + " The latest of a key stands for all before it, which stays nevertheless, also of"
                + " erased users; set cleanup.policy=compact.");
  }

  private boolean fewReaders(String topic, int partitions) {
    return topic.equals(config.get(TrackerOptions.EVENTS_TOPIC))
        && partitions < config.get(CoreOptions.DEFAULT_PARALLELISM);
  }

  private static String kept(String policy, Config settings) {
    if (!policy.contains(TopicConfig.CLEANUP_POLICY_DELETE)) {
      return "";
    }
    Duration retention = retention(settings);
    return retention.isNegative()
        ? ", kept for good"
        : ", kept for " + TimeUtils.formatWithHighestUnit(retention);
  }

  private static Duration retention(Config settings) {
    return value(settings, TopicConfig.RETENTION_MS_CONFIG)
        .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
        .orElse(Duration.ofMillis(-1));
  }

  private static Optional<String> value(Config settings, String name) {
    return Optional.ofNullable(settings.get(name)).map(ConfigEntry::value);
  }

  /** By topic; without those that the user may not know. */
  private Map<String, Config> settings(Admin admin, SortedMap<String, TopicDescription> topics) {
    Map<String, Config> settings = new TreeMap<>();
    admin
        .describeConfigs(
            topics.keySet().stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList())
        .values()
        .forEach(
            (topic, answer) -> granted(answer).ifPresent(got -> settings.put(topic.name(), got)));
    return settings;
  }

  private Finding transactions(Admin admin) {
    Duration wanted = config.get(TrackerOptions.TRANSACTION_TIMEOUT);
    Duration interval =
        config.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).orElse(Duration.ZERO);
    if (interval.isZero()) {
      return Finding.failed(
          TRANSACTIONS,
          "They are committed by checkpoints, and there are none; set"
              + " execution.checkpointing.interval.");
    }
    String is = "output.transaction-timeout is " + text(wanted);
    if (wanted.compareTo(interval) <= 0) {
      return Finding.failed(
          TRANSACTIONS,
          "%s, no longer than execution.checkpointing.interval, %s: brokers would abort them before"
                  .formatted(is, text(interval))
              + " their checkpoint; make it longer than the longest stop of the job.");
    }
    Optional<Duration> most = longestTransaction(admin);
    if (most.isEmpty()) {
      return Finding.note(
          TRANSACTIONS,
          is + "; what the brokers allow the user may not see (DESCRIBE_CONFIGS on the cluster).");
    }
    String allowed = "%s, the brokers allow %s".formatted(is, text(most.get()));
    return wanted.compareTo(most.get()) <= 0
        ? Finding.ok(TRANSACTIONS, allowed + ".")
        : Finding.failed(
            TRANSACTIONS, allowed + "; lower it, or raise their " + LONGEST_TRANSACTION + ".");
  }

  private static String text(Duration duration) {
    return TimeUtils.formatWithHighestUnit(duration);
  }

  private Optional<Duration> longestTransaction(Admin admin) {
    return granted(admin.describeCluster().nodes())
        .flatMap(nodes -> nodes.stream().findFirst())
        .map(Node::idString)
        .map(id -> new ConfigResource(ConfigResource.Type.BROKER, id))
        .flatMap(broker -> granted(admin.describeConfigs(Set.of(broker)).values().get(broker)))
        .flatMap(settings -> value(settings, LONGEST_TRANSACTION))
        .map(millis -> Duration.ofMillis(Long.parseLong(millis)));
  }

  /** Empty if the user may not know. */
  private <T> Optional<T> granted(KafkaFuture<T> answer) {
    try {
      return Optional.of(check.get(answer));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return Optional.empty();
      }
      throw check.failed(e.getCause());
    }
  }
}
