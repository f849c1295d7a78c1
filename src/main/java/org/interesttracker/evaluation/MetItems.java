package org.interesttracker.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The items each user has met. The list of the user at hand is spread out over an array, so that a
 * look-up costs nothing.
 */
final class MetItems {

  private final List<Own> users = new ArrayList<>();
  private final int[] stamps;
  private int stamp;
  private Own current;

  /**
   * @param items how many items there are
   */
  MetItems(int items) {
    stamps = new int[items];
  }

  /**
   * Makes a user the one at hand.
   *
   * @param user numbered from 0 in the order of first use
   */
  void use(int user) {
    while (user >= users.size()) {
      users.add(new Own());
    }
    current = users.get(user);
    stamp++;
    for (int i = 0; i < current.size; i++) {
      stamps[current.items[i]] = stamp;
    }
  }

  /** Whether the user at hand has met an item. */
  boolean contains(int item) {
    return stamps[item] == stamp;
  }

  /** How many items the user at hand has met. */
  int size() {
    return current.size;
  }

  /**
   * Notes that the user at hand has met an item.
   *
   * @return false if that was known
   */
  boolean add(int item) {
    if (contains(item)) {
      return false;
    }
    current.add(item);
    stamps[item] = stamp;
    return true;
  }

  private static final class Own {
    private int[] items = new int[8];
    private int size;

    void add(int item) {
      if (size == items.length) {
        items = Arrays.copyOf(items, 2 * size);
      }
      items[size++] = item;
    }
  }
}
