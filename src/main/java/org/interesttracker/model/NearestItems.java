package org.interesttracker.model;

import java.util.List;

/**
 * Finds the items that score highest for a query: q · v + bias for an item of vector v. For many
 * readers and writers at once.
 */
public interface NearestItems {

  /**
   * Adds an item or replaces it; nothing happens if it is there just so.
   *
   * @param vector not to be changed afterwards
   * @param bias added to the item's scores
   */
  void put(String itemId, float[] vector, float bias);

  /** Removes an item, if it is there. From then on it is not found. */
  void remove(String itemId);

  /** How many items there are. */
  int size();

  /**
   * The items of the highest scores, best first.
   *
   * @param k how many at the most
   */
  List<String> nearest(float[] query, int k);
}
