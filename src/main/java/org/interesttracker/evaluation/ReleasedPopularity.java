package org.interesttracker.evaluation;

import java.util.List;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.privacy.ReleasedStatistic.Entry;
import org.interesttracker.recommend.Basis;
import org.interesttracker.recommend.ItemScores;
import org.interesttracker.recommend.Scorer;

/** The same for all users: how many met an item, as it was released. */
final class ReleasedPopularity implements Scorer {

  private final List<Entry> items;
  private final ItemNumbers numbers;

  ReleasedPopularity(List<Entry> items, ItemNumbers numbers) {
    this.items = items;
    this.numbers = numbers;
  }

  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public Basis basis() {
    return Basis.POPULAR;
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    items.forEach(item -> out.add(numbers.find(item.key()), item.users()));
  }
}
