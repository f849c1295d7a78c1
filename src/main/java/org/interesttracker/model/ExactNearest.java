package org.interesttracker.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Scores every item for each query. */
public final class ExactNearest implements NearestItems {

  private final Map<String, Integer> slots = new ConcurrentHashMap<>();
  private final ItemCell items = new ItemCell();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  @Override
  public void put(String itemId, float[] vector, float bias) {
    put(new PlacedItem(itemId, vector, bias));
  }

  void put(PlacedItem item) {
    lock.writeLock().lock();
    try {
      takeOut(slots.remove(item.itemId()));
      slots.put(item.itemId(), items.size());
      items.add(item);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void takeOut(Integer slot) {
    if (slot != null) {
      PlacedItem moved = items.remove(slot);
      if (moved != null) {
        slots.put(moved.itemId(), slot);
      }
    }
  }

  @Override
  public void remove(String itemId) {
    if (!slots.containsKey(itemId)) {
      return;
    }
    lock.writeLock().lock();
    try {
      takeOut(slots.remove(itemId));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Removes an item unless it has changed. */
  void remove(PlacedItem item) {
    lock.writeLock().lock();
    try {
      Integer slot = slots.get(item.itemId());
      if (slot != null && items.get(slot) == item) {
        takeOut(slots.remove(item.itemId()));
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Some of the items.
   *
   * @param limit how many at the most
   */
  List<PlacedItem> some(int limit) {
    lock.readLock().lock();
    try {
      List<PlacedItem> some = new ArrayList<>();
      for (int slot = 0; slot < Math.min(limit, items.size()); slot++) {
        some.add(items.get(slot));
      }
      return some;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The squared length of the item in a place, the longest being in place 0. */
  float squaredLengthOf(int place) {
    return some(Integer.MAX_VALUE).stream()
        .map(PlacedItem::squaredLength)
        .sorted(Comparator.reverseOrder())
        .skip(place)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public int size() {
    return slots.size();
  }

  @Override
  public List<String> nearest(float[] query, int k) {
    NearestFirst best = new NearestFirst(k);
    offer(query, best);
    return best.drain().stream().map(PlacedItem::itemId).toList();
  }

  /** Offers all items. */
  void offer(float[] query, NearestFirst best) {
    lock.readLock().lock();
    try {
      items.offer(query, new float[ItemCell.BLOCK], best);
    } finally {
      lock.readLock().unlock();
    }
  }
}
