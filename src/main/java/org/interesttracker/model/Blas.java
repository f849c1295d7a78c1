package org.interesttracker.model;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Products of row-major float matrices by OpenBLAS, which ND4J brings. Arrays are copied to native
 * memory and back by each call, all of them, so they are for products whose matrices are large in
 * both directions; what is multiplied by over and over is better held in native memory.
 */
public final class Blas {

  static {
    NativeThreads.takeOne();
  }

  private Blas() {}

  /** c += a · b, with a [rows, inner], b [inner, columns], c [rows, columns]. */
  public static void addProduct(float[] a, int rows, int inner, float[] b, int columns, float[] c) {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        rows,
        columns,
        inner,
        1,
        a,
        inner,
        b,
        columns,
        1,
        c,
        columns);
  }

  /**
   * c = a · b + beta · c in native memory.
   *
   * @param a [rows, inner], with {@code stride} floats from one row to the next
   * @param b [inner, columns]
   * @param beta 0 to overwrite c, 1 to add to it
   * @param c [rows, columns]
   */
  static void product(
      FloatPointer a,
      int stride,
      int rows,
      int inner,
      FloatPointer b,
      int columns,
      float beta,
      FloatPointer c) {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        rows,
        columns,
        inner,
        1,
        a,
        stride,
        b,
        columns,
        beta,
        c,
        columns);
  }

  /** c += a · bᵀ, with a [rows, inner], b [columns, inner], c [rows, columns]. */
  public static void addProductTransposed(
      float[] a, int rows, int inner, float[] b, int columns, float[] c) {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        rows,
        columns,
        inner,
        1,
        a,
        inner,
        b,
        inner,
        1,
        c,
        columns);
  }

  /** c += aᵀ · b, with a [rows, inner], b [rows, columns], c [inner, columns]. */
  public static void addTransposedProduct(
      float[] a, int rows, int inner, float[] b, int columns, float[] c) {
    cblas_sgemm(
        CblasRowMajor,
        CblasTrans,
        CblasNoTrans,
        inner,
        columns,
        rows,
        1,
        a,
        inner,
        b,
        columns,
        1,
        c,
        columns);
  }
}
