package org.interesttracker.recommend;

import org.interesttracker.interest.InterestUpdate;

/**
 * Something that adds to the blend's score of an item, or takes from it, for what the user said.
 * Unlike what models say, it is not learned and teaches nothing.
 */
interface Adjustment {

  /** Its name among an item's contributions. */
  String name();

  /** What it adds for a user, by item number; null if nothing to any item. */
  Effect of(InterestUpdate interest);

  /** What is added for one user. */
  @FunctionalInterface
  interface Effect {
    double on(int item);
  }
}
