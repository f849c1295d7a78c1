package org.interesttracker.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;

/**
 * An inverted file over items (Jégou, Douze and Schmid, TPAMI 2011, without quantisation): each
 * lies in the cell of its cluster, and a query scores the items of those cells whose items score
 * best in the mean, some {@value #SCORED} items in all, or all of a small catalog.
 *
 * <p>Any number of threads search and change it at once, a change waiting for searches of less than
 * a millisecond.
 */
final class ItemCells {

  private static final int SCORED = 8_192;

  /** Times the root of the number of items: looking for cells then takes less than their items. */
  private static final double CELLS = 2;

  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final Map<String, Place> places = new ConcurrentHashMap<>();
  private final ItemClusters clusters;
  private final List<ItemCell> cells = new ArrayList<>();
  private int changes;

  /** Without items, and one cell for all that come. */
  ItemCells() {
    this(null);
  }

  private ItemCells(ItemClusters clusters) {
    this.clusters = clusters;
    for (int c = 0; c < (clusters == null ? 1 : clusters.count()); c++) {
      cells.add(new ItemCell());
    }
  }

  /**
   * Cells that suit items, with these in them.
   *
   * @param stopped asked at times whether the result is still wanted; if not, it is worth nothing
   */
  static ItemCells of(List<PlacedItem> items, BooleanSupplier stopped) {
    if (items.isEmpty()) {
      return new ItemCells();
    }
    int count = (int) Math.ceil(CELLS * Math.sqrt(items.size()));
    ItemClusters clusters = ItemClusters.of(items, count, stopped);
    ItemCells made = new ItemCells(clusters);
    int[] cells = clusters.nearestOf(items, stopped);
    for (int n = 0; n < cells.length; n++) {
      made.putIn(cells[n], items.get(n));
    }
    made.changes = 0;
    return made;
  }

  /** How many items there are. */
  int size() {
    return places.size();
  }

  /** How many items were put since the cells were made to suit items. */
  int changes() {
    return changes;
  }

  boolean contains(String itemId) {
    return places.containsKey(itemId);
  }

  /** Adds items or replaces them; nothing happens to one that is there just so. */
  void putAll(List<PlacedItem> items) {
    int[] nearest =
        clusters == null ? new int[items.size()] : clusters.nearestOf(items, () -> false);
    for (int n = 0; n < nearest.length; n++) {
      put(nearest[n], items.get(n));
    }
  }

  private void put(int cell, PlacedItem item) {
    lock.writeLock().lock();
    try {
      Place held = places.get(item.itemId());
      if (held == null || cells.get(held.cell).get(held.slot) != item) {
        takeOut(places.remove(item.itemId()));
        putIn(cell, item);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void putIn(int cell, PlacedItem item) {
    places.put(item.itemId(), new Place(cell, cells.get(cell).size()));
    cells.get(cell).add(item);
    changes++;
  }

  void remove(String itemId) {
    lock.writeLock().lock();
    try {
      takeOut(places.remove(itemId));
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void takeOut(Place place) {
    if (place != null) {
      PlacedItem moved = cells.get(place.cell).remove(place.slot);
      if (moved != null) {
        places.put(moved.itemId(), place);
      }
    }
  }

  /** Offers the items of the cells where a query's best are likely to be. */
  void offer(float[] query, NearestFirst best) {
    int[] chosen = clusters == null ? new int[] {0} : chosen(clusters.scores(query));
    float[] scores = new float[ItemCell.BLOCK];
    lock.readLock().lock();
    try {
      for (int cell : chosen) {
        cells.get(cell).offer(query, scores, best);
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  /** As many cells of the highest scores as have the items to score if all have equally many. */
  private int[] chosen(float[] scores) {
    int all = cells.size();
    int wanted = (int) Math.min(all, Math.ceil((double) SCORED * all / Math.max(1, size())));
    long[] keys = new long[all];
    for (int c = 0; c < all; c++) {
      keys[c] = Quickselect.key(scores[c], c);
    }
    long least = Quickselect.largest(keys.clone(), wanted);
    int[] chosen = new int[wanted];
    int next = 0;
    for (int c = 0; c < all; c++) {
      if (keys[c] >= least) {
        chosen[next++] = c;
      }
    }
    return chosen;
  }

  private record Place(int cell, int slot) {}
}
