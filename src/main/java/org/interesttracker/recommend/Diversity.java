package org.interesttracker.recommend;

import java.util.Arrays;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.Catalog;

/**
 * Less worth for each pair of a list that is alike, the mean over its pairs. Two items are as alike
 * as {@value #TEXTS} times the cosine of their texts and {@value #CATEGORIES} times the cosine of
 * their sets of categories, |A ∩ B| / √(|A|·|B|), say. By text alone, and not by the places that
 * the model learned for the items: those drift apart as it learns, so that in time all lists would
 * seem diverse.
 *
 * <p>The vectors of the pool are laid out dimension by dimension, so that adding an item to the
 * list is one pass over neighbouring values. Not thread-safe.
 */
final class Diversity implements ListTerm {

  static final double TEXTS = 0.9;
  static final double CATEGORIES = 0.1;

  private final Catalog catalog;
  private final double weight;
  private final float[] query;
  private int size;
  private float[] texts = {};
  private float[] cosines = {};
  private int[][] categories = {};
  private double[] norms = {};
  private double[] listed = {};

  /**
   * @param weight of the mean likeness of the pairs
   * @param listLength how many items a full list has
   */
  Diversity(Catalog catalog, double weight, int listLength) {
    this.catalog = catalog;
    this.weight = weight / Math.max(1, listLength * (listLength - 1) / 2);
    this.query = new float[catalog.dimension()];
  }

  @Override
  public void begin(int[] pool, InterestUpdate interest) {
    for (int place = 0; place < size; place++) {
      unlist(categories[place]);
    }
    size = pool.length;
    if (cosines.length < size) {
      cosines = new float[size];
      categories = new int[size][];
      norms = new double[size];
      texts = new float[size * query.length];
    }
    Arrays.fill(cosines, 0);
    if (listed.length < catalog.categories().size()) {
      listed = new double[2 * catalog.categories().size()];
    }
    for (int place = 0; place < size; place++) {
      categories[place] = catalog.categories().of(pool[place]);
      norms[place] = 1 / Math.sqrt(Math.max(1, categories[place].length));
      write(place, catalog.textVector(pool[place]));
    }
  }

  /** What no category of the last pool is among was not written to. */
  private void unlist(int[] ofItem) {
    for (int category : ofItem) {
      listed[category] = 0;
    }
  }

  /** An item without a text is like no other. */
  private void write(int place, float[] vector) {
    int stride = cosines.length;
    for (int d = 0; d < query.length; d++) {
      texts[d * stride + place] = vector == null ? 0 : vector[d];
    }
  }

  @Override
  public double gain(int place) {
    double shared = 0;
    for (int category : categories[place]) {
      shared += listed[category];
    }
    return -weight * (TEXTS * cosines[place] + CATEGORIES * norms[place] * shared);
  }

  @Override
  public void take(int place) {
    for (int category : categories[place]) {
      listed[category] += norms[place];
    }
    int stride = cosines.length;
    for (int d = 0; d < query.length; d++) {
      query[d] = texts[d * stride + place];
    }
    addProducts(texts, query, cosines, size);
  }

  /** On arrays by name, so that the compiler can vectorise it. */
  private static void addProducts(float[] texts, float[] query, float[] sums, int size) {
    for (int d = 0; d < query.length; d++) {
      float factor = query[d];
      int row = d * sums.length;
      for (int other = 0; other < size; other++) {
        sums[other] += factor * texts[row + other];
      }
    }
  }
}
