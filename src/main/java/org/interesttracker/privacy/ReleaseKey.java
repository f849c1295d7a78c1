package org.interesttracker.privacy;

/**
 * What users are counted by.
 *
 * @param first an item, a topic or a language
 * @param second of a pair, the other item, which is behind the first in the order of ids; of an
 *     action, its type; null for none
 */
public record ReleaseKey(Statistic statistic, String first, String second) {

  private static final char BETWEEN = '\0';

  /** The key as one string; no two keys have the same, since no id and no topic has a NUL. */
  public String id() {
    return statistic.name() + BETWEEN + first + (second == null ? "" : BETWEEN + second);
  }

  /** The key with this id. */
  static ReleaseKey of(String id) {
    String[] parts = id.split(String.valueOf(BETWEEN), -1);
    return new ReleaseKey(
        Statistic.valueOf(parts[0]), parts[1], parts.length == 2 ? null : parts[2]);
  }

  /** The pair of two items, whichever comes first. */
  static ReleaseKey pair(String item, String other) {
    return item.compareTo(other) < 0
        ? new ReleaseKey(Statistic.PAIRS, item, other)
        : new ReleaseKey(Statistic.PAIRS, other, item);
  }
}
