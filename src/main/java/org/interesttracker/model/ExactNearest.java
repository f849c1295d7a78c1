package org.interesttracker.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Scores every item for each query. */
public final class ExactNearest implements NearestItems {

  private final Map<String, PlacedItem> items = new ConcurrentHashMap<>();

  @Override
  public void put(String itemId, float[] vector, float bias) {
    put(new PlacedItem(itemId, vector, bias));
  }

  void put(PlacedItem item) {
    items.put(item.itemId(), item);
  }

  @Override
  public void remove(String itemId) {
    items.remove(itemId);
  }

  /** Removes an item unless it has changed. */
  void remove(PlacedItem item) {
    items.remove(item.itemId(), item);
  }

  Collection<PlacedItem> all() {
    return items.values();
  }

  /** The squared length of the item in a place, the longest being in place 0. */
  float squaredLengthOf(int place) {
    return items.values().stream()
        .map(PlacedItem::squaredLength)
        .sorted(Comparator.reverseOrder())
        .skip(place)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public List<String> nearest(float[] query, int k) {
    NearestFirst best = new NearestFirst(k);
    for (PlacedItem item : items.values()) {
      best.offer(item.itemId(), item.score(query));
    }
    return best.drain();
  }
}
