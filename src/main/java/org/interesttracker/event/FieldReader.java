package org.interesttracker.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.interesttracker.event.DeadLetter.Reason;

/**
 * The value of one field, read as what it should be. Null and, where a text is expected, blank mean
 * that the record says nothing: the methods then return null. Any other value that does not fit is
 * refused.
 */
final class FieldReader {

  private static final int MAX_ID_LENGTH = 256;
  private static final String A_TIME =
      "ISO-8601 with an offset, or whole epoch milliseconds, from 1970 to 9999";
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,100}(\\.\\d{1,100})?([eE][+-]?\\d{1,9})?");
  private static final Pattern SHA_256 = Pattern.compile("[0-9A-Fa-f]{64}");

  private final JsonParser parser;
  private final UnaryOperator<String> cleaner;
  private final long nowMillis;
  private final long maxAheadMillis;
  private String field;

  FieldReader(
      JsonParser parser, UnaryOperator<String> cleaner, long nowMillis, long maxAheadMillis) {
    this.parser = parser;
    this.cleaner = cleaner;
    this.nowMillis = nowMillis;
    this.maxAheadMillis = maxAheadMillis;
  }

  /** From here on the value is that of this field. */
  void enter(String name) {
    field = name;
  }

  /** A name of 1 to 256 characters, none of them a control character; blanks around it go. */
  String id() throws IOException, RejectedRecordException {
    return name(MAX_ID_LENGTH);
  }

  /** As {@link #id()}, with another bound on the length. */
  String name(int maxLength) throws IOException, RejectedRecordException {
    String name = string("a text");
    if (name == null) {
      return null;
    }
    if (name.length() > maxLength && name.codePointCount(0, name.length()) > maxLength) {
      throw invalid("has more than " + maxLength + " characters");
    }
    if (name.chars().anyMatch(Character::isISOControl) || !Unicode.isWellFormed(name)) {
      throw invalid("has a control character or half a surrogate pair");
    }
    return name;
  }

  /** Free text, cleaned. */
  String text() throws IOException, RejectedRecordException {
    String text = string("a text");
    return text == null ? null : clean(text);
  }

  /** The name of a constant, in any case. */
  <E extends Enum<E>> E constant(Map<String, E> byName)
      throws IOException, RejectedRecordException {
    String name = string("a text");
    if (name == null) {
      return null;
    }
    E constant = byName.get(name.toLowerCase(Locale.ROOT));
    if (constant == null) {
      throw new RejectedRecordException(
          Reason.UNKNOWN_TYPE, field + " is none of " + String.join(", ", byName.keySet()) + ".");
    }
    return constant;
  }

  /** A finite number, or a text that holds one. */
  Double number() throws IOException, RejectedRecordException {
    Double number =
        isNumber() ? Double.valueOf(parser.getDoubleValue()) : number(string("a number"));
    if (number != null && !Double.isFinite(number)) {
      throw invalid("is not finite");
    }
    return number;
  }

  private Double number(String text) throws IOException, RejectedRecordException {
    if (text != null && !NUMBER.matcher(text).matches()) {
      throw invalid("must be a number");
    }
    return text == null ? null : Double.valueOf(text);
  }

  /** ISO-8601 with an offset, or epoch milliseconds; not in the future. */
  Long timestamp() throws IOException, RejectedRecordException {
    Long timestamp = readTimestamp();
    if (timestamp != null && timestamp - maxAheadMillis > nowMillis) {
      throw new RejectedRecordException(
          Reason.FUTURE_DATED,
          field + " lies more than " + maxAheadMillis + " ms after the present.");
    }
    return timestamp;
  }

  private Long readTimestamp() throws IOException, RejectedRecordException {
    try {
      if (isNumber()) {
        return Timestamps.parse(parser.getDoubleValue());
      }
      String text = string(A_TIME);
      return text == null ? null : Long.valueOf(Timestamps.parse(text));
    } catch (DateTimeException e) {
      throw invalid("must be " + A_TIME);
    }
  }

  /** The primary subtag of a language tag, in lower case; null if it is no tag. */
  String language() throws IOException, RejectedRecordException {
    return LanguageTag.primary(string("a text"));
  }

  /** A SHA-256 in hexadecimal, in lower case. */
  String sha256() throws IOException, RejectedRecordException {
    String hash = string("a text");
    if (hash != null && !SHA_256.matcher(hash).matches()) {
      throw invalid("must be 64 hexadecimal digits");
    }
    return hash == null ? null : hash.toLowerCase(Locale.ROOT);
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  /** Steps through an array: the methods above then read the element. */
  boolean nextElement() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /**
   * The text without the blanks around it.
   *
   * @param expected what to ask for if it is neither text nor null
   */
  String string(String expected) throws IOException, RejectedRecordException {
    if (isNull()) {
      return null;
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw invalid("must be " + expected);
    }
    String text = parser.getText().strip();
    return text.isEmpty() ? null : text;
  }

  /** Null if nothing is left. */
  String clean(String text) {
    String cleaned = cleaner.apply(text);
    return cleaned == null || cleaned.isEmpty() ? null : Unicode.wellFormed(cleaned);
  }

  RejectedRecordException invalid(String fault) {
    return RejectedRecordException.invalid(field, fault);
  }

  private boolean isNumber() {
    return parser.currentToken().isNumeric();
  }
}
