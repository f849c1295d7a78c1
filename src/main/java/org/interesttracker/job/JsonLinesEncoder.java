package org.interesttracker.job;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.common.serialization.SerializationSchema;

/** Writes each record as a line. */
final class JsonLinesEncoder<T> implements Encoder<T> {

  private static final long serialVersionUID = 1L;

  private final SerializationSchema<T> json;

  JsonLinesEncoder(SerializationSchema<T> json) {
    this.json = json;
  }

  @Override
  public void encode(T record, OutputStream out) throws IOException {
    out.write(json.serialize(record));
    out.write('\n');
  }
}
