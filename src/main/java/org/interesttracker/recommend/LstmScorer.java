package org.interesttracker.recommend;

import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.ItemIndex;

/**
 * The sequence model: the chance of item i is the softmax of y·v_i over the catalog, with y the
 * user's interest vector and v_i the item's; scores are e^(y·v_i - max), its numerators.
 */
public final class LstmScorer implements Scorer {

  /** Items that are less than e^-16 times as probable as the best get no score. */
  private static final float NEGLIGIBLE = 16;

  private final String name;
  private final ItemIndex items;

  public LstmScorer(String name, ItemIndex items) {
    this.name = name;
    this.items = items;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    float[] logits = items.scores(interest.vector());
    float max = Float.NEGATIVE_INFINITY;
    for (int slot = 0; slot < items.size(); slot++) {
      max = Math.max(max, logits[slot]);
    }
    for (int slot = 0; slot < items.size(); slot++) {
      if (logits[slot] > max - NEGLIGIBLE) {
        out.add(items.number(slot), (float) Math.exp(logits[slot] - max));
      }
    }
  }
}
