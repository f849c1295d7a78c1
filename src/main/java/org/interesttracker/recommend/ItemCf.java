package org.interesttracker.recommend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.similarity.SimilarityTable;

/** Item-based collaborative filtering: score(i) = Σ_j sim(i,j)·r(u,j) over the user's items j. */
public final class ItemCf {

  private final double recencyDecay;

  /**
   * @param recencyDecay r(u,j) is multiplied by this to the power of the item's age in places
   */
  public ItemCf(double recencyDecay) {
    this.recencyDecay = recencyDecay;
  }

  /**
   * What an item scored, and through which of the user's items most.
   *
   * @param strongest what that item alone contributed
   */
  public record Score(double sum, String because, double strongest) {

    Score plus(String item, double part) {
      return part > strongest
          ? new Score(sum + part, item, part)
          : new Score(sum + part, because, strongest);
    }
  }

  /**
   * Scores all neighbours of the user's items.
   *
   * @param recentItems latest first
   */
  public Map<String, Score> scores(List<ItemWeight> recentItems, SimilarityTable similarity) {
    Map<String, Score> scores = new HashMap<>();
    double recency = 1;
    for (ItemWeight item : recentItems) {
      double weight = item.weight() * recency;
      similarity.neighbours(
          item.itemId(),
          (neighbour, sim) ->
              scores.merge(
                  neighbour,
                  new Score(sim * weight, item.itemId(), sim * weight),
                  (held, next) -> held.plus(item.itemId(), sim * weight)));
      recency *= recencyDecay;
    }
    return scores;
  }
}
