package org.interesttracker.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.interesttracker.docs.Contracts;
import org.interesttracker.event.Json;

/** What tests do with topics. */
final class KafkaTopics {

  /** The example of the job's options, from and to Kafka. */
  static final Path EXAMPLE = Path.of("flink-conf", "interest-tracker.yaml");

  /**
   * For those who send in parts, days of event time each. On a busy machine more time than the
   * default may pass between two parts; were a partition idle by then, the other's events of the
   * next part would move time on, and its own would be late.
   */
  static final String NONE_IS_IDLE = "events.idle-after=1 h";

  private final String servers;

  KafkaTopics(KafkaBroker broker) {
    this.servers = broker.servers();
  }

  static Configuration example() {
    return new TrackerConfig().file(EXAMPLE).build();
  }

  /** Creates all topics that the example reads and writes, of one partition but for events. */
  void createThoseOfTheExample(int partitionsOfEvents) throws Exception {
    create(partitionsOfEvents, "events");
    create(
        1,
        KafkaNeeds.of(example()).topics().stream()
            .filter(topic -> !topic.equals("events"))
            .toArray(String[]::new));
  }

  void create(int partitions, String... names) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      List<NewTopic> topics = new ArrayList<>();
      for (String name : names) {
        topics.add(new NewTopic(name, partitions, (short) 1));
      }
      admin.createTopics(topics).all().get();
    }
  }

  /** Sends in order; returns where each record went. */
  List<RecordMetadata> send(String topic, List<Keyed> records) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", servers),
            new StringSerializer(),
            new StringSerializer())) {
      for (Keyed record : records) {
        sent.add(producer.send(new ProducerRecord<>(topic, record.key(), record.value())));
      }
    }
    List<RecordMetadata> where = new ArrayList<>();
    for (Future<RecordMetadata> one : sent) {
      where.add(one.get());
    }
    return where;
  }

  /** A record to send; all of one key go to one partition. */
  record Keyed(String key, String value) {}

  /** Records of JSON lines, each with one of its fields as the key. */
  static List<Keyed> keyed(List<String> lines, String field) throws IOException {
    List<Keyed> records = new ArrayList<>();
    for (String line : lines) {
      records.add(new Keyed(Json.MAPPER.readTree(line).get(field).asText(), line));
    }
    return records;
  }

  /** Whether a consumer group has committed all that is in a topic. */
  boolean isRead(String topic, String group) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      for (var end : ends(topic, IsolationLevel.READ_UNCOMMITTED).entrySet()) {
        var offset = committed.get(end.getKey());
        if (offset == null || offset.offset() < end.getValue()) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * How many records of a topic a consumer group has not committed.
   *
   * @param admin that says how long it asks
   */
  static long lag(Admin admin, String topic, String group) throws Exception {
    long lag = 0;
    var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    for (var end : ends(admin, topic, IsolationLevel.READ_UNCOMMITTED).entrySet()) {
      var offset = committed.get(end.getKey());
      lag += end.getValue() - (offset == null ? 0 : offset.offset());
    }
    return lag;
  }

  /** All that a consumer sees that reads committed records only; each holds to its contract. */
  List<ConsumerRecord<String, String>> committed(String topic) throws Exception {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", servers);
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      Map<TopicPartition, Long> ends = ends(topic, IsolationLevel.READ_UNCOMMITTED);
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      List<ConsumerRecord<String, String>> records = new ArrayList<>();
      Await.until(
          "the end of topic " + topic + " can be read",
          () -> {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
          });
      records.forEach(record -> Contracts.assertHolds(topic, record.value()));
      return records;
    }
  }

  List<String> committedValues(String topic) throws Exception {
    return committed(topic).stream().map(ConsumerRecord::value).toList();
  }

  /** How many bytes the broker holds of all partitions of some topics. */
  long bytes(Collection<String> names) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      int broker = admin.describeCluster().nodes().get().iterator().next().id();
      return admin
          .describeLogDirs(List.of(broker))
          .allDescriptions()
          .get()
          .get(broker)
          .values()
          .stream()
          .flatMap(folder -> folder.replicaInfos().entrySet().stream())
          .filter(replica -> names.contains(replica.getKey().topic()))
          .mapToLong(replica -> replica.getValue().size())
          .sum();
    }
  }

  /** Whether there is anything that is committed. */
  boolean hasCommitted(String topic) throws Exception {
    return ends(topic, IsolationLevel.READ_COMMITTED).values().stream().anyMatch(end -> end > 0);
  }

  /** Whether there are records of a transaction that is still open. */
  boolean hasUncommitted(String topic) throws Exception {
    return !ends(topic, IsolationLevel.READ_COMMITTED)
        .equals(ends(topic, IsolationLevel.READ_UNCOMMITTED));
  }

  /** Where the partitions end; for those who read committed records, before open transactions. */
  private Map<TopicPartition, Long> ends(String topic, IsolationLevel isolation) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      return ends(admin, topic, isolation);
    }
  }

  private static Map<TopicPartition, Long> ends(Admin admin, String topic, IsolationLevel isolation)
      throws Exception {
    var description = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    description
        .partitions()
        .forEach(p -> latest.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest, new ListOffsetsOptions(isolation))
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }
}
