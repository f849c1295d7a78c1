package org.interesttracker.privacy;

/**
 * By what a user is known while keys are rotated: by the current key, and by the previous one. As
 * one id it travels to the operator that decides which of the two the user has.
 *
 * @param current the pseudonym under the current key
 * @param previous the one under the previous key; null where there is only one key
 */
record Pseudonym(String current, String previous) {

  private static final char SEPARATOR = ':';

  /** Both in one id; the current one alone where there is no other. */
  String id() {
    return previous == null ? current : current + SEPARATOR + previous;
  }

  static Pseudonym of(String id) {
    int separator = id.indexOf(SEPARATOR);
    return separator < 0
        ? new Pseudonym(id, null)
        : new Pseudonym(id.substring(0, separator), id.substring(separator + 1));
  }

  /** The pseudonym under the oldest key that lives; it is the same before and during a rotation. */
  String oldest() {
    return previous == null ? current : previous;
  }
}
