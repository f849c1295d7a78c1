package org.interesttracker.privacy;

import java.util.List;
import org.interesttracker.event.EpochMillis;

/**
 * One statistic of one window as it is published.
 *
 * @param windowEnd exclusive, epoch milliseconds
 * @param entries most users first; empty when refused
 * @param mechanism how noise was added; null when refused, as are the numbers that go with it
 * @param standardDeviation of the noise of a count
 * @param leastCount lower counts are not told
 * @param cap in how many keys a user counts at the most
 * @param spentEpsilon of the budget, by all statistics up to this window
 */
public record ReleasedStatistic(
    Statistic statistic,
    Status status,
    @EpochMillis long windowStart,
    @EpochMillis long windowEnd,
    List<Entry> entries,
    String unit,
    String mechanism,
    Double epsilon,
    Double delta,
    Double standardDeviation,
    Long leastCount,
    int minimumUsers,
    int cap,
    double spentEpsilon,
    double spentDelta,
    double budgetEpsilon,
    double budgetDelta) {

  /** Whose presence is hidden: all that one user did in one window. */
  public static final String UNIT = "user-per-window";

  /** In outputs with a key. */
  public String key() {
    return statistic.wireName();
  }

  /** Whether the budget allowed it. */
  public enum Status {
    RELEASED,
    REFUSED
  }

  /**
   * One key.
   *
   * @param key an item, a topic or a language
   * @param other the other item of a pair, or the type of an action; null for none
   * @param users how many, with noise
   * @param share of all users told, where keys are parts of a whole; else null
   * @param similarity of a pair: the cosine, users of both over the root of the product of the
   *     users of each, at most 1; null if one of these is not told
   */
  public record Entry(String key, String other, long users, Double share, Double similarity) {}
}
