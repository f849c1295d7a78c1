package org.interesttracker.evaluation;

import org.interesttracker.model.Catalog;
import org.interesttracker.model.ItemNumbers;

/**
 * Items' places in the vector space by their texts alone, by item number. These stay where they
 * are, while what the model learns of the items moves them apart.
 */
final class TextVectors {

  private static final float[] NONE = new float[0];

  private final float[][] vectors;

  /**
   * @param catalog complete
   */
  TextVectors(Catalog catalog, ItemNumbers numbers) {
    vectors = new float[numbers.size()][];
    for (int item = 0; item < vectors.length; item++) {
      float[] vector = catalog.textVector(numbers.id(item));
      vectors[item] = vector == null ? NONE : vector;
    }
  }

  /** Length D and L2 norm 1; empty for an item without a text. */
  float[] of(int item) {
    return vectors[item];
  }
}
