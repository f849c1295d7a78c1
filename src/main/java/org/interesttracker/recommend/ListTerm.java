package org.interesttracker.recommend;

import org.interesttracker.interest.InterestUpdate;

/**
 * A part of the worth of a list that depends on its items together. A list grows by one item at a
 * time.
 */
interface ListTerm {

  /**
   * Begins with an empty list.
   *
   * @param pool the items that may be listed, by number; others name them by their place in it
   * @param interest of the user the list is for
   */
  void begin(int[] pool, InterestUpdate interest);

  /** What the worth of the list would gain by an item; below 0 for a loss. */
  double gain(int place);

  /** Adds an item to the list. */
  void take(int place);
}
