package org.interesttracker.job;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.interesttracker.event.DeadLetter;

/** Reads a topic of JSON records. Records without a value (tombstones) are passed over. */
final class KafkaRecords<T> implements KafkaRecordDeserializationSchema<Either<DeadLetter, T>> {

  private static final long serialVersionUID = 1L;

  private final RecordParser<T> parser;

  KafkaRecords(RecordParser<T> parser) {
    this.parser = parser;
  }

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record, Collector<Either<DeadLetter, T>> out) {
    if (record.value() != null) {
      out.collect(
          parser.parse(record.value(), record.topic(), record.partition(), record.offset()));
    }
  }

  @Override
  public TypeInformation<Either<DeadLetter, T>> getProducedType() {
    return parser.producedType();
  }
}
