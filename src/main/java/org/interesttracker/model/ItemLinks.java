package org.interesttracker.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What a user's recent items say at once for or against others, past the network: a weight for each
 * pair of items that users met soon after one another. An item's logit gains, for each of the
 * {@value #RECENT_ITEMS} latest items, the weight of their pair times {@value #DECAY} for each
 * place it is back. They are the direct connections of Mikolov et al. (Strategies for Training
 * Large Scale Neural Network Language Models, ASRU 2011), kept for pairs of items instead of hashed
 * n-grams, and alike in both directions.
 *
 * <p>Items go by numbers of their own here, 0, 1, 2 … in the order of first mention; so do pairs,
 * by places. A pair takes about 20 bytes. Not thread-safe; a copy may be read while the original
 * grows.
 */
public final class ItemLinks {

  /** How many of the latest items speak for others. */
  public static final int RECENT_ITEMS = 10;

  /** What an item's word is multiplied by from one place to the next older one. */
  public static final float DECAY = 0.9f;

  private static final int[] NONE = {};

  private final ItemNumbers items;
  private int[][] others;
  private int[][] places;
  private int[] degrees;
  private float[] weights;
  private int pairs;

  public ItemLinks() {
    this(new ItemNumbers(), new int[0][], new int[0][], new int[0], new float[0], 0);
  }

  private ItemLinks(
      ItemNumbers items,
      int[][] others,
      int[][] places,
      int[] degrees,
      float[] weights,
      int pairs) {
    this.items = items;
    this.others = others;
    this.places = places;
    this.degrees = degrees;
    this.weights = weights;
    this.pairs = pairs;
  }

  /** The same as it is now. The lists of pairs are shared: they only grow, behind its back. */
  public ItemLinks copy() {
    return new ItemLinks(
        items.copy(), others.clone(), places.clone(), degrees.clone(), weights.clone(), pairs);
  }

  /** An item's number; a new one at its first mention. */
  public int number(String itemId) {
    int item = items.number(itemId);
    if (item >= degrees.length) {
      int capacity = Math.max(64, 2 * item);
      int known = degrees.length;
      others = Arrays.copyOf(others, capacity);
      places = Arrays.copyOf(places, capacity);
      degrees = Arrays.copyOf(degrees, capacity);
      Arrays.fill(others, known, capacity, NONE);
      Arrays.fill(places, known, capacity, NONE);
    }
    return item;
  }

  /** An item's number, or -1 if it has none. */
  public int find(String itemId) {
    return items.find(itemId);
  }

  /** How many items have a number. */
  public int items() {
    return items.size();
  }

  public String id(int item) {
    return items.id(item);
  }

  /** How many pairs there are. */
  public int pairs() {
    return pairs;
  }

  /** How many items an item has a pair with. */
  public int degree(int item) {
    return degrees[item];
  }

  /** The k-th item that an item has a pair with, 0 to its degree - 1. */
  public int other(int item, int k) {
    return others[item][k];
  }

  /** The place of the pair with the k-th item. */
  public int place(int item, int k) {
    return places[item][k];
  }

  public float weight(int place) {
    return weights[place];
  }

  public void setWeight(int place, float weight) {
    weights[place] = weight;
  }

  /**
   * Visits what recent items say: for each of them the items that it is linked with, and how much
   * is added to their logits.
   *
   * @param recent ids, latest first; those beyond {@value #RECENT_ITEMS} say nothing
   */
  public void forEachLinked(List<String> recent, LinkVisitor visitor) {
    float decay = 1;
    for (int r = 0; r < Math.min(RECENT_ITEMS, recent.size()); r++) {
      int item = find(recent.get(r));
      for (int k = 0; item >= 0 && k < degrees[item]; k++) {
        visitor.visit(others[item][k], decay * weights[places[item][k]]);
      }
      decay *= DECAY;
    }
  }

  /** Receives an item and what is added to its logit. */
  @FunctionalInterface
  public interface LinkVisitor {
    void visit(int item, float weight);
  }

  /** The weight of a pair; 0 if there is none. */
  public float weightOf(int item, int other) {
    int k = indexOf(item, other);
    return k < 0 ? 0 : weights[places[item][k]];
  }

  /** Makes a pair of two different items, of weight 0, unless there is one. */
  public void link(int item, int other) {
    boolean shorter = degrees[item] <= degrees[other];
    if (indexOf(shorter ? item : other, shorter ? other : item) < 0) {
      add(item, other, 0);
    }
  }

  private int indexOf(int item, int other) {
    for (int k = 0; k < degrees[item]; k++) {
      if (others[item][k] == other) {
        return k;
      }
    }
    return -1;
  }

  /** Adds a pair that is not there. */
  void add(int item, int other, float weight) {
    if (pairs == weights.length) {
      weights = Arrays.copyOf(weights, Math.max(1024, 2 * pairs));
    }
    weights[pairs] = weight;
    append(item, other);
    append(other, item);
    pairs++;
  }

  private void append(int item, int other) {
    int degree = degrees[item];
    if (degree == others[item].length) {
      int capacity = Math.max(4, degree + degree / 2);
      others[item] = Arrays.copyOf(others[item], capacity);
      places[item] = Arrays.copyOf(places[item], capacity);
    }
    others[item][degree] = other;
    places[item][degree] = pairs;
    degrees[item]++;
  }

  /**
   * These without some pairs; the others go by new places, in the order of the old ones.
   *
   * @param kept by place
   */
  public ItemLinks only(IntPredicate kept) {
    ItemLinks left = new ItemLinks();
    for (int item = 0; item < items(); item++) {
      left.number(id(item));
    }
    forEachPair(
        (item, other, place) -> {
          if (kept.test(place)) {
            left.add(item, other, weights[place]);
          }
        });
    return left;
  }

  /** Visits all pairs, in the order of their places. */
  private void forEachPair(PairVisitor visitor) {
    int[] first = new int[pairs];
    int[] second = new int[pairs];
    for (int item = 0; item < items(); item++) {
      for (int k = 0; k < degrees[item]; k++) {
        if (item < others[item][k]) {
          first[places[item][k]] = item;
          second[places[item][k]] = others[item][k];
        }
      }
    }
    for (int place = 0; place < pairs; place++) {
      visitor.visit(first[place], second[place], place);
    }
  }

  /** Receives a pair: the lower number, the higher one, its place. */
  private interface PairVisitor {
    void visit(int item, int other, int place);
  }
}
