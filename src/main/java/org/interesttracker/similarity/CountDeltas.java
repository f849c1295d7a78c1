package org.interesttracker.similarity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** What was added to one item. Each pair decays when it is touched, not with every delta. */
  private final class ItemSum {
    private final double[] totals = new double[channels.size()];
    private final Map<String, PairSum> pairs = new LinkedHashMap<>();
    private final List<Visit> visits = new ArrayList<>();
    private long time;

    ItemSum(long time) {
      this.time = time;
    }

    void add(CountDelta delta) {
      if (delta.time() > time) {
        channels.decayTotals(totals, delta.time() - time);
        time = delta.time();
      }
      for (int c = 0; c < totals.length; c++) {
        totals[c] += channels.get(c).decay(time - delta.time()) * delta.totals()[c];
      }
      for (int k = 0; k < delta.others().length; k++) {
        pairs
            .computeIfAbsent(delta.others()[k], other -> new PairSum(delta.time()))
            .add(delta.pairs(), k * channels.width(), delta.time());
      }
      visits.addAll(delta.visits());
    }

    CountDelta delta(String itemId) {
      double[] flat = new double[pairs.size() * channels.width()];
      int at = 0;
      for (PairSum pair : pairs.values()) {
        System.arraycopy(pair.at(time), 0, flat, at, channels.width());
        at += channels.width();
      }
      String[] others = pairs.keySet().toArray(String[]::new);
      return new CountDelta(itemId, totals, others, flat, time, visits);
    }
  }

  private final class PairSum {
    private final double[] values = new double[channels.width()];
    private long time;

    PairSum(long time) {
      this.time = time;
    }

    void add(double[] pairs, int from, long then) {
      at(Math.max(time, then));
      channels.addPair(pairs, from, time - then, values);
    }

    double[] at(long now) {
      channels.decayPair(values, 0, now - time);
      time = now;
      return values;
    }
  }
}
