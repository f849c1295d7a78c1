package org.interesttracker.bench;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A record that travels with an operator, as the bytes that Flink makes of it.
 *
 * @param <T> the record
 */
final class Sample<T> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final byte[] bytes;

  private Sample(Class<T> type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  static <T> Sample<T> of(Class<T> type, T record) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1 << 12);
    serializer(type).serialize(record, out);
    return new Sample<>(type, out.getCopyOfBuffer());
  }

  T value() throws IOException {
    return serializer(type).deserialize(new DataInputDeserializer(bytes));
  }

  /** As Flink makes it. */
  static <T> TypeSerializer<T> serializer(Class<T> type) {
    return TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
  }
}
