package org.interesttracker.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.interesttracker.event.DeadLetter.Reason;

/**
 * Reads one JSON object and hands its fields on, one by one; no tree is built, since this is the
 * first thing done to every event. Thread-safe if the cleaner is.
 */
final class RecordReader {

  /** Takes the fields of one record. */
  interface Fields {
    /** Takes one field, or leaves it: what is not read is skipped. */
    void take(String name, FieldReader value) throws IOException, RejectedRecordException;
  }

  private final UnaryOperator<String> cleaner;
  private final int maxBytes;
  private final long maxAheadMillis;
  private final JsonFactory factory;

  RecordReader(UnaryOperator<String> cleaner, InputLimits limits) {
    this.cleaner = cleaner;
    this.maxBytes = limits.maxBytes();
    this.maxAheadMillis = limits.maxAhead().toMillis();
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(constraints(maxBytes))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
  }

  /** Room for fields we do not know, too little for an attack on the stack or on the processor. */
  private static StreamReadConstraints constraints(int maxBytes) {
    return StreamReadConstraints.builder()
        .maxNestingDepth(32)
        .maxNumberLength(100)
        .maxNameLength(1_000)
        .maxStringLength(maxBytes)
        .build();
  }

  /**
   * @param json UTF-8, with or without a byte order mark
   * @param nowMillis the present, to tell which times lie in the future
   */
  void read(byte[] json, long nowMillis, Fields fields) throws RejectedRecordException {
    checkSize(json);
    int start = hasByteOrderMark(json) ? 3 : 0;
    try (JsonParser parser = factory.createParser(json, start, json.length - start)) {
      readObject(parser, fields, new FieldReader(parser, cleaner, nowMillis, maxAheadMillis));
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  private static void readObject(JsonParser parser, Fields fields, FieldReader value)
      throws IOException, RejectedRecordException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw malformed("it is not a JSON object");
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      value.enter(name);
      fields.take(name, value);
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      throw malformed("something follows the JSON object");
    }
  }

  private void checkSize(byte[] json) throws RejectedRecordException {
    if (json == null || json.length == 0) {
      throw malformed("it is empty");
    }
    if (json.length > maxBytes) {
      throw new RejectedRecordException(
          Reason.OVERSIZED,
          "The record has " + json.length + " bytes; at most " + maxBytes + " are read.");
    }
  }

  private static boolean hasByteOrderMark(byte[] json) {
    return json.length >= 3
        && json[0] == (byte) 0xEF
        && json[1] == (byte) 0xBB
        && json[2] == (byte) 0xBF;
  }

  /** Says where, not what: Jackson's own message quotes the record. */
  private static RejectedRecordException malformed(IOException e) {
    return e instanceof JsonProcessingException json && json.getLocation() != null
        ? malformed("at byte " + json.getLocation().getByteOffset())
        : malformed("it cannot be decoded");
  }

  private static RejectedRecordException malformed(String what) {
    return new RejectedRecordException(
        Reason.MALFORMED, "The record is not one JSON object in UTF-8: " + what + ".");
  }
}
