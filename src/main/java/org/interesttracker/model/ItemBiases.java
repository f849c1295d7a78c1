package org.interesttracker.model;

import java.util.Map;

/**
 * What is added to an item's score whoever the user is: how often items are met, as the model knows
 * it.
 *
 * @param byItem by item id
 * @param others of every other item
 */
public record ItemBiases(Map<String, Float> byItem, float others) {

  /** All items alike. */
  public static final ItemBiases NONE = new ItemBiases(Map.of(), 0);

  public float of(String itemId) {
    return byItem.getOrDefault(itemId, others);
  }
}
