package org.interesttracker.recommend;

import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ItemIndex;
import org.interesttracker.model.Vectors;

/**
 * Content match by meaning: exp((cos - 1) / {@value #TEMPERATURE}) of the angle between an item's
 * text and the mean of the texts of the user's recent items, each times its weight and 0.8 for each
 * place it is back. Every item whose text is not opposed gets a score, so that new ones are found,
 * too.
 */
public final class Content implements Scorer {

  /** A cosine that is higher by so much makes an item e times as probable. */
  public static final double TEMPERATURE = 0.1;

  private final Catalog catalog;
  private final ItemIndex texts;

  public Content(Catalog catalog) {
    this.catalog = catalog;
    this.texts = catalog.texts();
  }

  @Override
  public String name() {
    return "content";
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    float[] mean = new float[catalog.dimension()];
    RecentItems.liked(interest, (item, weight) -> add(mean, catalog.item(item), weight));
    if (Vectors.dot(mean, mean) == 0) {
      return;
    }
    float[] cosines = texts.scores(Vectors.normalize(mean));
    for (int slot = 0; slot < texts.size(); slot++) {
      if (cosines[slot] >= 0) {
        out.add(texts.number(slot), (float) Math.exp((cosines[slot] - 1) / TEMPERATURE));
      }
    }
  }

  private static void add(float[] sum, CatalogItem item, double weight) {
    if (item == null || item.vector() == null) {
      return;
    }
    for (int d = 0; d < sum.length; d++) {
      sum[d] += (float) weight * item.vector()[d];
    }
  }
}
