package org.interesttracker.recommend;

import java.util.List;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.SimilarityTable;

/**
 * Item-based collaborative filtering by one channel of counts: score(i) = Σ_j sim(i,j) · r(u,j) ·
 * d^p over the user's recent items j, latest first, p = 0, 1, 2 … their places and d the channel's
 * recency decay. r is the evidence that the user met the item, so one turned down counts nothing.
 * By a correlation r is the weight, and what the user does not like counts nothing.
 */
public final class ItemCf implements Scorer {

  private final SimilarityTable similarity;
  private final int channel;
  private final CountChannel settings;

  /**
   * @param channel its place among those of the table
   */
  public ItemCf(SimilarityTable similarity, int channel) {
    this.similarity = similarity;
    this.channel = channel;
    this.settings = similarity.channels().get(channel);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Basis basis() {
    return Basis.SIMILAR_ITEMS;
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    forEach(
        interest.recentItems(),
        (item, weight) ->
            similarity.neighbours(
                channel,
                number(item),
                interest.timestamp(),
                (neighbour, sim) -> out.add(neighbour, (float) (sim * weight))));
  }

  @Override
  public ItemWeight because(String itemId, InterestUpdate interest) {
    int number = similarity.numbers().find(itemId);
    ItemWeight[] strongest = {null};
    forEach(
        interest.recentItems(),
        (item, weight) -> {
          double part =
              weight * similarity.similarity(channel, number(item), number, interest.timestamp());
          if (part > (strongest[0] == null ? 0 : strongest[0].weight())) {
            strongest[0] = new ItemWeight(item.itemId(), part);
          }
        });
    return strongest[0];
  }

  private int number(ItemWeight item) {
    return similarity.numbers().find(item.itemId());
  }

  private void forEach(List<ItemWeight> recentItems, Visitor visitor) {
    double recency = 1;
    for (int k = 0; k < Math.min(recentItems.size(), settings.recentItems()); k++) {
      double weight = recency * strength(recentItems.get(k));
      if (weight > 0) {
        visitor.visit(recentItems.get(k), weight);
      }
      recency *= settings.recencyDecay();
    }
  }

  private double strength(ItemWeight item) {
    return settings.kind().isOfWeights() ? item.weight() : item.evidence();
  }

  private interface Visitor {
    void visit(ItemWeight item, double weight);
  }
}
