package org.interesttracker.evaluation;

import org.interesttracker.interest.InterestUpdate;

/** What a run knows of a user. */
final class UserFacts {

  private final int number;
  private int events;
  private InterestUpdate interest;

  UserFacts(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** How many events of the user were taken in. */
  int events() {
    return events;
  }

  /** After the latest of them; null before the first. */
  InterestUpdate interest() {
    return interest;
  }

  void advance(InterestUpdate next) {
    interest = next;
    events++;
  }
}
