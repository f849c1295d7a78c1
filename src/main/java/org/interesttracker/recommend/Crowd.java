package org.interesttracker.recommend;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.interesttracker.model.CategoryIndex;
import org.interesttracker.model.IntList;

/**
 * What all users together meet, by category, as of one moment. An item's popularity is split evenly
 * between its categories, so that the shares of all categories add up to 1.
 */
final class Crowd {

  /** So many items of a category are proposed at the most, the most popular ones. */
  private static final int MAX_ITEMS = 1_000;

  private final CategoryIndex categories;
  private final double[] masses;
  private final double total;
  private final int[] items;
  private final double[] popularity;

  /**
   * @param popularity by item number, 0 or more
   */
  Crowd(CategoryIndex categories, IntToDoubleFunction popularity) {
    this.categories = categories;
    this.masses = masses(popularity);
    this.total = Arrays.stream(masses).sum();
    this.items = mostPopular(popularity);
    this.popularity = Arrays.stream(items).mapToDouble(popularity).toArray();
  }

  /** How many categories there were. */
  int categories() {
    return masses.length;
  }

  /** What part of all meetings the category has, 0 to 1. */
  double share(int category) {
    return total == 0 ? 0 : masses[category] / total;
  }

  /** How many items are proposed. */
  int size() {
    return items.length;
  }

  /** The number of the k-th of them, 0 to size - 1. */
  int item(int k) {
    return items[k];
  }

  /** Its popularity over that of all items in the category. */
  double shareWithin(int k, int category) {
    return popularity[k] / masses[category];
  }

  private double[] masses(IntToDoubleFunction popularity) {
    double[] sums = new double[categories.size()];
    for (int category = 0; category < sums.length; category++) {
      IntList members = categories.items(category);
      for (int k = 0; k < members.size(); k++) {
        int item = members.get(k);
        sums[category] += popularity.applyAsDouble(item) / categories.of(item).length;
      }
    }
    return sums;
  }

  private int[] mostPopular(IntToDoubleFunction popularity) {
    Comparator<Integer> byPopularity = Comparator.comparingDouble(popularity::applyAsDouble);
    BitSet found = new BitSet();
    for (int category = 0; category < categories.size(); category++) {
      IntList members = categories.items(category);
      IntStream.range(0, members.size())
          .map(members::get)
          .filter(item -> popularity.applyAsDouble(item) > 0)
          .boxed()
          .sorted(byPopularity.reversed().thenComparing(item -> item))
          .limit(MAX_ITEMS)
          .forEach(found::set);
    }
    return found.stream().toArray();
  }
}
