package org.interesttracker.recommend;

import org.interesttracker.model.ItemIndex;

/**
 * The chance of item i as the softmax over the catalog of y·v_i plus the item's bias; scores are
 * e^(logit - max), its numerators.
 */
final class ItemSoftmax {

  /** Items that are less than e^-16 times as probable as the best get no score. */
  private static final float NEGLIGIBLE = 16;

  private ItemSoftmax() {}

  /**
   * Scores all items.
   *
   * @param logits by slot, as the index gives them for y; not to be changed while the scores are
   *     used
   * @param out cleared
   */
  static void score(float[] logits, ItemIndex items, ItemScores out) {
    out.ofLogits(logits, items, NEGLIGIBLE);
  }

  /**
   * Scores one item.
   *
   * @param max the highest logit of all
   */
  static void score(int item, float logit, float max, ItemScores out) {
    if (logit > max - NEGLIGIBLE) {
      out.add(item, (float) Math.exp(logit - max));
    }
  }
}
