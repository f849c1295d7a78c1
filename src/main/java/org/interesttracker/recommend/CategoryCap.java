package org.interesttracker.recommend;

import org.interesttracker.model.CategoryIndex;

/** Counts a list's items by category, so that none has too many. Not thread-safe. */
final class CategoryCap {

  private final CategoryIndex categories;
  private final int most;
  private int[] counts = {};

  /**
   * @param most items of one category; 0 for any number
   */
  CategoryCap(CategoryIndex categories, int most) {
    this.categories = categories;
    this.most = most;
  }

  boolean isSet() {
    return most > 0;
  }

  /** Begins with an empty list. */
  void begin() {
    if (isSet()) {
      counts = new int[categories.size()];
    }
  }

  /** Whether there is room for an item in all of its categories. */
  boolean allows(int item) {
    if (isSet()) {
      for (int category : categories.of(item)) {
        if (counts[category] >= most) {
          return false;
        }
      }
    }
    return true;
  }

  void take(int item) {
    if (isSet()) {
      for (int category : categories.of(item)) {
        counts[category]++;
      }
    }
  }
}
