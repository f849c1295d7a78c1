package org.interesttracker.job;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Topics for one measurement on a broker: of names that nobody else has, removed when it is done.
 */
public final class TrialTopics implements AutoCloseable {

  private static final String SERVERS = "bootstrap.servers";
  private static final Duration POLL = Duration.ofMillis(5);

  private final String servers;
  private final int partitions;
  private final Map<String, String> options = new HashMap<>();
  private final String events;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * Makes the topics that the job reads events from and writes to.
   *
   * @param servers where the broker is, host:port
   * @param partitions of each topic
   * @throws IllegalStateException if the broker does not answer, or refuses
   */
  public TrialTopics(String servers, int partitions) throws InterruptedException {
    this.servers = servers;
    this.partitions = partitions;
    String prefix = "bench-" + UUID.randomUUID() + "-";
    this.events = prefix + "events";
    options.put(TrackerOptions.KAFKA_SERVERS.key(), servers);
    options.put(TrackerOptions.KAFKA_GROUP.key(), prefix + "group");
    options.put(TrackerOptions.TRANSACTIONAL_ID.key(), prefix + "job");
    options.put(TrackerOptions.EVENTS_TOPIC.key(), events);
    options.put(TrackerOptions.OUTPUT_KAFKA.key(), "true");
    for (ConfigOption<?> option : TrackerOptions.all()) {
      if (option.key().startsWith("output.") && option.key().endsWith("-topic")) {
        options.put(option.key(), prefix + option.defaultValue());
      }
    }
    create();
    producer =
        new KafkaProducer<>(
            Map.of(SERVERS, servers, ProducerConfig.LINGER_MS_CONFIG, 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  private void create() throws InterruptedException {
    List<NewTopic> topics =
        topics().stream().map(name -> new NewTopic(name, partitions, (short) 1)).toList();
    try (Admin admin = admin()) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "The broker at %s made no topics: %s".formatted(servers, e.getCause().getMessage()), e);
    }
  }

  private List<String> topics() {
    return List.copyOf(KafkaNeeds.of(Configuration.fromMap(options)).topics());
  }

  private Admin admin() {
    return Admin.create(
        Map.of(SERVERS, servers, "request.timeout.ms", "10000", "default.api.timeout.ms", "20000"));
  }

  /** What makes the job read and write them. */
  public Map<String, String> options() {
    return Map.copyOf(options);
  }

  /** Sends an event to the partition of its user, in a while. */
  public void send(String userId, byte[] event) {
    producer.send(new ProducerRecord<>(events, userId.getBytes(StandardCharsets.UTF_8), event));
  }

  /** Waits until the broker has all that was sent. */
  public void flush() {
    producer.flush();
  }

  /** Hands over the lists that come from now on, one after the other, until told to stop. */
  public void readLists(BooleanSupplier done, Consumer<byte[]> taker) {
    String topic = options.get(TrackerOptions.RECOMMENDATIONS_TOPIC.key());
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(SERVERS, servers, "enable.auto.commit", false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        all.add(new TopicPartition(topic, partition));
      }
      consumer.assign(all);
      consumer.seekToEnd(all);
      all.forEach(consumer::position);
      while (!done.getAsBoolean()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          taker.accept(record.value());
        }
      }
    }
  }

  @Override
  public void close() {
    producer.close();
    try (Admin admin = admin()) {
      admin.deleteTopics(topics()).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "The broker at %s did not remove the topics of the measurement".formatted(servers), e);
    }
  }
}
