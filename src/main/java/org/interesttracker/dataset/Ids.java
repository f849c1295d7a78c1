package org.interesttracker.dataset;

/** Names with a number of at least six digits, so that they sort as they were made. */
final class Ids {

  private static final int DIGITS = 6;

  private Ids() {}

  static String numbered(String prefix, long number) {
    String digits = Long.toString(number);
    return prefix + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
  }
}
