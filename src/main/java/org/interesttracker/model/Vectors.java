package org.interesttracker.model;

/** Arithmetic on float vectors. */
public final class Vectors {

  private Vectors() {}

  public static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** The cosine of two vectors; 0 where one of them is zero. */
  public static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
  }

  /** Scales in place to L2 norm 1 and returns the same array; zero stays zero. */
  public static float[] normalize(float[] v) {
    double norm = Math.sqrt(dot(v, v));
    if (norm > 0) {
      for (int i = 0; i < v.length; i++) {
        v[i] = (float) (v[i] / norm);
      }
    }
    return v;
  }

  /**
   * Adds a row times a matrix to a sum.
   *
   * @param row [n], values from {@code from} on
   * @param matrix [n, columns], row-major, from {@code matrixFrom} on
   * @param sum [columns]
   */
  public static void addProduct(
      float[] row, int from, int n, float[] matrix, int matrixFrom, float[] sum) {
    for (int k = 0; k < n; k++) {
      float factor = row[from + k];
      int at = matrixFrom + k * sum.length;
      for (int j = 0; j < sum.length; j++) {
        sum[j] += factor * matrix[at + j];
      }
    }
  }

  /** The highest of some values; a branch is cheaper here than to choose at each value. */
  public static float max(float[] values, int from, int to) {
    float max = Float.NEGATIVE_INFINITY;
    for (int k = from; k < to; k++) {
      if (values[k] > max) {
        max = values[k];
      }
    }
    return max;
  }

  /** Adds a vector to the values of an array from a place on. */
  static void add(float[] vector, float[] values, int from) {
    for (int j = 0; j < vector.length; j++) {
      values[from + j] += vector[j];
    }
  }

  static void checkLength(String name, float[] values, int expected) {
    if (values.length != expected) {
      throw new IllegalArgumentException(
          name + " has " + values.length + " values, expected " + expected);
    }
  }

  /** A copy, each value divided by a number. */
  public static float[] divided(float[] values, double by) {
    float[] divided = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      divided[i] = (float) (values[i] / by);
    }
    return divided;
  }

  /** A vector that is both together. */
  public static float[] sum(float[] a, float[] b) {
    float[] sum = new float[a.length];
    for (int d = 0; d < a.length; d++) {
      sum[d] = a[d] + b[d];
    }
    return sum;
  }
}
