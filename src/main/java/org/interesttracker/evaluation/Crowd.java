package org.interesttracker.evaluation;

/** How many users have met each item so far: what slices, novelty and cold items rest on. */
final class Crowd {

  private static final double LN_2 = Math.log(2);

  private final int[] usersMet;
  private int users;
  private int coldItems;

  Crowd(int items) {
    usersMet = new int[items];
    coldItems = items;
  }

  /** Notes a new user. */
  void addUser() {
    users++;
  }

  /** Notes that one more user met an item. */
  void meet(int item) {
    if (usersMet[item]++ == 0) {
      coldItems--;
    }
  }

  int usersMet(int item) {
    return usersMet[item];
  }

  boolean isCold(int item) {
    return usersMet[item] == 0;
  }

  /** How many items nobody has met. */
  int coldItems() {
    return coldItems;
  }

  /** How many items there are. */
  int items() {
    return usersMet.length;
  }

  /**
   * -log2 of the share of users who have met the item, one user and one meeting added, so that an
   * item that nobody has met has a value.
   */
  double novelty(int item) {
    return Math.log((users + 1.0) / (usersMet[item] + 1.0)) / LN_2;
  }
}
