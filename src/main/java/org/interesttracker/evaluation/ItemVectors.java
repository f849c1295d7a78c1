package org.interesttracker.evaluation;

import org.interesttracker.model.Catalog;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.model.Vectors;

/** Items' places in the vector space at length 1, by item number, as they are at first use. */
final class ItemVectors {

  private static final float[] NONE = new float[0];

  private final Catalog catalog;
  private final ItemNumbers numbers;
  private final float[][] vectors;

  ItemVectors(Catalog catalog, ItemNumbers numbers) {
    this.catalog = catalog;
    this.numbers = numbers;
    this.vectors = new float[numbers.size()][];
  }

  /** Length D and L2 norm 1; empty for an item without a place. */
  float[] of(int item) {
    if (vectors[item] == null) {
      float[] vector = catalog.vector(numbers.id(item));
      vectors[item] = vector == null ? NONE : Vectors.normalize(vector.clone());
    }
    return vectors[item];
  }
}
