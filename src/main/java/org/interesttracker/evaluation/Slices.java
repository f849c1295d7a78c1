package org.interesttracker.evaluation;

import java.util.Arrays;
import java.util.List;

/** Figures apart for parts of the targets, told apart by a count. */
final class Slices {

  private final int[] from;
  private final Tally[] tallies;

  /**
   * @param from the least count of each part, ascending, 0 first
   */
  Slices(int... from) {
    this.from = from;
    tallies = new Tally[from.length];
    Arrays.setAll(tallies, i -> new Tally());
  }

  void add(int count, boolean hit, double gain) {
    int i = from.length - 1;
    while (count < from[i]) {
      i--;
    }
    tallies[i].add(hit, gain);
  }

  List<Tally> tallies() {
    return List.of(tallies);
  }

  /** Such as "0", "1-4", "100 or more". */
  String label(int i) {
    if (i == from.length - 1) {
      return from[i] + " or more";
    }
    int to = from[i + 1] - 1;
    return from[i] == to ? String.valueOf(to) : from[i] + "-" + to;
  }
}
