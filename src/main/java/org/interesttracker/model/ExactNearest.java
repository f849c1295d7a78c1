package org.interesttracker.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Scores every item for each query. */
public final class ExactNearest implements NearestItems {

  private final Map<String, PlacedItem> items = new ConcurrentHashMap<>();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** Null while there are no items, so that it takes no memory. */
  private ItemIndex index;

  @Override
  public void put(String itemId, float[] vector, float bias) {
    put(new PlacedItem(itemId, vector, bias));
  }

  void put(PlacedItem item) {
    lock.writeLock().lock();
    try {
      items.put(item.itemId(), item);
      if (index == null) {
        index = new ItemIndex(item.vector().length);
      }
      index.put(item.itemId(), item.vector(), item.bias());
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void remove(String itemId) {
    lock.writeLock().lock();
    try {
      if (items.remove(itemId) != null) {
        leaveIndex(itemId);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Removes an item unless it has changed. */
  void remove(PlacedItem item) {
    lock.writeLock().lock();
    try {
      if (items.remove(item.itemId(), item)) {
        leaveIndex(item.itemId());
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void leaveIndex(String itemId) {
    index.remove(itemId);
    if (items.isEmpty()) {
      index = null;
    }
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
    lock.readLock().lock();
    try {
      NearestFirst best = new NearestFirst(k);
      float[] scores = index == null ? new float[0] : index.scores(query);
      for (int slot = 0; index != null && slot < index.size(); slot++) {
        best.offer(index.id(slot), scores[slot]);
      }
      return best.drain();
    } finally {
      lock.readLock().unlock();
    }
  }
}
