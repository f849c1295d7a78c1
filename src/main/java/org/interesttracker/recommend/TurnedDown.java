package org.interesttracker.recommend;

import java.util.ArrayList;
import java.util.List;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.Vectors;

/**
 * What the user's recent items of a weight below 0 take from items like them: weight · strength ·
 * cos of the texts, if above 0, times 0.8 for each place the item is back.
 */
final class TurnedDown implements Adjustment {

  static final String NAME = "turned-down";

  private final Catalog catalog;
  private final double strength;

  /**
   * @param strength 0 or more
   */
  TurnedDown(Catalog catalog, double strength) {
    this.catalog = catalog;
    this.strength = strength;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Effect of(InterestUpdate interest) {
    List<Against> all = new ArrayList<>();
    double recency = strength;
    for (ItemWeight item : interest.recentItems()) {
      float[] text = catalog.textVector(item.itemId());
      if (item.weight() < 0 && text != null && strength > 0) {
        all.add(new Against(text, recency * item.weight()));
      }
      recency *= RecentItems.RECENCY_DECAY;
    }
    return all.isEmpty() ? null : number -> on(number, all);
  }

  private double on(int number, List<Against> all) {
    float[] text = catalog.textVector(number);
    double sum = 0;
    for (Against against : text == null ? List.<Against>of() : all) {
      sum += against.weight * Math.max(0, Vectors.dot(text, against.text));
    }
    return sum;
  }

  /**
   * @param weight below 0
   */
  private record Against(float[] text, double weight) {}
}
