package org.interesttracker.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Finds nearly all of the nearest items by {@link ItemCells}. The longest items, popular ones above
 * all, are scored one by one: they are near to no other, so that their cells say little of them,
 * and are the likeliest answers.
 *
 * <p>Changes wait for a thread of their own to take them into the cells, so that no writer does.
 * Meanwhile a new item is scored for each query, one that moved is looked for where it was, and one
 * that was removed is not found. Once most of the items have come or moved since the cells were
 * made, as when all move, new cells that suit them are made beside the old ones, which answer until
 * then.
 */
public final class ApproximateNearest implements NearestItems, AutoCloseable {

  /** How many items are scored one by one at the most, those that wait aside. */
  private static final int MAX_LONGEST = 4_000;

  /** No item without bias and residual, of length 1, is among the longest. */
  private static final float SQUARED_TEXT_LENGTH = 1.01f;

  /** After fewer changes no cells are made anew. */
  private static final int SMALL = 1_000;

  /** The share of the items that have come or moved. */
  private static final double WORTH_ANEW = 0.7;

  private static final int CHANGES_AT_ONCE = 1_000;

  private final Map<String, PlacedItem> items = new ConcurrentHashMap<>();
  private final ExactNearest longest = new ExactNearest();
  private final ExactNearest added = new ExactNearest();
  private final Set<String> moved = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean working = new AtomicBoolean();
  private final Executor executor;
  private volatile ItemCells cells = new ItemCells();
  private volatile float squaredBound = SQUARED_TEXT_LENGTH;
  private volatile boolean closed;

  /**
   * @param executor takes changes into the cells, one task at a time
   */
  public ApproximateNearest(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void put(String itemId, float[] vector, float bias) {
    PlacedItem held = items.get(itemId);
    if (held == null || !held.isAt(vector, bias)) {
      put(new PlacedItem(itemId, vector, bias));
      work();
    }
  }

  private synchronized void put(PlacedItem item) {
    items.put(item.itemId(), item);
    if (isLong(item)) {
      longest.put(item);
      leaveCells(item.itemId());
      if (longest.size() > MAX_LONGEST) {
        raiseBound();
      }
    } else {
      enterCells(item);
    }
  }

  private boolean isLong(PlacedItem item) {
    return item.squaredLength() > squaredBound;
  }

  private void enterCells(PlacedItem item) {
    if (cells.contains(item.itemId())) {
      moved.add(item.itemId());
    } else {
      added.put(item);
    }
    longest.remove(item.itemId());
  }

  private void leaveCells(String itemId) {
    added.remove(itemId);
    if (cells.contains(itemId)) {
      moved.add(itemId);
    }
  }

  /** The shorter half of the longest goes into the cells. */
  private void raiseBound() {
    squaredBound = longest.squaredLengthOf(MAX_LONGEST / 2);
    for (PlacedItem item : longest.some(Integer.MAX_VALUE)) {
      if (!isLong(item)) {
        enterCells(item);
      }
    }
  }

  @Override
  public void remove(String itemId) {
    if (items.containsKey(itemId)) {
      drop(itemId);
      work();
    }
  }

  private synchronized void drop(String itemId) {
    items.remove(itemId);
    longest.remove(itemId);
    leaveCells(itemId);
  }

  @Override
  public int size() {
    return items.size();
  }

  /** How many changes wait. */
  public int waiting() {
    return added.size() + moved.size();
  }

  @Override
  public List<String> nearest(float[] query, int k) {
    // In the order that items go in, lest one that goes from one to the next be in neither.
    NearestFirst found = new NearestFirst(2 * k);
    longest.offer(query, found);
    added.offer(query, found);
    cells.offer(query, found);
    Set<String> seen = new HashSet<>();
    NearestFirst best = new NearestFirst(k);
    for (PlacedItem item : found.drain()) {
      PlacedItem held = items.get(item.itemId());
      if (held != null && seen.add(item.itemId())) {
        best.offer(held, held.score(query));
      }
    }
    return best.drain().stream().map(PlacedItem::itemId).toList();
  }

  /** Ends the work on the cells; the index is not to be used any more. */
  @Override
  public void close() {
    closed = true;
  }

  private void work() {
    if (!closed && waiting() > 0 && working.compareAndSet(false, true)) {
      executor.execute(this::takeIn);
    }
  }

  /** Goes on in another task after some changes, so that another index has its turn. */
  private void takeIn() {
    try {
      if (isWorthAnew()) {
        makeAnew();
      }
      if (!closed) {
        takeAdded();
        takeMoved();
      }
    } finally {
      working.set(false);
    }
    work();
  }

  private void takeAdded() {
    List<PlacedItem> some = added.some(CHANGES_AT_ONCE);
    takeIn(some.stream().map(PlacedItem::itemId).toList());
    some.forEach(added::remove);
  }

  private void takeMoved() {
    List<String> some = moved.stream().limit(CHANGES_AT_ONCE).toList();
    some.forEach(moved::remove);
    takeIn(some);
  }

  private boolean isWorthAnew() {
    int changes = cells.changes() + waiting();
    return changes >= SMALL && changes > WORTH_ANEW * (items.size() - longest.size());
  }

  /** What changes meanwhile is taken in afterwards. */
  private void makeAnew() {
    moved.clear();
    List<PlacedItem> placed = items.values().stream().filter(item -> !isLong(item)).toList();
    ItemCells next = ItemCells.of(placed, () -> closed);
    if (closed) {
      return;
    }
    cells = next;
    for (PlacedItem item : placed) {
      added.remove(item);
      if (items.get(item.itemId()) != item) {
        moved.add(item.itemId());
      }
    }
  }

  private void takeIn(List<String> itemIds) {
    List<PlacedItem> placed = new ArrayList<>();
    for (String itemId : itemIds) {
      PlacedItem item = items.get(itemId);
      if (item == null || isLong(item)) {
        cells.remove(itemId);
      } else {
        placed.add(item);
      }
    }
    cells.putAll(placed);
  }
}
