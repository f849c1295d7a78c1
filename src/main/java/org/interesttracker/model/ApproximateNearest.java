package org.interesttracker.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Finds nearly all of the nearest items by an {@link ItemGraph}. The longest items, popular ones
 * above all, are scored one by one: they are near to no other, so that few links lead to them, and
 * are the likeliest answers.
 *
 * <p>Changes wait for a thread of their own to take them into the graph, so that no writer does.
 * Meanwhile a new item is scored for each query, one that moved is looked for where it was, and one
 * that was removed is not found. Once half of the nodes are dead or wait to be, as when all items
 * move, a new graph is made beside the old one, which answers until then.
 */
public final class ApproximateNearest implements NearestItems, AutoCloseable {

  /**
   * How many items are looked for in the graph at the least: fewer are found sooner, but by this
   * many the ten best are nearly always among them.
   */
  private static final int LOOKED_FOR = 400;

  /** How many items are scored one by one at the most, those that wait aside. */
  private static final int MAX_LONGEST = 10_000;

  /** No item without bias and residual, of length 1, is among the longest. */
  private static final float SQUARED_TEXT_LENGTH = 1.01f;

  /** A graph with fewer nodes is not made anew. */
  private static final int SMALL = 1_000;

  private static final int CHANGES_AT_ONCE = 1_000;

  private final Map<String, PlacedItem> items = new ConcurrentHashMap<>();
  private final ExactNearest longest = new ExactNearest();
  private final ExactNearest added = new ExactNearest();
  private final Set<String> moved = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean working = new AtomicBoolean();
  private final Executor executor;
  private volatile ItemGraph graph = new ItemGraph();
  private volatile float squaredBound = SQUARED_TEXT_LENGTH;
  private volatile boolean closed;

  /**
   * @param executor takes changes into the graph, one task at a time
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
      leaveGraph(item.itemId());
      if (longest.size() > MAX_LONGEST) {
        raiseBound();
      }
    } else {
      enterGraph(item);
    }
  }

  private boolean isLong(PlacedItem item) {
    return item.squaredLength() > squaredBound;
  }

  private void enterGraph(PlacedItem item) {
    if (graph.contains(item.itemId())) {
      moved.add(item.itemId());
    } else {
      added.put(item);
    }
    longest.remove(item.itemId());
  }

  private void leaveGraph(String itemId) {
    added.remove(itemId);
    if (graph.contains(itemId)) {
      moved.add(itemId);
    }
  }

  /** The shorter half of the longest goes into the graph. */
  private void raiseBound() {
    squaredBound = longest.squaredLengthOf(MAX_LONGEST / 2);
    for (PlacedItem item : longest.all()) {
      if (!isLong(item)) {
        enterGraph(item);
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
    leaveGraph(itemId);
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
    Set<String> found = new LinkedHashSet<>(longest.nearest(query, k));
    found.addAll(added.nearest(query, k));
    found.addAll(graph.nearest(query, Math.max(k, LOOKED_FOR)));
    NearestFirst best = new NearestFirst(k);
    for (String itemId : found) {
      PlacedItem item = items.get(itemId);
      if (item != null) {
        best.offer(itemId, item.score(query));
      }
    }
    return best.drain();
  }

  /** Ends the work on the graph; the index is not to be used any more. */
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
      takeAdded();
      takeMoved();
    } finally {
      working.set(false);
    }
    work();
  }

  private void takeAdded() {
    int left = CHANGES_AT_ONCE;
    for (PlacedItem item : added.all()) {
      if (closed || left-- == 0) {
        return;
      }
      takeIn(item.itemId());
      added.remove(item);
    }
  }

  private void takeMoved() {
    int left = CHANGES_AT_ONCE;
    for (String itemId : moved) {
      if (closed || left-- == 0) {
        return;
      }
      moved.remove(itemId);
      takeIn(itemId);
    }
  }

  private boolean isWorthAnew() {
    int dead = graph.nodes() - graph.size() + moved.size();
    return graph.nodes() >= SMALL && 2 * dead > graph.nodes();
  }

  /** What changes meanwhile is taken in afterwards. */
  private void makeAnew() {
    moved.clear();
    ItemGraph next = new ItemGraph();
    for (PlacedItem item : items.values()) {
      if (closed) {
        return;
      }
      if (!isLong(item)) {
        next.put(item);
      }
    }
    graph = next;
  }

  private void takeIn(String itemId) {
    PlacedItem item = items.get(itemId);
    if (item == null || isLong(item)) {
      graph.remove(itemId);
    } else {
      graph.put(item);
    }
  }
}
