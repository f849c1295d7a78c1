package org.interesttracker.event;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Times as people write them: ISO-8601 with an offset, or epoch milliseconds. */
final class Timestamps {

  /** The last millisecond of the year 9999, the last that ISO-8601 writes with four digits. */
  static final long MAX = 253_402_300_799_999L;

  private static final int MAX_DIGITS = 15;

  private Timestamps() {}

  /**
   * @return epoch milliseconds, from 1970 to 9999
   * @throws DateTimeException when the text is neither form, or out of that range
   */
  static long parse(String text) {
    return checked(isDigits(text) ? Long.parseLong(text) : iso(text));
  }

  /**
   * @param millis epoch milliseconds; a whole number, as a float too, since many languages know no
   *     other numbers
   * @throws DateTimeException when it is not whole, or out of range
   */
  static long parse(double millis) {
    if (millis != Math.rint(millis)) {
      throw new DateTimeException("Not a whole number of milliseconds.");
    }
    return checked((long) millis);
  }

  private static long iso(String text) {
    return OffsetDateTime.parse(withColonInOffset(text)).toInstant().toEpochMilli();
  }

  /** Many libraries write +0100, which the parser of Java does not read. */
  private static String withColonInOffset(String text) {
    int sign = text.length() - 5;
    int minutes = text.length() - 2;
    return sign > 0 && "+-".indexOf(text.charAt(sign)) >= 0
        ? text.substring(0, minutes) + ":" + text.substring(minutes)
        : text;
  }

  private static long checked(long millis) {
    if (millis < 0 || millis > MAX) {
      throw new DateTimeException("Not between the years 1970 and 9999.");
    }
    return millis;
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
