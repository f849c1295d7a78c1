package org.interesttracker.similarity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Merges what many events add, so that each item gets one delta. Not thread-safe. */
public final class CountDeltas {

  private final Channels channels;
  private final Map<String, ItemSum> items = new LinkedHashMap<>();

  public CountDeltas(Channels channels) {
    this.channels = channels;
  }

  public void add(CountDelta delta) {
    items.computeIfAbsent(delta.itemId(), item -> new ItemSum(delta.time())).add(delta);
  }

  /** Hands over one delta an item, in the order of first mention, and starts anew. */
  public void drain(Consumer<CountDelta> out) {
    items.forEach((itemId, sum) -> out.accept(sum.delta(itemId)));
    items.clear();
  }

  private final class ItemSum {
    private final double[] totals = new double[channels.size()];
    private final Map<String, double[]> pairs = new LinkedHashMap<>();
    private long time;

    ItemSum(long time) {
      this.time = time;
    }

    void add(CountDelta delta) {
      if (delta.time() > time) {
        channels.decayTotals(totals, delta.time() - time);
        pairs.values().forEach(pair -> channels.decayPair(pair, 0, delta.time() - time));
        time = delta.time();
      }
      long age = time - delta.time();
      for (int c = 0; c < totals.length; c++) {
        totals[c] += channels.get(c).decay(age) * delta.totals()[c];
      }
      for (int k = 0; k < delta.others().length; k++) {
        double[] held =
            pairs.computeIfAbsent(delta.others()[k], other -> new double[channels.width()]);
        channels.addPair(delta.pairs(), k * held.length, age, held);
      }
    }

    CountDelta delta(String itemId) {
      double[] flat = new double[pairs.size() * channels.width()];
      int at = 0;
      for (double[] pair : pairs.values()) {
        System.arraycopy(pair, 0, flat, at, pair.length);
        at += pair.length;
      }
      return new CountDelta(itemId, totals, pairs.keySet().toArray(String[]::new), flat, time);
    }
  }
}
