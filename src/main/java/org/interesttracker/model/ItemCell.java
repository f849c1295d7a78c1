package org.interesttracker.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Items that are scored together, see {@link VectorBlock}. Not thread-safe. */
final class ItemCell {

  /** How many items a block has at the most: their vectors fit in a core's cache. */
  static final int BLOCK = 256;

  /** The last block grows by so much, lest a cell of few items have room for many. */
  private static final int STEP = 32;

  private final List<VectorBlock> blocks = new ArrayList<>();
  private PlacedItem[] items = {};
  private int size;

  int size() {
    return size;
  }

  PlacedItem get(int slot) {
    return items[slot];
  }

  /** Adds an item in the slot of the number that there are. */
  void add(PlacedItem item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size + Math.max(STEP, size / 4));
    }
    makeRoom(item.vector().length);
    size++;
    set(size - 1, item);
  }

  private void makeRoom(int dimension) {
    if (size == blocks.size() * BLOCK) {
      blocks.add(new VectorBlock(dimension, size == 0 ? STEP : BLOCK));
    }
    VectorBlock last = blocks.get(blocks.size() - 1);
    if (size % BLOCK == last.lanes()) {
      last.grow(last.lanes() + STEP);
    }
  }

  private void set(int slot, PlacedItem item) {
    items[slot] = item;
    blocks.get(slot / BLOCK).write(slot % BLOCK, item.vector(), item.bias());
  }

  /**
   * Removes the item in a slot; the last one takes it.
   *
   * @return the item that is in the slot now; null if it was the last
   */
  PlacedItem remove(int slot) {
    PlacedItem last = items[--size];
    items[size] = null;
    if (size % BLOCK == 0) {
      blocks.remove(blocks.size() - 1);
    }
    if (slot == size) {
      return null;
    }
    set(slot, last);
    return last;
  }

  /**
   * Offers all items.
   *
   * @param scores is written to; {@link #BLOCK} long at the least
   */
  void offer(float[] query, float[] scores, NearestFirst best) {
    for (int b = 0; b < blocks.size(); b++) {
      int lanes = Math.min(BLOCK, size - b * BLOCK);
      blocks.get(b).score(query, lanes, scores, 0);
      for (int lane = 0; lane < lanes; lane++) {
        if (scores[lane] >= best.bound()) {
          best.offer(items[b * BLOCK + lane], scores[lane]);
        }
      }
    }
  }
}
