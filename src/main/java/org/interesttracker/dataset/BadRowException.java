package org.interesttracker.dataset;

/** A row that gives no event or item; the message says why, without the row's content. */
final class BadRowException extends Exception {

  BadRowException(String reason) {
    super(reason);
  }

  static BadRowException missing(String what, String column) {
    return new BadRowException("There is no %s in column \"%s\".".formatted(what, column));
  }
}
