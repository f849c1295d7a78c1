package org.interesttracker.training;

/** The covariance matrix of vectors, in double precision. */
final class Covariance {

  private Covariance() {}

  /** Divided by the number of vectors. */
  static double[][] of(float[][] vectors, double[] mean) {
    int size = mean.length;
    double[][] sums = new double[size][size];
    double[] centred = new double[size];
    for (float[] vector : vectors) {
      for (int i = 0; i < size; i++) {
        centred[i] = vector[i] - mean[i];
      }
      addOuterProduct(sums, centred);
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        sums[i][j] /= vectors.length;
        sums[j][i] = sums[i][j];
      }
    }
    return sums;
  }

  /** The lower triangle; the other is its mirror. */
  private static void addOuterProduct(double[][] sums, double[] v) {
    for (int i = 0; i < v.length; i++) {
      double[] row = sums[i];
      double vi = v[i];
      for (int j = 0; j <= i; j++) {
        row[j] += vi * v[j];
      }
    }
  }
}
