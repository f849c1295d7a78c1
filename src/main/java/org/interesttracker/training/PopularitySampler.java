package org.interesttracker.training;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws items with probability ∝ (count + 1)^0.75: often what is popular, at times any. */
final class PopularitySampler {

  private static final double POWER = 0.75;

  private final double[] cumulative;

  PopularitySampler(int[] counts) {
    cumulative = new double[counts.length];
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += Math.pow(counts[i] + 1.0, POWER);
      cumulative[i] = sum;
    }
  }

  double probability(int item) {
    double below = item == 0 ? 0 : cumulative[item - 1];
    return (cumulative[item] - below) / total();
  }

  int[] draw(int count, RandomGenerator random) {
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      int found = Arrays.binarySearch(cumulative, random.nextDouble() * total());
      drawn[i] = Math.min(cumulative.length - 1, found < 0 ? -found - 1 : found + 1);
    }
    return drawn;
  }

  private double total() {
    return cumulative[cumulative.length - 1];
  }
}
