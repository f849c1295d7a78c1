package org.interesttracker.training;

import java.util.Arrays;

/** Sums gradients by table row; only rows that have one take space. */
final class RowGradients {

  private final int dimension;
  private final int[] places;
  private int[] items = new int[64];
  private float[] values;
  private int count;

  RowGradients(int tableSize, int dimension) {
    this.dimension = dimension;
    this.places = new int[tableSize];
    Arrays.fill(places, -1);
    this.values = new float[items.length * dimension];
  }

  void add(int[] rows, float[] gradients) {
    for (int i = 0; i < rows.length; i++) {
      add(rows[i], gradients, i * dimension);
    }
  }

  void add(int item, float[] gradient, int from) {
    int to = place(item) * dimension;
    for (int d = 0; d < dimension; d++) {
      values[to + d] += gradient[from + d];
    }
  }

  int[] items() {
    return Arrays.copyOf(items, count);
  }

  float[] values() {
    return Arrays.copyOf(values, count * dimension);
  }

  private int place(int item) {
    if (places[item] < 0) {
      if (count == items.length) {
        items = Arrays.copyOf(items, 2 * count);
        values = Arrays.copyOf(values, 2 * count * dimension);
      }
      items[count] = item;
      places[item] = count++;
    }
    return places[item];
  }
}
