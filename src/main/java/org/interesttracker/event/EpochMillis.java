package org.interesttracker.event;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A {@code long} of epoch milliseconds that is ISO-8601 in UTC in JSON. What is read may also be
 * epoch milliseconds, or have another offset.
 */
@JacksonAnnotationsInside
@JsonSerialize(using = EpochMillis.Writer.class)
@JsonDeserialize(using = EpochMillis.Reader.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface EpochMillis {

  /** Writes 2026-01-31T08:00:00Z, with milliseconds if there are any. */
  final class Writer extends StdScalarSerializer<Long> {

    Writer() {
      super(Long.class);
    }

    @Override
    public void serialize(Long millis, JsonGenerator json, SerializerProvider context)
        throws IOException {
      json.writeString(Instant.ofEpochMilli(millis).toString());
    }
  }

  /** Reads what {@link Timestamps} reads; 0 if there is nothing. */
  final class Reader extends StdScalarDeserializer<Long> {

    Reader() {
      super(Long.class);
    }

    @Override
    public Long deserialize(JsonParser json, DeserializationContext context) throws IOException {
      try {
        return json.currentToken().isNumeric()
            ? Timestamps.parse(json.getDoubleValue())
            : Timestamps.parse(json.getText());
      } catch (DateTimeException e) {
        throw context.weirdStringException(json.getText(), Long.class, "not a time");
      }
    }

    @Override
    public Long getNullValue(DeserializationContext context) {
      return 0L;
    }
  }
}
