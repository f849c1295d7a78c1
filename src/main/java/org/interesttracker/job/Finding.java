package org.interesttracker.job;

/**
 * What a dry run found out of one thing that the job needs.
 *
 * @param what the thing, by a few words
 * @param sentence what was found, and of what is wrong what to do
 */
record Finding(Verdict verdict, String what, String sentence) {

  /** How it stands. */
  enum Verdict {
    OK,
    /** It would run, but look at it; or it cannot be told from here. */
    NOTE,
    FAILED
  }

  static Finding ok(String what, String sentence) {
    return new Finding(Verdict.OK, what, sentence);
  }

  static Finding note(String what, String sentence) {
    return new Finding(Verdict.NOTE, what, sentence);
  }

  static Finding failed(String what, String sentence) {
    return new Finding(Verdict.FAILED, what, sentence);
  }

  /** One line. */
  String text() {
    return "%-6s  %s: %s".formatted(verdict, what, sentence);
  }
}
