package org.interesttracker.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** All items' vectors: a fixed base from the text, and a residual that training moves. */
final class ItemTable {

  private final List<String> ids;
  private final int dimension;
  private final float[] base;
  private final float[] residuals;

  /**
   * Residuals start at 0; those of items without a base at random, so that the items can be told
   * apart.
   *
   * @param bases in the order of the ids, each of length D, null for an item without text
   */
  ItemTable(List<String> ids, List<float[]> bases, int dimension, long seed) {
    this.ids = List.copyOf(ids);
    this.dimension = dimension;
    this.base = new float[ids.size() * dimension];
    this.residuals = new float[base.length];
    SplittableRandom random = new SplittableRandom(seed);
    for (int item = 0; item < ids.size(); item++) {
      if (bases.get(item) == null) {
        fillRandomly(item * dimension, random);
      } else {
        System.arraycopy(bases.get(item), 0, base, item * dimension, dimension);
      }
    }
  }

  private ItemTable(List<String> ids, int dimension, float[] base) {
    this.ids = ids;
    this.dimension = dimension;
    this.base = base;
    this.residuals = new float[base.length];
  }

  /** The same items with these residuals, by id, and none for others: as they are served. */
  ItemTable with(Map<String, float[]> residualsById) {
    ItemTable table = new ItemTable(ids, dimension, base);
    for (int item = 0; item < ids.size(); item++) {
      float[] residual = residualsById.get(ids.get(item));
      if (residual != null) {
        System.arraycopy(residual, 0, table.residuals, item * dimension, dimension);
      }
    }
    return table;
  }

  private void fillRandomly(int offset, SplittableRandom random) {
    double bound = Math.sqrt(3.0 / dimension);
    for (int i = 0; i < dimension; i++) {
      residuals[offset + i] = (float) random.nextDouble(-bound, bound);
    }
  }

  int size() {
    return ids.size();
  }

  int dimension() {
    return dimension;
  }

  /** All residuals, row after row; what is written here is what {@link #copyVector} reads. */
  float[] residuals() {
    return residuals;
  }

  /** Writes base plus residual of one item. */
  void copyVector(int item, float[] target, int offset) {
    int from = item * dimension;
    for (int i = 0; i < dimension; i++) {
      target[offset + i] = base[from + i] + residuals[from + i];
    }
  }

  /** The vectors of some items, row after row. */
  float[] vectors(int[] items) {
    float[] rows = new float[items.length * dimension];
    for (int row = 0; row < items.length; row++) {
      copyVector(items[row], rows, row * dimension);
    }
    return rows;
  }

  /** By id, of the items for which it is true; copies. */
  Map<String, float[]> residualsById(boolean[] trained) {
    Map<String, float[]> byId = new TreeMap<>();
    for (int item = 0; item < ids.size(); item++) {
      if (trained[item]) {
        float[] row = new float[dimension];
        System.arraycopy(residuals, item * dimension, row, 0, dimension);
        byId.put(ids.get(item), row);
      }
    }
    return byId;
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
