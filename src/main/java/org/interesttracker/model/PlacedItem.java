package org.interesttracker.model;

import java.util.Arrays;

/**
 * An item in an index. One object is one state of the item: a change makes another.
 *
 * @param squaredLength of the vector with the bias as one more dimension
 */
record PlacedItem(String itemId, float[] vector, float bias, float squaredLength) {

  PlacedItem(String itemId, float[] vector, float bias) {
    this(itemId, vector, bias, product(vector, vector) + bias * bias);
  }

  /** What a query makes of it: their dot product plus the bias. */
  float score(float[] query) {
    return product(vector, query) + bias;
  }

  /** The dot product of two items, the bias as one more dimension. */
  float product(PlacedItem other) {
    return product(vector, other.vector) + bias * other.bias;
  }

  boolean isAt(float[] otherVector, float otherBias) {
    return bias == otherBias && Arrays.equals(vector, otherVector);
  }

  /** Eight sums side by side: one alone would wait for each addition before the next. */
  private static float product(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int d = 0;
    for (; d + 8 <= a.length; d += 8) {
      s0 += a[d] * b[d];
      s1 += a[d + 1] * b[d + 1];
      s2 += a[d + 2] * b[d + 2];
      s3 += a[d + 3] * b[d + 3];
      s4 += a[d + 4] * b[d + 4];
      s5 += a[d + 5] * b[d + 5];
      s6 += a[d + 6] * b[d + 6];
      s7 += a[d + 7] * b[d + 7];
    }
    for (; d < a.length; d++) {
      s0 += a[d] * b[d];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
