package org.interesttracker.evaluation;

import java.util.Arrays;

/**
 * Standard error of a mean over targets when those of one user depend on each other: the linearised
 * variance of a ratio of sums over users (Cochran, Sampling Techniques, 1977, section 6.4).
 */
final class UserErrors {

  private double[] sums = new double[64];
  private int[] counts = new int[64];
  private double sum;
  private long count;

  void add(int user, double value) {
    if (user >= sums.length) {
      int length = Math.max(user + 1, 2 * sums.length);
      sums = Arrays.copyOf(sums, length);
      counts = Arrays.copyOf(counts, length);
    }
    sums[user] += value;
    counts[user]++;
    sum += value;
    count++;
  }

  /** Not a number with fewer than two users. */
  double error() {
    double mean = sum / count;
    double squares = 0;
    int users = 0;
    for (int u = 0; u < sums.length; u++) {
      if (counts[u] > 0) {
        double residual = sums[u] - mean * counts[u];
        squares += residual * residual;
        users++;
      }
    }
    return users < 2 ? Double.NaN : Math.sqrt(squares * users / (users - 1)) / count;
  }
}
