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

  static final double TEXTS = 0.8;
  static final double CATEGORIES = 0.2;

  private final Catalog catalog;
  private final double weight;
  private final float[] query;
  private int[] pool;
  private float[] texts = {};
  private float[] cosines = {};
  private double[] categories = {};

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
  public void begin(int[] items, InterestUpdate interest) {
    pool = items;
    if (cosines.length < items.length) {
      cosines = new float[items.length];
      texts = new float[items.length * query.length];
    }
    Arrays.fill(cosines, 0);
    categories = new double[catalog.categories().size()];
    for (int place = 0; place < items.length; place++) {
      write(place, catalog.textVector(catalog.numbers().id(items[place])));
    }
  }

  /** An item without a text is like no other. */
  private void write(int place, float[] vector) {
    for (int d = 0; d < query.length; d++) {
      texts[d * cosines.length + place] = vector == null ? 0 : vector[d];
    }
  }

  @Override
  public double gain(int place) {
    int[] own = catalog.categories().of(pool[place]);
    double shared = 0;
    for (int category : own) {
      shared += categories[category];
    }
    double common = own.length == 0 ? 0 : shared / Math.sqrt(own.length);
    return -weight * (TEXTS * cosines[place] + CATEGORIES * common);
  }

  @Override
  public void take(int place) {
    for (int d = 0; d < query.length; d++) {
      query[d] = texts[d * cosines.length + place];
    }
    for (int d = 0; d < query.length; d++) {
      int row = d * cosines.length;
      for (int other = 0; other < pool.length; other++) {
        cosines[other] += query[d] * texts[row + other];
      }
    }
    int[] own = catalog.categories().of(pool[place]);
    for (int category : own) {
      categories[category] += 1 / Math.sqrt(own.length);
    }
  }
}
