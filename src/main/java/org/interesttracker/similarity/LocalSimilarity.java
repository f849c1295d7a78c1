package org.interesttracker.similarity;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Learns the rows of all items within one process, as the job does key by key. A row costs work in
 * proportion to its pairs, so it is sent after as many changes as keep that work the same for each
 * change: those of up to {@link #FRESH_PAIRS} pairs at once, longer ones when a fixed share of them
 * changed. Not thread-safe.
 */
public final class LocalSimilarity {

  private static final int FRESH_PAIRS = 50;

  private final CountLearner learner;
  private final Map<String, Item> items = new HashMap<>();
  private final Map<String, Item> due = new LinkedHashMap<>();

  public LocalSimilarity(SimilaritySettings settings) {
    this.learner = new CountLearner(settings);
  }

  public void add(CoOccurrence counts) {
    counts.forEach(this::add);
  }

  public void add(CountDelta delta) {
    Item item = items.computeIfAbsent(delta.itemId(), id -> new Item());
    item.visitors = learner.visitors(delta, item.counts, item.visitors);
    learner.add(delta, item.counts, item.pairs);
    item.changes++;
    if (item.changes * FRESH_PAIRS >= item.counts.getPairs()) {
      due.put(delta.itemId(), item);
    }
  }

  /** Hands over the rows that are due, which are made side by side. */
  public void drain(Consumer<CountRow> out) {
    List.copyOf(due.entrySet()).parallelStream()
        .map(item -> item.getValue().row(item.getKey(), learner))
        .forEachOrdered(out);
    due.clear();
  }

  private static final class Item {
    private final ItemCounts counts = new ItemCounts();
    private final MapPairs pairs = new MapPairs();
    private List<Visitor> visitors = List.of();
    private int changes;

    CountRow row(String itemId, CountLearner learner) {
      changes = 0;
      counts.setVersion(counts.getVersion() + 1);
      return learner.row(itemId, counts, pairs, visitors);
    }
  }
}
