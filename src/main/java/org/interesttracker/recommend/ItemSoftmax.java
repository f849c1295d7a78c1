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
   * @param logits by slot, as the index gives them for y
   */
  static void score(float[] logits, ItemIndex items, ItemScores out) {
    float max = Float.NEGATIVE_INFINITY;
    for (int slot = 0; slot < items.size(); slot++) {
      max = Math.max(max, logits[slot]);
    }
    for (int slot = 0; slot < items.size(); slot++) {
      score(items.number(slot), logits[slot], max, out);
    }
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
