package org.interesttracker.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The value of one field, as JSON: what kind it is, and its text or number. */
class JsonField {

  private final JsonParser parser;
  private String name;

  JsonField(JsonParser parser) {
    this.parser = parser;
  }

  /** From here on the value is that of this field. */
  final void enter(String field) {
    name = field;
  }

  final String field() {
    return name;
  }

  final boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  final boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  final boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  final boolean isNumber() {
    return parser.currentToken().isNumeric();
  }

  /** Steps through an array: from here on the value is that of the element. */
  final boolean nextElement() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /** Steps through an object: its next name, with the value up; null at its end. */
  final String nextName() throws IOException {
    String next = parser.nextFieldName();
    if (next != null) {
      parser.nextToken();
    }
    return next;
  }

  /**
   * True or false; null for null.
   *
   * @param fault what is wrong if it is something else
   */
  final Boolean bool(String fault) throws IOException, RejectedRecordException {
    if (isNull()) {
      return null;
    }
    if (!parser.currentToken().isBoolean()) {
      throw invalid(fault);
    }
    return parser.getBooleanValue();
  }

  /** Infinite if it is beyond 64 bits; exact for integers below 2^53. */
  final double doubleValue() throws IOException {
    return parser.getDoubleValue();
  }

  /**
   * The text without the blanks around it; null for null and if nothing is left.
   *
   * @param expected what to ask for if it is neither text nor null
   */
  final String string(String expected) throws IOException, RejectedRecordException {
    if (isNull()) {
      return null;
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw invalid("must be " + expected);
    }
    String text = parser.getText().strip();
    return text.isEmpty() ? null : text;
  }

  final RejectedRecordException invalid(String fault) {
    return RejectedRecordException.invalid(name, fault);
  }
}
