package org.interesttracker.evaluation;

import java.util.Arrays;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.recommend.ItemScores;
import org.interesttracker.recommend.Scorer;

/**
 * The sequence model: the softmax of the dot products of the user's interest with all items, up to
 * its constant.
 */
final class SequenceScorer implements Scorer {

  private final Catalog catalog;
  private final int[] numbers;

  /**
   * @param catalog complete: items that come later are not scored
   */
  SequenceScorer(Catalog catalog, ItemNumbers numbers) {
    this.catalog = catalog;
    this.numbers = new int[catalog.index().size()];
    Arrays.setAll(this.numbers, slot -> numbers.number(catalog.index().id(slot)));
  }

  @Override
  public String name() {
    return "lstm";
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    float[] products = catalog.index().scores(interest.vector());
    float max = Float.NEGATIVE_INFINITY;
    for (int slot = 0; slot < numbers.length; slot++) {
      max = Math.max(max, products[slot]);
    }
    for (int slot = 0; slot < numbers.length; slot++) {
      out.add(numbers[slot], (float) Math.exp(products[slot] - max));
    }
  }
}
