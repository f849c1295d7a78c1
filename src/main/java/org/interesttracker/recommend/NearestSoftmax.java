package org.interesttracker.recommend;

import java.util.Arrays;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.model.ItemPlaces;

/**
 * {@link ItemSoftmax} in a large catalog: of the items nearest to a query, of those that something
 * is added to, and of those that are asked for one by one. Others count as having no chance. Not
 * thread-safe.
 */
final class NearestSoftmax {

  /** How many of the nearest items are looked at: more than are proposed, for some were met. */
  static final int LOOKED_AT = 400;

  private final Catalog catalog;
  private final ItemPlaces looked = new ItemPlaces();
  private float[] logits = new float[2 * LOOKED_AT];
  private float[] query;
  private float max;

  NearestSoftmax(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Forgets what was looked at. */
  void clear() {
    query = null;
    looked.clear();
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
      logits[looked.find(item)] += weight;
    }
  }

  /** The index may be ahead of the catalog or behind it; the catalog decides. */
  private boolean look(int item) {
    if (!catalog.hasPlace(item)) {
      return false;
    }
    if (!looked.has(item)) {
      int place = looked.add(item);
      if (place == logits.length) {
        logits = Arrays.copyOf(logits, 2 * place);
      }
      logits[place] = catalog.score(item, query);
    }
    return true;
  }

  /** Scores all that was looked at. */
  void score(ItemScores out) {
    int[] items = looked.toArray();
    max = Float.NEGATIVE_INFINITY;
    for (int place = 0; place < items.length; place++) {
      max = Math.max(max, logits[place]);
    }
    for (int place = 0; place < items.length; place++) {
      ItemSoftmax.score(items[place], logits[place], max, out);
    }
  }

  /** Scores items that were not looked at by then. */
  void score(int[] items, ItemScores out) {
    for (int item : items) {
      if (query != null && !looked.has(item) && look(item)) {
        ItemSoftmax.score(item, logits[looked.find(item)], max, out);
      }
    }
  }
}
