package org.interesttracker.evaluation;

import java.util.List;
import java.util.Map;

/**
 * What a run measures and how.
 *
 * @param ks the list lengths, each at least 1, distinct; the first is the one that slices, plots
 *     and tests use
 * @param repeats whether items that the user has met stay in the ranking and count as targets
 * @param testShare of {@link Protocol#TIME_SPLIT}: the share of the time span that is tested, above
 *     0 and below 1
 * @param learnOn of {@link Protocol#TIME_SPLIT}: whether models go on learning in the test
 * @param frozen whether the sequence model stays as it is
 * @param seed of whatever is drawn at random
 * @param options of the job that were set, by key
 */
public record EvaluationSettings(
    Protocol protocol,
    List<Integer> ks,
    boolean repeats,
    double testShare,
    boolean learnOn,
    boolean frozen,
    long seed,
    Map<String, String> options) {

  /** A longer list would cost more than it tells. */
  private static final int LARGEST_K = 1_000;

  /**
   * @throws IllegalArgumentException with what is out of bounds
   */
  public EvaluationSettings {
    ks = List.copyOf(ks);
    if (ks.isEmpty() || ks.stream().anyMatch(k -> k < 1 || k > LARGEST_K)) {
      throw new IllegalArgumentException(
          "--k is %s, expected numbers from 1 to %d".formatted(ks, LARGEST_K));
    }
    if (ks.stream().distinct().count() < ks.size()) {
      throw new IllegalArgumentException("--k is " + ks + ", expected each number once");
    }
    if (!(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException(
          "--test-share is " + testShare + ", expected a number above 0 and below 1");
    }
    if (learnOn && protocol != Protocol.TIME_SPLIT) {
      throw new IllegalArgumentException("--learn-on is for --protocol time-split only");
    }
  }

  /** The k of slices, plots and tests. */
  int firstK() {
    return ks.get(0);
  }

  int largestK() {
    return ks.stream().mapToInt(k -> k).max().orElseThrow();
  }
}
