package org.interesttracker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.interesttracker.event.Json;

/**
 * A record as JSON, and as a Kafka record whose key decides what a compacted topic keeps.
 *
 * @param <T> the record
 */
final class KeyedJson<T> implements SerializationSchema<T> {

  private static final long serialVersionUID = 1L;

  private final Key<T> key;
  private final Removal<T> removal;
  private final Body<T> body;

  KeyedJson(Key<T> key, Removal<T> removal) {
    this(key, removal, KeyedJson::bytes);
  }

  KeyedJson(Key<T> key, Removal<T> removal, Body<T> body) {
    this.key = key;
    this.removal = removal;
    this.body = body;
  }

  /** The key of a record. */
  @FunctionalInterface
  interface Key<T> extends Function<T, String>, Serializable {}

  /** Whether a record removes what its key has; it goes to Kafka without a value. */
  @FunctionalInterface
  interface Removal<T> extends Predicate<T>, Serializable {}

  /** The JSON of a record, UTF-8. */
  @FunctionalInterface
  interface Body<T> extends Function<T, byte[]>, Serializable {}

  String key(T record) {
    return key.apply(record);
  }

  boolean removes(T record) {
    return removal.test(record);
  }

  @Override
  public byte[] serialize(T record) {
    return body.apply(record);
  }

  static byte[] bytes(Object record) {
    try {
      return Json.MAPPER.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "A record of type " + record.getClass().getSimpleName() + " cannot be written", e);
    }
  }

  KafkaRecordSerializationSchema<T> toTopic(String topic) {
    return (record, context, timestamp) ->
        new ProducerRecord<>(
            topic,
            null,
            timestamp != null && timestamp >= 0 ? timestamp : null,
            key.apply(record).getBytes(StandardCharsets.UTF_8),
            removal.test(record) ? null : serialize(record));
  }
}
