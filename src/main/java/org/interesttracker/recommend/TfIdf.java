package org.interesttracker.recommend;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.text.TermIndex;

/**
 * Content match by words: the cosine of each item with the sum of the tf-idf vectors of the user's
 * recent items, each times its weight and 0.8 for each place it is back. Items that share no word
 * with it, and disliked ones, add nothing.
 */
public final class TfIdf implements Scorer {

  /** With up to some ten thousand items that is every place of every word. */
  static final int POSTINGS = 100_000;

  /**
   * In a large catalog each place of a word is another item, in memory that no cache holds. The
   * rarest words have said by then which items are the best.
   */
  static final int POSTINGS_IF_LARGE = 16_384;

  private final TermIndex index;
  private final BooleanSupplier large;

  /**
   * @param large whether the catalog is
   */
  public TfIdf(TermIndex index, BooleanSupplier large) {
    this.index = index;
    this.large = large;
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
    index.score(profile, large.getAsBoolean() ? POSTINGS_IF_LARGE : POSTINGS, out::add);
  }
}
