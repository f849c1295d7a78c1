package org.interesttracker.interest;

/**
 * Tells of a string whether it may have been met before: never wrongly that it was not, and of a
 * few dozen strings seldom wrongly that it may. So most new ones need not be looked for among those
 * that were. Not thread-safe.
 */
final class HashFilter {

  private long bits;

  /** Whether the string may have been given before; from now on it was. */
  boolean mayHave(String value) {
    int hash = value.hashCode();
    long bit = 1L << (hash ^ hash >>> 6 ^ hash >>> 12);
    boolean may = (bits & bit) != 0;
    bits |= bit;
    return may;
  }
}
