package org.interesttracker.recommend;

import java.util.List;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.similarity.UserItems;
import org.interesttracker.similarity.UserNeighbours;
import org.interesttracker.similarity.UserPool;
import org.interesttracker.similarity.UserSimilarity;

/**
 * User-based collaborative filtering, see {@link UserNeighbours}. By the cosine, what counts is
 * that a user met an item and did not turn it down; by Pearson's correlation, the weight.
 */
public final class UserCf implements Scorer {

  private final UserNeighbours neighbours;
  private final UserSimilarity similarity;

  public UserCf(UserPool pool, UserSimilarity similarity) {
    this.neighbours = new UserNeighbours(pool, similarity);
    this.similarity = similarity;
  }

  /** What the pool is to learn from an update; from an erasure, that the user is gone. */
  public static UserItems itemsOf(InterestUpdate interest, UserSimilarity similarity) {
    List<ItemWeight> items = interest.recentItems();
    float[] weights = new float[items.size()];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (float) strength(items.get(k), similarity);
    }
    return new UserItems(
        interest.userId(),
        items.stream().map(ItemWeight::itemId).toArray(String[]::new),
        weights,
        interest.timestamp());
  }

  private static double strength(ItemWeight item, UserSimilarity similarity) {
    return similarity == UserSimilarity.COSINE ? item.evidence() : item.weight();
  }

  @Override
  public String name() {
    return "user-cf";
  }

  @Override
  public Basis basis() {
    return Basis.PEOPLE;
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    neighbours.score(itemsOf(interest, similarity), out::add);
  }
}
