package org.interesttracker.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.interesttracker.event.DeadLetter.Reason;

/** Walks over the fields of one JSON object, without building a tree. */
final class JsonRecord implements AutoCloseable {

  private static final int MAX_DEPTH = 32;
  private static final int MAX_NUMBER = 64;

  private final JsonParser parser;

  private JsonRecord(JsonParser parser) {
    this.parser = parser;
  }

  /** A factory that refuses what could be used to exhaust the reader. */
  static JsonFactory factory(int maxBytes) {
    return JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_NUMBER)
                .maxStringLength(maxBytes)
                .build())
        .build();
  }

  /** Opens a record at its first field. */
  static JsonRecord open(JsonFactory factory, byte[] json, int maxBytes)
      throws RejectedRecordException, IOException {
    if (json.length > maxBytes) {
      throw new RejectedRecordException(
          Reason.OVERSIZED, "The record is longer than " + maxBytes + " bytes");
    }
    JsonRecord record = new JsonRecord(factory.createParser(json));
    if (record.parser.nextToken() != JsonToken.START_OBJECT) {
      throw malformed("The record is not a JSON object");
    }
    return record;
  }

  /** The next field's name, with its value up; null at the end of the record. */
  String nextField() throws RejectedRecordException, IOException {
    if (parser.nextToken() == JsonToken.END_OBJECT) {
      if (parser.nextToken() != null) {
        throw malformed("Something follows the JSON object");
      }
      return null;
    }
    String name = parser.currentName();
    parser.nextToken();
    return name;
  }

  void skip() throws IOException {
    parser.skipChildren();
  }

  /** A string; a number or boolean as it is written; null for null. */
  String text(String field) throws RejectedRecordException, IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!token.isScalarValue()) {
      throw invalid(field, "must be a string");
    }
    return parser.getText();
  }

  /** A finite number, also one written as a string; null for null. */
  Double number(String field) throws RejectedRecordException, IOException {
    String text = text(field);
    if (text == null) {
      return null;
    }
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw invalid(field, "must be a number");
    }
    throw invalid(field, "must be a finite number");
  }

  /** An array of strings, or one string split at vertical bars. */
  List<String> texts(String field, int max) throws RejectedRecordException, IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      String text = text(field);
      return text == null ? List.of() : bounded(field, List.of(text.split("\\|")), max);
    }
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String text = text(field);
      if (text != null) {
        texts.add(text);
      }
    }
    return bounded(field, texts, max);
  }

  private static List<String> bounded(String field, List<String> texts, int max)
      throws RejectedRecordException {
    if (texts.size() > max) {
      throw invalid(field, "may have " + max + " entries at the most");
    }
    return texts;
  }

  /** An array of finite numbers; null for null. */
  float[] vector(String field, int min, int max) throws RejectedRecordException, IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw invalid(field, "must be an array of numbers");
    }
    float[] values = new float[max];
    int n = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (n == max || !parser.currentToken().isNumeric()) {
        throw invalid(field, "must be an array of " + min + " to " + max + " numbers");
      }
      values[n] = parser.getFloatValue();
      if (!Float.isFinite(values[n++])) {
        throw invalid(field, "must hold finite numbers");
      }
    }
    if (n < min) {
      throw invalid(field, "must be an array of " + min + " to " + max + " numbers");
    }
    return Arrays.copyOf(values, n);
  }

  static RejectedRecordException invalid(String field, String rule) {
    return new RejectedRecordException(Reason.INVALID_FIELD, "Field " + field + " " + rule);
  }

  static RejectedRecordException missing(String field, String when) {
    return new RejectedRecordException(
        Reason.MISSING_FIELD, "Field " + field + " is missing" + when);
  }

  static RejectedRecordException malformed(String detail) {
    return new RejectedRecordException(Reason.MALFORMED, detail);
  }

  /** Where the JSON is broken, without what stands there. */
  static RejectedRecordException malformed(IOException e) {
    String at =
        e instanceof JsonProcessingException json && json.getLocation() != null
            ? " at byte " + json.getLocation().getByteOffset()
            : "";
    return malformed("The record is not valid JSON" + at);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
