package org.interesttracker.recommend;

import java.util.Arrays;
import java.util.function.Predicate;
import org.interesttracker.model.ItemNumbers;

/**
 * Which items may be in a user's list. An item is asked for once, whatever number of models propose
 * it, because the answer may lie in a state backend. Not thread-safe.
 */
final class Wanted {

  private final ItemNumbers numbers;
  private Predicate<String> wanted;
  private int turn;
  private int[] askedIn = new int[0];
  private boolean[] answers = new boolean[0];

  Wanted(ItemNumbers numbers) {
    this.numbers = numbers;
  }

  /** Begins with another user. */
  void begin(Predicate<String> wanted) {
    this.wanted = wanted;
    turn++;
    if (askedIn.length < numbers.size()) {
      grow();
    }
  }

  boolean test(int item) {
    if (item >= askedIn.length) {
      grow();
    }
    if (askedIn[item] != turn) {
      askedIn[item] = turn;
      answers[item] = wanted.test(numbers.id(item));
    }
    return answers[item];
  }

  private void grow() {
    int size = Math.max(numbers.size(), 2 * askedIn.length);
    askedIn = Arrays.copyOf(askedIn, size);
    answers = Arrays.copyOf(answers, size);
  }
}
