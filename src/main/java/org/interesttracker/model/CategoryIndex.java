package org.interesttracker.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which item is of which category, both ways, by number: items by {@link ItemNumbers}, categories
 * 0, 1, 2 … in the order of first mention. About 8 bytes for each category of an item, and 16 for
 * the item. Not thread-safe.
 */
public final class CategoryIndex {

  private static final int[] NONE = new int[0];

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<IntList> items = new ArrayList<>();
  private final List<int[]> categories = new ArrayList<>();

  CategoryIndex() {}

  /** How many categories have a number, those whose items are gone among them. */
  public int size() {
    return items.size();
  }

  /** The number of a category, or -1. */
  public int find(String category) {
    return numbers.getOrDefault(category, -1);
  }

  /** The categories of an item, each once; shared, so not to be written to. */
  public int[] of(int item) {
    return item < categories.size() ? categories.get(item) : NONE;
  }

  /** The items of a category, in no particular order; shared, so not to be written to. */
  public IntList items(int category) {
    return items.get(category);
  }

  /** Sets the categories of an item. */
  void put(int item, List<String> names) {
    for (int category : of(item)) {
      items.get(category).removeValue(item);
    }
    int[] next = names.stream().distinct().mapToInt(this::number).toArray();
    for (int category : next) {
      items.get(category).add(item);
    }
    while (categories.size() <= item) {
      categories.add(NONE);
    }
    categories.set(item, next);
  }

  private int number(String category) {
    Integer known = numbers.putIfAbsent(category, items.size());
    if (known != null) {
      return known;
    }
    items.add(new IntList());
    return items.size() - 1;
  }
}
