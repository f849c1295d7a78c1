package org.interesttracker.recommend;

import java.util.Arrays;

/** A set of items by number, emptied at once however many there are. Not thread-safe. */
final class ItemSet {

  private int[] addedIn = new int[0];
  private int turn = 1;

  void clear() {
    turn++;
  }

  /**
   * @param item 0 or more
   */
  void add(int item) {
    if (item >= addedIn.length) {
      addedIn = Arrays.copyOf(addedIn, Math.max(item + 1, 2 * addedIn.length));
    }
    addedIn[item] = turn;
  }

  boolean contains(int item) {
    return item < addedIn.length && addedIn[item] == turn;
  }
}
