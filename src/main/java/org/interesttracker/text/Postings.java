package org.interesttracker.text;

import java.util.Arrays;

/** The items that have a term, in no particular order, and how often each has it. */
final class Postings {

  private int[] items = new int[1];
  private byte[] counts = new byte[1];
  private int size;

  int size() {
    return size;
  }

  int item(int place) {
    return items[place];
  }

  int count(int place) {
    return counts[place];
  }

  void add(int item, byte count) {
    if (size == items.length) {
      int capacity = size + 1 + size / 4;
      items = Arrays.copyOf(items, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
    items[size] = item;
    counts[size++] = count;
  }

  /** Removes an item that is there. */
  void remove(int item) {
    int place = 0;
    while (items[place] != item) {
      place++;
    }
    size--;
    items[place] = items[size];
    counts[place] = counts[size];
  }
}
