package org.interesttracker.recommend;

import java.util.List;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.ItemIndex;

/** The sequence model: {@link ItemSoftmax} of the user's interest vector. */
public final class LstmScorer implements Scorer {

  private final String name;
  private final ItemIndex items;
  private final PreparedScores logits;

  public LstmScorer(String name, ItemIndex items) {
    this.name = name;
    this.items = items;
    this.logits = new PreparedScores(items, InterestUpdate::vector);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void prepare(List<InterestUpdate> next) {
    logits.prepare(next);
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    ItemSoftmax.score(logits.of(interest), items, out);
  }
}
