package org.interesttracker.job;

import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.interesttracker.erasure.ErasureReceipt;
import org.interesttracker.event.Refusal;
import org.interesttracker.interest.ConsentDecision;
import org.interesttracker.interest.InterestProfile;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.privacy.ReleasedStatistic;
import org.interesttracker.quality.QualityMetric;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.seal.SealSettings;

/** The outputs, to files or to Kafka or to both, as the options say. */
final class Sinks {

  /** A list is some kilobytes, so that Kafka's 16 KB would be a request for every three. */
  private static final String BATCH_BYTES = Integer.toString(128 << 10);

  /**
   * How long a record waits for others, where nobody waits for it: each request costs the broker
   * and the job more than a record. A checkpoint sends what waits.
   */
  private static final String LINGER_MILLIS = "100";

  /**
   * What a writer holds that the broker has not taken yet. Each output has a writer in each slot,
   * and a checkpoint waits until all that they hold is taken: with Kafka's 32 MB a broker that is
   * slow would have neither memory nor the duration of checkpoints within a bound.
   */
  private static final String BUFFER_BYTES = Integer.toString(1 << 20);

  /** Kafka's own timeout of deliveries. */
  private static final long DELIVERY_MILLIS = 120_000;

  /** What is shown to users, or what they asked for. */
  private static final Set<String> SERVED =
      Set.of(OperatorIds.WRITE_RECOMMENDATIONS, OperatorIds.WRITE_PROFILES);

  private final ReadableConfig config;
  private final SealSettings seals;

  Sinks(ReadableConfig config) {
    this.config = config;
    this.seals = new PipelineSettings(config).seals();
  }

  void attach(InterestPipeline.Outputs out) {
    write(
        out.interests(),
        OperatorIds.WRITE_INTERESTS,
        "interests",
        TrackerOptions.INTERESTS_TOPIC,
        new KeyedJson<>(InterestUpdate::userId, InterestUpdate::takesBack),
        new UserOutput<>(InterestUpdate::timestamp, InterestUpdate::takesBack));
    write(
        out.recommendations(),
        OperatorIds.WRITE_RECOMMENDATIONS,
        "recommendations",
        TrackerOptions.RECOMMENDATIONS_TOPIC,
        new KeyedJson<>(Recommendation::userId, Recommendation::takesBack),
        new UserOutput<>(Recommendation::timestamp, Recommendation::takesBack));
    write(
        out.profiles(),
        OperatorIds.WRITE_PROFILES,
        "profiles",
        TrackerOptions.PROFILES_TOPIC,
        new KeyedJson<>(InterestProfile::userId, InterestProfile::erased),
        new UserOutput<>(InterestProfile::timestamp, profile -> !profile.known()));
    write(
        out.decisions(),
        OperatorIds.WRITE_DECISIONS,
        "decisions",
        TrackerOptions.DECISIONS_TOPIC,
        new KeyedJson<>(ConsentDecision::userId, decision -> false));
    write(
        out.deadLetters(),
        OperatorIds.WRITE_DEAD_LETTERS,
        "dead-letters",
        TrackerOptions.DEAD_LETTERS_TOPIC,
        new KeyedJson<>(letter -> letter.source() + "-" + letter.partition(), letter -> false));
    write(
        out.lateEvents(),
        OperatorIds.WRITE_LATE_EVENTS,
        "late-events",
        TrackerOptions.LATE_TOPIC,
        new KeyedJson<>(event -> event.userId(), event -> false),
        new UserOutput<>(event -> event.timestamp(), event -> false));
    write(
        out.refused(),
        OperatorIds.WRITE_REFUSED,
        "refused",
        TrackerOptions.REFUSED_TOPIC,
        new KeyedJson<>(Refusal::userId, refusal -> false));
    write(
        out.receipts(),
        OperatorIds.WRITE_RECEIPTS,
        "receipts",
        TrackerOptions.RECEIPTS_TOPIC,
        new KeyedJson<>(ErasureReceipt::userId, receipt -> false));
    write(
        out.metrics(),
        OperatorIds.WRITE_METRICS,
        "metrics",
        TrackerOptions.METRICS_TOPIC,
        new KeyedJson<>(QualityMetric::key, metric -> false));
    write(
        out.released(),
        OperatorIds.WRITE_RELEASED,
        "released",
        TrackerOptions.RELEASED_TOPIC,
        new KeyedJson<>(ReleasedStatistic::key, released -> false));
  }

  /** What tells of a user is sealed by the user's key where users' values are. */
  private <T> void write(
      DataStream<T> stream,
      String id,
      String folder,
      ConfigOption<String> topic,
      KeyedJson<T> json,
      UserOutput<T> users) {
    if (seals.sealing()) {
      DataStream<SealedOutput> sealed =
          stream
              .flatMap(new SealOutputFunction<>(seals, json, users))
              .returns(SealedOutput.class)
              .uid(OperatorIds.SEAL + id)
              .name(OperatorIds.SEAL + id);
      write(sealed, id, folder, topic, SealedOutput.JSON);
    } else {
      write(stream, id, folder, topic, json);
    }
  }

  private <T> void write(
      DataStream<T> stream,
      String id,
      String folder,
      ConfigOption<String> topic,
      KeyedJson<T> json) {
    config
        .getOptional(TrackerOptions.OUTPUT_PATH)
        .ifPresent(path -> sink(stream, files(path + "/" + folder, json), id + "-files"));
    if (config.get(TrackerOptions.OUTPUT_KAFKA)) {
      sink(stream, kafka(config.get(topic), id, json), id + "-kafka");
    }
  }

  private static <T> void sink(DataStream<T> stream, Sink<T> sink, String id) {
    stream.sinkTo(sink).uid(id).name(id);
  }

  /** Files of JSON lines in a folder. */
  static <T> Sink<T> files(String path, SerializationSchema<T> json) {
    return FileSink.forRowFormat(new Path(path), new JsonLinesEncoder<>(json))
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(OutputFileConfig.builder().withPartSuffix(".jsonl").build())
        .build();
  }

  private <T> Sink<T> kafka(String topic, String id, KeyedJson<T> json) {
    DeliveryGuarantee guarantee = config.get(TrackerOptions.DELIVERY);
    KafkaSinkBuilder<T> builder =
        KafkaSink.<T>builder()
            .setBootstrapServers(config.get(TrackerOptions.KAFKA_SERVERS))
            .setDeliveryGuarantee(guarantee)
            .setRecordSerializer(json.toTopic(topic));
    if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
      builder.setTransactionalIdPrefix(config.get(TrackerOptions.TRANSACTIONAL_ID) + "-" + id);
    }
    return builder.setKafkaProducerConfig(producer(config, id)).build();
  }

  /**
   * What the producers of an output are told; what {@code kafka.properties} says goes before it.
   *
   * @param id of the output
   */
  static Properties producer(ReadableConfig config, String id) {
    Properties properties = KafkaClients.properties(config);
    properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    boolean exactlyOnce = config.get(TrackerOptions.DELIVERY) == DeliveryGuarantee.EXACTLY_ONCE;
    if (exactlyOnce) {
      long timeout = config.get(TrackerOptions.TRANSACTION_TIMEOUT).toMillis();
      properties.setProperty("transaction.timeout.ms", Long.toString(timeout));
      // A broker that is slow makes the job wait; it fails it no sooner than the transaction.
      String wait = Long.toString(Math.max(timeout, DELIVERY_MILLIS));
      properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, wait);
      properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, wait);
    }
    if (exactlyOnce || !SERVED.contains(id)) {
      properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    }
    return properties;
  }
}
