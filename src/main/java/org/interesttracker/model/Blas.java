package org.interesttracker.model;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

/**
 * Products of row-major float matrices by OpenBLAS, which ND4J brings, on the arrays themselves:
 * nothing is copied to native memory. A call costs about a microsecond more than one in Java, so it
 * is for matrices, not for single rows.
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
