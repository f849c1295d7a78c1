package org.interesttracker.model;

import java.util.Arrays;

/**
 * Vectors, each with a bias, dimension by dimension: the products of one query with all of them run
 * over neighbouring values, so that the compiler can vectorise them. Not thread-safe.
 */
final class VectorBlock {

  private final int dimension;
  private float[] values;
  private float[] biases;

  /**
   * @param lanes how many vectors it has room for
   */
  VectorBlock(int dimension, int lanes) {
    this.dimension = dimension;
    this.values = new float[dimension * lanes];
    this.biases = new float[lanes];
  }

  /** How many vectors there is room for. */
  int lanes() {
    return biases.length;
  }

  /** Makes room for more. */
  void grow(int lanes) {
    float[] wider = new float[dimension * lanes];
    for (int d = 0; d < dimension; d++) {
      System.arraycopy(values, d * biases.length, wider, d * lanes, biases.length);
    }
    values = wider;
    biases = Arrays.copyOf(biases, lanes);
  }

  /** All values, [dimension, lanes], row-major; not to be written to. */
  float[] values() {
    return values;
  }

  /** The bias of each lane; not to be written to. */
  float[] biases() {
    return biases;
  }

  void write(int lane, float[] vector, float bias) {
    for (int d = 0; d < dimension; d++) {
      values[d * biases.length + lane] = vector[d];
    }
    biases[lane] = bias;
  }

  float[] read(int lane) {
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = values[d * biases.length + lane];
    }
    return vector;
  }

  /**
   * The dot product of a query with each vector, plus its bias.
   *
   * @param lanes of the first so many
   * @param scores receives them from {@code from} on
   */
  void score(float[] query, int lanes, float[] scores, int from) {
    System.arraycopy(biases, 0, scores, from, lanes);
    addProducts(values, biases.length, query, dimension, lanes, scores, from);
  }

  /** Four dimensions at a time, so that a score is read and written a quarter as often. */
  private static void addProducts(
      float[] values,
      int stride,
      float[] query,
      int dimension,
      int lanes,
      float[] scores,
      int from) {
    int d = 0;
    for (; d + 4 <= dimension; d += 4) {
      float q0 = query[d];
      float q1 = query[d + 1];
      float q2 = query[d + 2];
      float q3 = query[d + 3];
      int row0 = d * stride;
      int row1 = row0 + stride;
      int row2 = row1 + stride;
      int row3 = row2 + stride;
      for (int lane = 0; lane < lanes; lane++) {
        scores[from + lane] +=
            q0 * values[row0 + lane]
                + q1 * values[row1 + lane]
                + q2 * values[row2 + lane]
                + q3 * values[row3 + lane];
      }
    }
    for (; d < dimension; d++) {
      float q = query[d];
      int row = d * stride;
      for (int lane = 0; lane < lanes; lane++) {
        scores[from + lane] += q * values[row + lane];
      }
    }
  }
}
