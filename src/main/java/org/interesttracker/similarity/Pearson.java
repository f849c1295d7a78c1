package org.interesttracker.similarity;

/**
 * The correlation of the weights that users gave two items, kept as six sums: n, Σx, Σy, Σx², Σy²,
 * Σxy.
 */
final class Pearson {

  static final int SUMS = 6;

  private Pearson() {}

  /** Writes what one user who gave the weights x and y adds. */
  static void write(double x, double y, double[] sums, int at) {
    sums[at] = 1;
    sums[at + 1] = x;
    sums[at + 2] = y;
    sums[at + 3] = x * x;
    sums[at + 4] = y * y;
    sums[at + 5] = x * y;
  }

  /**
   * r · n / (n + λ), the correlation weakened where few users speak for it (significance weighting,
   * Herlocker et al., SIGIR 1999, in its smooth form).
   *
   * @param shrinkage λ
   * @return 0 where it is not positive or where one side never varies
   */
  static double similarity(double[] sums, int at, double shrinkage) {
    double n = sums[at];
    double varianceX = n * sums[at + 3] - sums[at + 1] * sums[at + 1];
    double varianceY = n * sums[at + 4] - sums[at + 2] * sums[at + 2];
    double covariance = n * sums[at + 5] - sums[at + 1] * sums[at + 2];
    // What rounding leaves of no variance at all must not pass for one.
    boolean varies =
        varianceX > 1e-9 * n * sums[at + 3] && varianceY > 1e-9 * n * sums[at + 4] && n > 1;
    return covariance <= 0 || !varies
        ? 0
        : Math.min(1, covariance / Math.sqrt(varianceX * varianceY)) * n / (n + shrinkage);
  }
}
