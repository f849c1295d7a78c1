package org.interesttracker.recommend;

import java.util.HashMap;
import java.util.Map;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ItemNumbers;

/**
 * {@link ItemSoftmax} in a large catalog: of the items nearest to a query, of those that something
 * is added to, and of those that are asked for one by one. Others count as having no chance. Not
 * thread-safe.
 */
final class NearestSoftmax {

  /** How many of the nearest items are looked at: more than are proposed, for some were met. */
  static final int LOOKED_AT = 400;

  private final Catalog catalog;
  private final Map<Integer, Float> logits = new HashMap<>();
  private float[] query;
  private float max;

  NearestSoftmax(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Forgets what was looked at. */
  void clear() {
    query = null;
    logits.clear();
  }

  /** Looks at the items nearest to a query, after what was looked at was forgotten. */
  void look(float[] newQuery) {
    query = newQuery;
    ItemNumbers numbers = catalog.numbers();
    for (String itemId : catalog.nearest().nearest(query, LOOKED_AT)) {
      look(numbers.find(itemId));
    }
  }

  /** Adds to the logit of an item. */
  void add(int item, float weight) {
    if (look(item)) {
      logits.merge(item, weight, Float::sum);
    }
  }

  /** The index may be ahead of the catalog or behind it; the catalog decides. */
  private boolean look(int item) {
    String itemId = item < 0 ? null : catalog.numbers().id(item);
    if (itemId == null || catalog.vector(itemId) == null) {
      return false;
    }
    logits.computeIfAbsent(item, i -> catalog.score(itemId, query));
    return true;
  }

  /** Scores all that was looked at. */
  void score(ItemScores out) {
    max = Float.NEGATIVE_INFINITY;
    for (float logit : logits.values()) {
      max = Math.max(max, logit);
    }
    logits.forEach((item, logit) -> ItemSoftmax.score(item, logit, max, out));
  }

  /** Scores items that were not looked at by then. */
  void score(int[] items, ItemScores out) {
    for (int item : items) {
      if (query != null && !logits.containsKey(item) && look(item)) {
        ItemSoftmax.score(item, logits.get(item), max, out);
      }
    }
  }
}
