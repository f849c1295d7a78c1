package org.interesttracker.recommend;

import java.util.Arrays;

/** Gathers items, each once, and gives each its place. Not thread-safe. */
final class Candidates {

  private int[] items = new int[64];
  private int size;
  private int turn = 1;
  private int[] gatheredIn = new int[0];
  private int[] places = new int[0];

  void clear() {
    size = 0;
    turn++;
  }

  /** The place of an item, at its first mention the next one. */
  int add(int item) {
    if (item >= gatheredIn.length) {
      int length = Math.max(item + 1, 2 * gatheredIn.length);
      gatheredIn = Arrays.copyOf(gatheredIn, length);
      places = Arrays.copyOf(places, length);
    }
    if (gatheredIn[item] != turn) {
      gatheredIn[item] = turn;
      places[item] = append(item);
    }
    return places[item];
  }

  /** Whether an item was added. */
  boolean has(int item) {
    return item < gatheredIn.length && gatheredIn[item] == turn;
  }

  private int append(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
    }
    items[size] = item;
    return size++;
  }

  /** The place of an item that was added. */
  int place(int item) {
    return places[item];
  }

  int[] toArray() {
    return Arrays.copyOf(items, size);
  }
}
