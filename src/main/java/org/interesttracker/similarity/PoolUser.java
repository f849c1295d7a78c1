package org.interesttracker.similarity;

import java.util.Arrays;
import org.interesttracker.model.ItemNumbers;

/**
 * A user with items as numbers.
 *
 * @param items latest first, each once
 * @param norm L2 norm of the weights
 * @param mean of the weights; 0 without items
 */
record PoolUser(
    String userId, int[] items, float[] weights, double norm, double mean, long timestamp) {

  static PoolUser of(UserItems user, ItemNumbers numbers) {
    int[] items = Arrays.stream(user.itemIds()).mapToInt(numbers::number).toArray();
    return of(user.userId(), items, user.weights(), user.timestamp());
  }

  private static PoolUser of(String userId, int[] items, float[] weights, long timestamp) {
    double sum = 0;
    double squares = 0;
    for (float weight : weights) {
      sum += weight;
      squares += weight * weight;
    }
    double mean = items.length == 0 ? 0 : sum / items.length;
    return new PoolUser(userId, items, weights, Math.sqrt(squares), mean, timestamp);
  }

  /** This user's news on top of what was known, at most so many items. */
  PoolUser onTopOf(PoolUser before, int maxItems) {
    int[] allItems = Arrays.copyOf(items, Math.max(items.length, maxItems));
    float[] allWeights = Arrays.copyOf(weights, allItems.length);
    int size = items.length;
    for (int k = before.firstOlderThan(this); k < before.items.length && size < maxItems; k++) {
      if (!has(before.items[k])) {
        allItems[size] = before.items[k];
        allWeights[size++] = before.weights[k];
      }
    }
    return of(userId, Arrays.copyOf(allItems, size), Arrays.copyOf(allWeights, size), timestamp);
  }

  /**
   * From where on the items are older than those of the news. Nothing is when the news lacks an
   * item that it should have, because then the user took it back, or when it has none of them.
   */
  private int firstOlderThan(PoolUser news) {
    int oldest = -1;
    for (int k = news.items.length - 1; k >= 0 && oldest < 0; k--) {
      oldest = indexOf(news.items[k]);
    }
    for (int k = 0; k < oldest; k++) {
      if (!news.has(items[k])) {
        return items.length;
      }
    }
    return oldest < 0 ? items.length : oldest + 1;
  }

  boolean has(int item) {
    return indexOf(item) >= 0;
  }

  private int indexOf(int item) {
    for (int k = 0; k < items.length; k++) {
      if (items[k] == item) {
        return k;
      }
    }
    return -1;
  }

  UserItems toItems(ItemNumbers numbers) {
    return new UserItems(
        userId,
        Arrays.stream(items).mapToObj(numbers::id).toArray(String[]::new),
        weights,
        timestamp);
  }
}
