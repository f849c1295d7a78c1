package org.interesttracker.similarity;

/**
 * What a user's recent events say of an item.
 *
 * @param evidence the strongest evidence that the item was met; 0 where it was turned down
 * @param weight the strongest weight; negative against it
 */
public record LinkedItem(String itemId, double evidence, double weight) {}
