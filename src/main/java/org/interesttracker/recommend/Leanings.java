package org.interesttracker.recommend;

import java.util.List;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.Preferences.Leaning;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.Vectors;

/**
 * What a user asked to see less or more of: ln(factor) a step for an item of the topic, and that
 * times the cosine of the texts, if above 0, for one like the item that is meant. The blend's score
 * is the logarithm of how probable it holds an item to be the next, up to a constant, so a step
 * makes an item {@value #FACTOR} times as probable, or less so.
 */
final class Leanings implements Adjustment {

  static final String NAME = "preference";

  static final double FACTOR = 4;

  private static final double STEP = Math.log(FACTOR);

  /** Items to which so much is added count as what was asked for. */
  static final double LIKE = STEP / 2;

  private final Catalog catalog;

  Leanings(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Effect of(InterestUpdate interest) {
    if (interest.preferences() == null || interest.preferences().leanings().isEmpty()) {
      return null;
    }
    List<Leaning> leanings = interest.preferences().leanings();
    return number -> {
      String itemId = catalog.numbers().id(number);
      return leanings.stream().mapToDouble(l -> l.steps() * STEP * nearness(itemId, l)).sum();
    };
  }

  /** True when the user asked for more of something. */
  static boolean wantsMore(InterestUpdate interest) {
    return interest.preferences() != null
        && interest.preferences().leanings().stream().anyMatch(leaning -> leaning.steps() > 0);
  }

  private double nearness(String itemId, Leaning leaning) {
    if (leaning.topic() != null) {
      CatalogItem item = catalog.item(itemId);
      return item != null && item.categories().contains(leaning.topic()) ? 1 : 0;
    }
    if (itemId.equals(leaning.itemId())) {
      return 1;
    }
    float[] text = catalog.textVector(itemId);
    float[] meant = catalog.textVector(leaning.itemId());
    return text == null || meant == null ? 0 : Math.max(0, Vectors.dot(text, meant));
  }
}
