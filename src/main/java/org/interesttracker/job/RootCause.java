package org.interesttracker.job;

/** Finds what a user needs to know in a chain of causes. */
final class RootCause {

  private RootCause() {}

  /** The message of the deepest cause that has one. */
  static String sentence(Throwable thrown) {
    String sentence = thrown.toString();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        sentence = cause.getMessage();
      }
    }
    return sentence;
  }
}
