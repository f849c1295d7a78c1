package org.interesttracker.recommend;

import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.similarity.SimilarityTable;

/** Item-based collaborative filtering: score(i) = Σ_j sim(i,j)·r(u,j) over the user's items j. */
public final class ItemCf implements Scorer {

  private final String name;
  private final double recencyDecay;
  private final SimilarityTable similarity;
  private final ItemNumbers numbers;

  /**
   * @param recencyDecay r(u,j) is multiplied by this to the power of the item's age in places
   */
  public ItemCf(String name, double recencyDecay, SimilarityTable similarity, ItemNumbers numbers) {
    this.name = name;
    this.recencyDecay = recencyDecay;
    this.similarity = similarity;
    this.numbers = numbers;
  }

  @Override
  public String name() {
    return name;
  }

  /** What the user does not like counts as nothing. */
  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    double recency = 1;
    for (ItemWeight item : interest.recentItems()) {
      double weight = item.weight() * recency;
      similarity.neighbours(
          item.itemId(),
          (neighbour, sim) -> out.add(numbers.number(neighbour), (float) (sim * weight)));
      recency *= recencyDecay;
    }
  }

  @Override
  public ItemWeight because(String itemId, InterestUpdate interest) {
    ItemWeight strongest = null;
    double recency = 1;
    for (ItemWeight item : interest.recentItems()) {
      double part = item.weight() * recency * similarity(item.itemId(), itemId);
      if (part > 0 && (strongest == null || part > strongest.weight())) {
        strongest = new ItemWeight(item.itemId(), part);
      }
      recency *= recencyDecay;
    }
    return strongest;
  }

  private double similarity(String itemId, String other) {
    double[] found = new double[1];
    similarity.neighbours(
        itemId,
        (neighbour, sim) -> {
          if (neighbour.equals(other)) {
            found[0] = sim;
          }
        });
    return found[0];
  }
}
