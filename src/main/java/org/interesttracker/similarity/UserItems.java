package org.interesttracker.similarity;

/**
 * A user's recent items, as other users' lists are made from them.
 *
 * @param itemIds latest first, each once; empty takes the user out
 * @param weights by the place of the item: what the user's events said of it, negative against it
 * @param timestamp event time of the user's latest event, epoch milliseconds
 */
public record UserItems(String userId, String[] itemIds, float[] weights, long timestamp) {

  public UserItems {
    if (itemIds.length != weights.length) {
      throw new IllegalArgumentException(
          "User has %d items but %d weights".formatted(itemIds.length, weights.length));
    }
  }
}
