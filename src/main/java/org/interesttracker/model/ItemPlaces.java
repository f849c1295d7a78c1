package org.interesttracker.model;

import java.util.Arrays;

/**
 * Gathers items by number, each once, and gives each its place: 0, 1, 2 … in the order of first
 * mention. A hash table with linear probing and multiplicative hashing (Knuth, The Art of Computer
 * Programming 3, 6.4), so that room and time to clear it follow the items gathered and not those
 * that there are: in a large catalog an array by number would have each item in a cache line of its
 * own. Not thread-safe.
 */
public final class ItemPlaces {

  private static final int MIN_BITS = 7;

  /** 2^32 over the golden ratio: neighbouring numbers go far apart. */
  private static final int MULTIPLIER = 0x9E3779B9;

  private int[] items = new int[1 << MIN_BITS - 1];
  private int size;

  /** Places, one higher, by hash; 0 where there is none. As much is in use as the bits reach. */
  private int[] table = new int[1 << MIN_BITS];

  private int bits = MIN_BITS;

  /** Forgets all items. Makes room for about as many as there were. */
  public void clear() {
    Arrays.fill(table, 0, 1 << bits, 0);
    bits =
        Math.max(MIN_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, 2 * size - 1)));
    size = 0;
  }

  public int size() {
    return size;
  }

  /** The item in a place, 0 to size - 1. */
  public int item(int place) {
    return items[place];
  }

  /**
   * The place of an item; at its first mention the next one.
   *
   * @param item 0 or more
   */
  public int add(int item) {
    int slot = slot(item);
    if (table[slot] != 0) {
      return table[slot] - 1;
    }
    append(item);
    table[slot] = size;
    if (2 * size > 1 << bits) {
      grow();
    }
    return size - 1;
  }

  /** The place of an item, or -1 if it was not added. */
  public int find(int item) {
    return table[slot(item)] - 1;
  }

  /** Whether an item was added. */
  public boolean has(int item) {
    return find(item) >= 0;
  }

  public int[] toArray() {
    return Arrays.copyOf(items, size);
  }

  /** Where the item stands, or where it would. */
  private int slot(int item) {
    int mask = (1 << bits) - 1;
    int slot = item * MULTIPLIER >>> Integer.SIZE - bits;
    while (table[slot] != 0 && items[table[slot] - 1] != item) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void append(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
    }
    items[size++] = item;
  }

  private void grow() {
    Arrays.fill(table, 0, 1 << bits, 0);
    bits++;
    if (table.length < 1 << bits) {
      table = new int[1 << bits];
    }
    for (int place = 0; place < size; place++) {
      table[slot(items[place])] = place + 1;
    }
  }
}
