package org.interesttracker.recommend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ItemIndex;
import org.interesttracker.model.Vectors;

/**
 * Interest accumulated from the similarity of consecutive texts, recommended above a threshold.
 *
 * <p>Over the user's recent items that have a text and a weight above 0, oldest to newest, with
 * texts v: at each step all topics' interest is multiplied by 0.8, and that of each topic of the
 * item at hand grows by max(0, cos(v before, v)). After the newest, an item i of the catalog scores
 * (highest interest among its topics) · max(0, cos(v newest, v i)) if that interest is above the
 * threshold, else nothing. One step adds at most 1, and an endless walk through one topic comes to
 * at most 5.
 */
public final class Threshold implements Scorer {

  public static final double DEFAULT_THRESHOLD = 0.5;

  private static final double DECAY = 0.8;

  private final Catalog catalog;
  private final ItemIndex texts;
  private final double threshold;

  /**
   * @param threshold 0 or more: the interest above which a topic is recommended from
   */
  public Threshold(Catalog catalog, double threshold) {
    this.catalog = catalog;
    this.texts = catalog.texts();
    this.threshold = threshold;
  }

  @Override
  public String name() {
    return "threshold";
  }

  @Override
  public Basis basis() {
    return Basis.SIMILAR_ITEMS;
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    Interest found = interest(interest);
    if (found == null) {
      return;
    }
    if (catalog.isLarge()) {
      for (String itemId : catalog.nearestTexts().nearest(found.latest, NearestSoftmax.LOOKED_AT)) {
        score(catalog.numbers().find(itemId), found, out);
      }
      return;
    }
    float[] cosines = texts.scores(found.latest);
    for (int slot = 0; slot < texts.size(); slot++) {
      int item = texts.number(slot);
      out.add(item, (float) (strongest(item, found.byCategory) * cosines[slot]));
    }
  }

  @Override
  public void scoreOthers(InterestUpdate interest, int[] others, ItemScores out) {
    Interest found = catalog.isLarge() ? interest(interest) : null;
    for (int k = 0; found != null && k < others.length; k++) {
      if (out.get(others[k]) == 0) {
        score(others[k], found, out);
      }
    }
  }

  private void score(int item, Interest interest, ItemScores out) {
    float[] text = catalog.textVector(item);
    if (text != null) {
      double cosine = Vectors.dot(interest.latest, text);
      out.add(item, (float) (strongest(item, interest.byCategory) * cosine));
    }
  }

  /** What is above the threshold; null if nothing is. */
  private Interest interest(InterestUpdate interest) {
    Map<String, Double> byTopic = new HashMap<>();
    float[] latest = accumulate(interest.recentItems(), byTopic);
    byTopic.values().removeIf(accumulated -> accumulated <= threshold);
    if (byTopic.isEmpty()) {
      return null;
    }
    double[] byCategory = new double[catalog.categories().size()];
    byTopic.forEach((topic, sum) -> byCategory[catalog.categories().find(topic)] = sum);
    return new Interest(latest, byCategory);
  }

  /**
   * @param latest the newest text
   */
  private record Interest(float[] latest, double[] byCategory) {}

  /** Returns the newest text; null if there is none. */
  private float[] accumulate(List<ItemWeight> latestFirst, Map<String, Double> byTopic) {
    float[] before = null;
    for (int i = latestFirst.size() - 1; i >= 0; i--) {
      CatalogItem item = catalog.item(latestFirst.get(i).itemId());
      if (item == null || item.vector() == null || latestFirst.get(i).weight() <= 0) {
        continue;
      }
      if (before != null) {
        step(byTopic, item, cosine(before, item.vector()));
      }
      before = item.vector();
    }
    return before;
  }

  private static void step(Map<String, Double> byTopic, CatalogItem item, double similarity) {
    byTopic.replaceAll((topic, sum) -> sum * DECAY);
    item.categories().forEach(topic -> byTopic.merge(topic, similarity, Double::sum));
  }

  private static double cosine(float[] a, float[] b) {
    return Math.max(0, Vectors.cosine(a, b));
  }

  private double strongest(int item, double[] byCategory) {
    double strongest = 0;
    for (int category : catalog.categories().of(item)) {
      strongest = Math.max(strongest, byCategory[category]);
    }
    return strongest;
  }
}
