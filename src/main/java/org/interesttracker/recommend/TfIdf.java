package org.interesttracker.recommend;

import java.util.HashMap;
import java.util.Map;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.text.TermIndex;

/**
 * Content match by words: the cosine of each item with the sum of the tf-idf vectors of the user's
 * recent items, each times its weight and 0.8 for each place it is back. Items that share no word
 * with it, and disliked ones, add nothing.
 */
public final class TfIdf implements Scorer {

  private final TermIndex index;

  public TfIdf(TermIndex index) {
    this.index = index;
  }

  @Override
  public String name() {
    return "tf-idf";
  }

  @Override
  public Basis basis() {
    return Basis.SIMILAR_ITEMS;
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    Map<Integer, Double> profile = new HashMap<>();
    RecentItems.liked(interest, (item, weight) -> index.addTo(profile, item, weight));
    index.score(profile, out::add);
  }
}
