package org.interesttracker.recommend;

import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.ItemIndex;

/** The sequence model: {@link ItemSoftmax} of the user's interest vector. */
public final class LstmScorer implements Scorer {

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
    ItemSoftmax.score(interest.vector(), items, out);
  }
}
