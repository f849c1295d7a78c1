package org.interesttracker.dataset;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads times. A plain number is epoch seconds below 10^11 (the year 5138), else epoch
 * milliseconds; anything else is ISO-8601, with a space allowed for the T. A pattern replaces both
 * rules.
 */
final class TimeParser {

  private static final BigDecimal SECONDS_BELOW = BigDecimal.valueOf(100_000_000_000L);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d{1,9})?");

  /** The end of the year 9999: beyond it a number is of microseconds, or a mistake. */
  private static final long LATEST = 253_402_300_799_999L;

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT);

  private final DateTimeFormatter pattern;
  private final ZoneId zone;

  /**
   * @param pattern of {@link DateTimeFormatter}, English names; null for the rules above
   * @param zone of times that name none
   * @throws IllegalArgumentException if the pattern is not one
   */
  TimeParser(String pattern, ZoneId zone) {
    this.pattern = pattern == null ? null : caseInsensitive(pattern);
    this.zone = zone;
  }

  /** Epoch milliseconds, more than 0. */
  long parse(String text) throws BadRowException {
    long millis = pattern == null && NUMBER.matcher(text).matches() ? epoch(text) : calendar(text);
    if (millis <= 0 || millis > LATEST) {
      throw new BadRowException("The time does not lie between the years 1970 and 9999.");
    }
    return millis;
  }

  private static long epoch(String text) {
    BigDecimal number = new BigDecimal(text);
    return number.compareTo(SECONDS_BELOW) < 0
        ? number.movePointRight(3).longValue()
        : number.longValue();
  }

  private long calendar(String text) throws BadRowException {
    try {
      TemporalAccessor parsed =
          pattern == null
              ? parse(ISO, text.length() > 10 ? withLetterT(text) : text)
              : parse(pattern, text);
      return instant(parsed).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new BadRowException(
          pattern == null
              ? "The time is neither epoch seconds, epoch milliseconds nor ISO-8601."
              : "The time does not match the pattern of --time-format.");
    }
  }

  private static TemporalAccessor parse(DateTimeFormatter format, String text) {
    return format.parseBest(
        text, ZonedDateTime::from, Instant::from, LocalDateTime::from, LocalDate::from);
  }

  private Instant instant(TemporalAccessor time) {
    if (time instanceof LocalDateTime local) {
      return local.atZone(zone).toInstant();
    }
    return time instanceof LocalDate date
        ? date.atStartOfDay(zone).toInstant()
        : Instant.from(time);
  }

  private static String withLetterT(String text) {
    return text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
  }

  private static DateTimeFormatter caseInsensitive(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }
}
