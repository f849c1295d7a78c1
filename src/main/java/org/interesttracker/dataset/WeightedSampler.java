package org.interesttracker.dataset;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Draws indexes in proportion to fixed weights, by binary search over their running sum. */
public final class WeightedSampler {

  private final double[] cumulative;

  WeightedSampler(int size, IntToDoubleFunction weight) {
    cumulative = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += weight.applyAsDouble(i);
      cumulative[i] = sum;
    }
  }

  /** Index k with weight 1 / (k + 1 + shift)^exponent. */
  public static WeightedSampler zipf(int size, double exponent, double shift) {
    return new WeightedSampler(size, k -> zipfWeight(k, exponent, shift));
  }

  static WeightedSampler of(double... weights) {
    return new WeightedSampler(weights.length, i -> weights[i]);
  }

  /** StrictMath, because the bytes of a data set must not depend on the processor. */
  static double zipfWeight(int rank, double exponent, double shift) {
    return StrictMath.pow(rank + 1 + shift, -exponent);
  }

  int size() {
    return cumulative.length;
  }

  public int sample(Random random) {
    double target = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, target);
    return Math.min(found >= 0 ? found + 1 : -found - 1, cumulative.length - 1);
  }
}
