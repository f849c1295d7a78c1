package org.interesttracker.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each item a number, 0, 1, 2 … in the order of first mention, so that scores can be kept in
 * arrays. Numbers hold within one JVM and one operator only: what is stored or sent names items by
 * id. Not thread-safe.
 */
public final class ItemNumbers {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> ids = new ArrayList<>();

  /** How many items have a number. */
  public int size() {
    return ids.size();
  }

  /** The item's number; a new one at its first mention. */
  public int number(String itemId) {
    Integer known = numbers.get(itemId);
    if (known != null) {
      return known;
    }
    numbers.put(itemId, ids.size());
    ids.add(itemId);
    return ids.size() - 1;
  }

  /** The item's number, or -1 if it has none. */
  public int find(String itemId) {
    return numbers.getOrDefault(itemId, -1);
  }

  /** The same as it is now. */
  public ItemNumbers copy() {
    ItemNumbers copy = new ItemNumbers();
    copy.numbers.putAll(numbers);
    copy.ids.addAll(ids);
    return copy;
  }

  /** The item of a number. */
  public String id(int number) {
    return ids.get(number);
  }
}
