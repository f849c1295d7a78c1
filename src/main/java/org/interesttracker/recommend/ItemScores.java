package org.interesttracker.recommend;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.interesttracker.model.ItemIndex;
import org.interesttracker.model.ItemPlaces;
import org.interesttracker.model.Vectors;

/**
 * The scores of one model for one user, by item number. Made once and used again; room and time
 * follow the items that have a score. Not thread-safe.
 */
public final class ItemScores {

  /** Products are looked through in parts, so that one without a good one is passed over. */
  private static final int PART = 64;

  private final ItemPlaces scored = new ItemPlaces();

  /** By place. */
  private float[] scores = new float[64];

  /** Null where the scores are not those of products, or no longer. */
  private float[] products;

  /** The highest product of each part. */
  private float[] highest = new float[0];

  private ItemIndex items;
  private float offset;
  private double temperature;
  private float floor;

  /** Takes all scores back. */
  public void clear() {
    products = null;
    scored.clear();
  }

  /**
   * Scores all items of an index by e^((product - offset) / temperature), once there is no score.
   * Of a list's models few of so many scores are looked at, and the best of them are those of the
   * highest products, so each is computed when it is asked for.
   *
   * @param newProducts by slot; neither they nor the index may change while the scores are used
   * @param newFloor products up to it get no score
   */
  void ofProducts(
      float[] newProducts,
      ItemIndex newItems,
      float newOffset,
      double newTemperature,
      float newFloor) {
    products = newProducts;
    items = newItems;
    offset = newOffset;
    temperature = newTemperature;
    floor = newFloor;
    findHighest();
  }

  /**
   * The same by e^(logit - max).
   *
   * @param logits as the products of {@link #ofProducts}
   * @param negligible items of a logit that is lower by so much than the highest get no score
   */
  void ofLogits(float[] logits, ItemIndex newItems, float negligible) {
    products = logits;
    items = newItems;
    temperature = 1;
    findHighest();
    offset = Vectors.max(highest, 0, parts());
    floor = offset - negligible;
  }

  private void findHighest() {
    if (highest.length < parts()) {
      highest = new float[parts()];
    }
    for (int part = 0; part < parts(); part++) {
      highest[part] = Vectors.max(products, part * PART, end(part));
    }
  }

  private int parts() {
    return (items.size() + PART - 1) / PART;
  }

  private int end(int part) {
    return Math.min(items.size(), (part + 1) * PART);
  }

  private float score(float product) {
    return product > floor ? (float) Math.exp((product - offset) / temperature) : 0;
  }

  private void computeAll() {
    if (products != null) {
      float[] all = products;
      products = null;
      for (int slot = 0; slot < items.size(); slot++) {
        add(items.number(slot), score(all[slot]));
      }
    }
  }

  /**
   * Adds to the score of an item.
   *
   * @param part finite and above 0, else it is left out
   */
  public void add(int item, float part) {
    computeAll();
    if (!(part > 0) || part == Float.POSITIVE_INFINITY) {
      return;
    }
    int before = scored.size();
    int place = scored.add(item);
    if (place < before) {
      scores[place] += part;
    } else {
      append(place, part);
    }
  }

  private void append(int place, float score) {
    if (place == scores.length) {
      scores = Arrays.copyOf(scores, 2 * place);
    }
    scores[place] = score;
  }

  /** The item's score; 0 if it has none. */
  public float get(int item) {
    if (products == null) {
      int place = scored.find(item);
      return place < 0 ? 0 : scores[place];
    }
    int slot = items.slot(item);
    return slot < 0 ? 0 : score(products[slot]);
  }

  /** How many items have a score. */
  public int size() {
    computeAll();
    return scored.size();
  }

  /** The number of the k-th item that has a score, 0 to size - 1, in no particular order. */
  public int item(int k) {
    computeAll();
    return scored.item(k);
  }

  /**
   * Offers all items.
   *
   * @param wanted asked only for items that are good enough
   */
  void offerTo(BestItems best, IntPredicate wanted) {
    if (products != null) {
      offerProducts(best, wanted);
      return;
    }
    for (int k = 0; k < scored.size(); k++) {
      int item = scored.item(k);
      if (best.takes(item, scores[k]) && wanted.test(item)) {
        best.offer(item, scores[k]);
      }
    }
  }

  private void offerProducts(BestItems best, IntPredicate wanted) {
    for (int part = 0; part < parts(); part++) {
      if (highest[part] > floor && highest[part] >= best.bound()) {
        offerProducts(part, best, wanted);
      }
    }
  }

  private void offerProducts(int part, BestItems best, IntPredicate wanted) {
    for (int slot = part * PART; slot < end(part); slot++) {
      float product = products[slot];
      if (product > floor && product >= best.bound() && wanted.test(items.number(slot))) {
        best.offer(items.number(slot), product);
      }
    }
  }
}
