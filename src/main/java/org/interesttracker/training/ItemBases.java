package org.interesttracker.training;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Where all items are by their texts or given vectors, which training leaves alone. */
final class ItemBases {

  private final List<String> ids;
  private final int dimension;
  private final float[] values;
  private final BitSet without = new BitSet();

  /**
   * @param bases by the place of the id, each of length D, null for an item without text; asked
   *     once for each, in order
   */
  ItemBases(List<String> ids, IntFunction<float[]> bases, int dimension) {
    this.ids = List.copyOf(ids);
    this.dimension = dimension;
    this.values = new float[ids.size() * dimension];
    for (int item = 0; item < ids.size(); item++) {
      float[] own = bases.apply(item);
      if (own == null) {
        without.set(item);
      } else {
        System.arraycopy(own, 0, values, item * dimension, dimension);
      }
    }
  }

  /** In the order of the rows. */
  List<String> ids() {
    return ids;
  }

  int dimension() {
    return dimension;
  }

  /** All of them, row after row, zero for items without; not to be changed. */
  float[] values() {
    return values;
  }

  /** The rows of items that have neither text nor vector. */
  BitSet without() {
    return without;
  }

  /** The row of each id. */
  Map<String, Integer> index() {
    Map<String, Integer> index = new HashMap<>();
    for (int item = 0; item < ids.size(); item++) {
      index.put(ids.get(item), item);
    }
    return index;
  }
}
