package org.interesttracker.recommend;

import java.util.List;
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
  private final PreparedScores cosines;

  /** Of the user whose nearest were scored; null where there is none. */
  private float[] asked;

  public Content(Catalog catalog) {
    this.catalog = catalog;
    this.texts = catalog.texts();
    this.cosines = new PreparedScores(texts, this::mean);
  }

  @Override
  public String name() {
    return "content";
  }

  @Override
  public Basis basis() {
    return Basis.SIMILAR_ITEMS;
  }

  @Override
  public void prepare(List<InterestUpdate> next) {
    cosines.prepare(next);
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    if (catalog.isLarge()) {
      scoreNearest(interest, out);
      return;
    }
    asked = null;
    float[] found = cosines.of(interest);
    if (found != null) {
      out.ofProducts(found, texts, 1, TEMPERATURE, Math.nextDown(0f));
    }
  }

  private void scoreNearest(InterestUpdate interest, ItemScores out) {
    asked = mean(interest);
    if (asked != null) {
      for (String itemId : catalog.nearestTexts().nearest(asked, NearestSoftmax.LOOKED_AT)) {
        score(catalog.numbers().find(itemId), asked, out);
      }
    }
  }

  @Override
  public void scoreOthers(InterestUpdate interest, int[] others, ItemScores out) {
    for (int k = 0; asked != null && k < others.length; k++) {
      if (out.get(others[k]) == 0) {
        score(others[k], asked, out);
      }
    }
  }

  private void score(int item, float[] mean, ItemScores out) {
    float[] text = catalog.textVector(item);
    if (text != null) {
      score(item, (float) Vectors.dot(mean, text), out);
    }
  }

  private static void score(int item, float cosine, ItemScores out) {
    if (cosine >= 0) {
      out.add(item, (float) Math.exp((cosine - 1) / TEMPERATURE));
    }
  }

  /** At length 1; null for a user of whom no text is known. */
  private float[] mean(InterestUpdate interest) {
    float[] mean = new float[catalog.dimension()];
    RecentItems.liked(interest, (item, weight) -> add(mean, catalog.item(item), weight));
    return Vectors.dot(mean, mean) == 0 ? null : Vectors.normalize(mean);
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
