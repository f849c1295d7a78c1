package org.interesttracker.model;

import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Products of several queries with {@link VectorBlock}s, one block after the other, by OpenBLAS. A
 * block and its products lie in native memory that is used again, small enough for the processor's
 * caches, so that each product is written to memory once. Not thread-safe; native memory, that of
 * the most queries yet, goes with the object.
 */
final class BlockProducts {

  private final int dimension;
  private final int lanes;
  private final FloatPointer values;
  private final FloatBuffer valuesView;
  private int capacity;
  private FloatPointer rows;
  private FloatBuffer rowsView;
  private FloatPointer found;
  private FloatBuffer foundView;

  /**
   * @param lanes of each block
   */
  BlockProducts(int dimension, int lanes) {
    this.dimension = dimension;
    this.lanes = lanes;
    this.values = new FloatPointer((long) dimension * lanes);
    this.valuesView = values.asBuffer();
  }

  /**
   * The dot product of each query with each vector of all blocks, plus its bias.
   *
   * @param scores by query, then by block and lane; written
   */
  void write(List<float[]> queries, List<VectorBlock> blocks, float[][] scores) {
    if (queries.isEmpty()) {
      return;
    }
    reserve(queries.size());
    for (int q = 0; q < queries.size(); q++) {
      rowsView.put(q * dimension, queries.get(q), 0, dimension);
    }
    for (int b = 0; b < blocks.size(); b++) {
      valuesView.put(0, blocks.get(b).values());
      Blas.product(rows, dimension, queries.size(), dimension, values, lanes, 0, found);
      for (int q = 0; q < queries.size(); q++) {
        foundView.get(q * lanes, scores[q], b * lanes, lanes);
        Vectors.add(blocks.get(b).biases(), scores[q], b * lanes);
      }
    }
  }

  private void reserve(int queries) {
    if (queries <= capacity) {
      return;
    }
    if (capacity > 0) {
      rows.close();
      found.close();
    }
    capacity = queries;
    rows = new FloatPointer((long) queries * dimension);
    rowsView = rows.asBuffer();
    found = new FloatPointer((long) queries * lanes);
    foundView = found.asBuffer();
  }
}
