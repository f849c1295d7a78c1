package org.interesttracker.training;

/**
 * Small steps of linear algebra on row-major float matrices. The inner loops run along rows, so
 * that the compiler makes vector instructions of them; four rows at a time spare three of four
 * passes over the result.
 */
final class Matrices {

  private static final float LN_2 = (float) Math.log(2);
  private static final float LOG2_E = (float) (1 / Math.log(2));

  private Matrices() {}

  /** c += a · b, with a [inner], b [inner, columns], c [columns]; a and c are parts of arrays. */
  static void addRowProduct(
      float[] a, int aFrom, int inner, float[] b, int columns, float[] c, int cFrom) {
    int k = 0;
    for (; k + 4 <= inner; k += 4) {
      float a0 = a[aFrom + k];
      float a1 = a[aFrom + k + 1];
      float a2 = a[aFrom + k + 2];
      float a3 = a[aFrom + k + 3];
      int b0 = k * columns;
      int b1 = b0 + columns;
      int b2 = b1 + columns;
      int b3 = b2 + columns;
      for (int j = 0; j < columns; j++) {
        c[cFrom + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + a2 * b[b2 + j] + a3 * b[b3 + j];
      }
    }
    for (; k < inner; k++) {
      addScaled(a[aFrom + k], b, k * columns, columns, c, cFrom);
    }
  }

  /** aᵀ, with a [rows, columns]. */
  static float[] transposed(float[] a, int rows, int columns) {
    float[] t = new float[a.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        t[column * rows + row] = a[row * columns + column];
      }
    }
    return t;
  }

  /** Adds each row of a [rows, columns] to the sum [columns]. */
  static void addRows(float[] a, int rows, int columns, float[] sum) {
    for (int row = 0; row < rows; row++) {
      addScaled(1, a, row * columns, columns, sum, 0);
    }
  }

  /** c += s · b over a range. */
  static void addScaled(float s, float[] b, int bFrom, int length, float[] c, int cFrom) {
    for (int j = 0; j < length; j++) {
      c[cFrom + j] += s * b[bFrom + j];
    }
  }

  /**
   * e^x for x up to 0, to about six digits and several times as fast as {@link Math#exp}: 2^n by
   * the exponent's bits, and the rest, at most half a power of two, by its series.
   */
  static float exp(float x) {
    if (x < -80) {
      return 0;
    }
    float powers = x * LOG2_E;
    int whole = (int) Math.rint(powers);
    float r = (powers - whole) * LN_2;
    float series =
        1 + r * (1 + r * (1 / 2f + r * (1 / 6f + r * (1 / 24f + r * (1 / 120f + r / 720f)))));
    return Float.intBitsToFloat(Float.floatToRawIntBits(series) + (whole << 23));
  }

  static double squares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }
}
