package org.interesttracker.event;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.interesttracker.event.DeadLetter.Reason;

/**
 * The value of one field, read as what it should mean. The methods return null where the record
 * says nothing, and refuse what does not fit.
 */
final class FieldReader extends JsonField {

  private static final int MAX_ID_LENGTH = 256;
  private static final String A_TIME =
      "ISO-8601 with an offset, or whole epoch milliseconds, from 1970 to 9999";
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,100}(\\.\\d{1,100})?([eE][+-]?\\d{1,9})?");

  private final UnaryOperator<String> cleaner;
  private final long nowMillis;
  private final long maxAheadMillis;

  FieldReader(
      JsonParser parser, UnaryOperator<String> cleaner, long nowMillis, long maxAheadMillis) {
    super(parser);
    this.cleaner = cleaner;
    this.nowMillis = nowMillis;
    this.maxAheadMillis = maxAheadMillis;
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
          Reason.UNKNOWN_TYPE, field() + " is none of " + String.join(", ", byName.keySet()) + ".");
    }
    return constant;
  }

  /**
   * An object of constants, each true or false; not empty. Names are taken in any case, and a null
   * says nothing.
   */
  <E extends Enum<E>> Map<E, Boolean> switches(Class<E> type, Map<String, E> byName)
      throws IOException, RejectedRecordException {
    if (isNull()) {
      return null;
    }
    if (!isObject()) {
      throw invalid("must be an object of true and false by name");
    }
    Map<E, Boolean> switches = new EnumMap<>(type);
    for (String name = nextName(); name != null; name = nextName()) {
      E constant = byName.get(name.strip().toLowerCase(Locale.ROOT));
      if (constant == null) {
        throw invalid("may name nothing but " + String.join(", ", byName.keySet()));
      }
      Boolean value = bool("must say true or false of " + WireNames.of(constant));
      if (value != null && switches.put(constant, value) != null) {
        throw invalid("names " + WireNames.of(constant) + " twice");
      }
    }
    if (switches.isEmpty()) {
      throw invalid("must name at least one of " + String.join(", ", byName.keySet()));
    }
    return switches;
  }

  /** A finite number, or a text that holds one. */
  Double number() throws IOException, RejectedRecordException {
    Double number = isNumber() ? Double.valueOf(doubleValue()) : number(string("a number"));
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
          field() + " lies more than " + maxAheadMillis + " ms after the present.");
    }
    return timestamp;
  }

  private Long readTimestamp() throws IOException, RejectedRecordException {
    try {
      if (isNumber()) {
        return Timestamps.parse(doubleValue());
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

  /** Null if nothing is left. */
  String clean(String text) {
    String cleaned = cleaner.apply(text);
    return cleaned == null || cleaned.isEmpty() ? null : Unicode.wellFormed(cleaned);
  }
}
