package org.interesttracker.training;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** All items' vectors: a fixed base from the text, and a residual that training moves. */
final class ItemTable {

  private final ItemBases bases;
  private final int dimension;
  private final float[] base;
  private final float[] residuals;

  private ItemTable(ItemBases bases) {
    this.bases = bases;
    this.dimension = bases.dimension();
    this.base = bases.values();
    this.residuals = new float[base.length];
  }

  /**
   * Residuals start at 0; those of items without a base at random, so that the items can be told
   * apart.
   */
  ItemTable(ItemBases bases, long seed) {
    this(bases);
    SplittableRandom random = new SplittableRandom(seed);
    bases.without().stream().forEach(item -> fillRandomly(item * dimension, random));
  }

  /** With these residuals, by id, and none for other items: as they are served. */
  static ItemTable served(ItemBases bases, Map<String, float[]> residualsById) {
    ItemTable table = new ItemTable(bases);
    for (int item = 0; item < table.size(); item++) {
      float[] residual = residualsById.get(bases.ids().get(item));
      if (residual != null) {
        System.arraycopy(residual, 0, table.residuals, item * table.dimension, table.dimension);
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
    return bases.ids().size();
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

  /** The vectors of a range of items, row after row. */
  float[] vectors(int from, int to) {
    float[] rows = new float[(to - from) * dimension];
    for (int item = from; item < to; item++) {
      copyVector(item, rows, (item - from) * dimension);
    }
    return rows;
  }

  /** By id, of the items for which it is true; copies. */
  Map<String, float[]> residualsById(boolean[] trained) {
    Map<String, float[]> byId = new TreeMap<>();
    for (int item = 0; item < size(); item++) {
      if (trained[item]) {
        float[] row = new float[dimension];
        System.arraycopy(residuals, item * dimension, row, 0, dimension);
        byId.put(bases.ids().get(item), row);
      }
    }
    return byId;
  }

  /** The row of each id. */
  Map<String, Integer> index() {
    return bases.index();
  }
}
