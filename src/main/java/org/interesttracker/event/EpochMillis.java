package org.interesttracker.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.time.Instant;

/** Moments are epoch milliseconds in memory and ISO-8601 in UTC on the wire. */
public final class EpochMillis {

  private EpochMillis() {}

  /** Writes a long as ISO-8601. */
  public static final class Serializer extends JsonSerializer<Long> {
    @Override
    public void serialize(Long millis, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(Instant.ofEpochMilli(millis).toString());
    }
  }

  /** Reads ISO-8601, or epoch milliseconds. */
  public static final class Deserializer extends JsonDeserializer<Long> {
    @Override
    public Long deserialize(JsonParser in, DeserializationContext context) throws IOException {
      try {
        return Fields.time(in.currentName(), in.getText().strip());
      } catch (RejectedRecordException e) {
        throw context.weirdStringException("", Long.class, e.getMessage());
      }
    }
  }
}
