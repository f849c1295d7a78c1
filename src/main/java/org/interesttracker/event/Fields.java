package org.interesttracker.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.interesttracker.event.DeadLetter.Reason;

/** The rules that fields of the same kind keep to on every input. */
final class Fields {

  static final int MAX_ID = 256;

  /** The end of the year 9999, epoch milliseconds. */
  private static final long MAX_TIME = 253_402_300_799_999L;

  private Fields() {}

  /** An id: stripped, not empty, bounded, without control characters; null for null. */
  static String id(String field, String raw) throws RejectedRecordException {
    if (raw == null) {
      return null;
    }
    String id = raw.strip();
    if (id.isEmpty()) {
      return null;
    }
    if (id.length() > MAX_ID) {
      throw JsonRecord.invalid(field, "is longer than " + MAX_ID + " characters");
    }
    for (int i = 0; i < id.length(); i++) {
      if (Character.isISOControl(id.charAt(i))) {
        throw JsonRecord.invalid(field, "holds a control character");
      }
    }
    return id;
  }

  static String required(String field, String id) throws RejectedRecordException {
    if (id == null) {
      throw JsonRecord.missing(field, "");
    }
    return id;
  }

  /**
   * A moment: ISO-8601 with an offset, or epoch milliseconds.
   *
   * @return epoch milliseconds
   */
  static long time(String field, String raw) throws RejectedRecordException {
    long millis = isNumber(raw) ? epochMillis(field, raw) : iso(field, raw);
    if (millis < 0 || millis > MAX_TIME) {
      throw JsonRecord.invalid(field, "must lie between the years 1970 and 9999");
    }
    return millis;
  }

  private static boolean isNumber(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if ((c < '0' || c > '9') && !(i == 0 && c == '-')) {
        return false;
      }
    }
    return !raw.isEmpty();
  }

  private static long epochMillis(String field, String raw) throws RejectedRecordException {
    try {
      return Long.parseLong(raw);
    } catch (NumberFormatException e) {
      throw JsonRecord.invalid(field, "must lie between the years 1970 and 9999");
    }
  }

  private static long iso(String field, String raw) throws RejectedRecordException {
    try {
      return raw.endsWith("Z")
          ? Instant.parse(raw).toEpochMilli()
          : OffsetDateTime.parse(raw).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw JsonRecord.invalid(
          field, "must be ISO-8601 with an offset or Z, or epoch milliseconds");
    }
  }

  static void notInFuture(long time, long nowMillis, long maxFutureMillis)
      throws RejectedRecordException {
    if (time > nowMillis + maxFutureMillis) {
      throw new RejectedRecordException(
          Reason.FUTURE_DATED,
          "Field time is more than " + maxFutureMillis / 1000 + " s ahead of the clock");
    }
  }

  /** The primary subtag in lower case; null if it is none. */
  static String language(String raw) {
    if (raw == null) {
      return null;
    }
    String primary = raw.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    return primary.matches("[a-z]{2,3}") ? primary : null;
  }
}
