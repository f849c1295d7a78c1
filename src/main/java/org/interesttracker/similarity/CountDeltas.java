package org.interesttracker.similarity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Merges what many events add, so that each item gets one delta. It is meant to be used again after
 * each {@link #drain}, since it keeps the memory. Not thread-safe.
 */
public final class CountDeltas {

  private final Channels channels;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** By the item's number; null for one that is only met as the other of a pair. */
  private final List<ItemSum> rows = new ArrayList<>();

  private final List<ItemSum> byFirstMention = new ArrayList<>();
  private final PairSums pairs;

  public CountDeltas(Channels channels) {
    this.channels = channels;
    this.pairs = new PairSums(channels);
  }

  public void add(CountDelta delta) {
    int number = number(delta.itemId());
    ItemSum row = rows.get(number);
    if (row == null) {
      row = new ItemSum(number, delta.time());
      rows.set(number, row);
      byFirstMention.add(row);
    }
    row.add(delta);
  }

  private int number(String itemId) {
    Integer known = numbers.get(itemId);
    if (known != null) {
      return known;
    }
    int number = names.size();
    numbers.put(itemId, number);
    names.add(itemId);
    rows.add(null);
    return number;
  }

  /** Hands over one delta an item, in the order of first mention, and starts anew. */
  public void drain(Consumer<CountDelta> out) {
    byFirstMention.forEach(row -> out.accept(row.delta()));
    byFirstMention.clear();
    rows.clear();
    names.clear();
    numbers.clear();
    pairs.clear();
  }

  /** What was added to one item. Each pair decays when it is touched, not with every delta. */
  private final class ItemSum {
    private final int number;
    private final double[] totals = new double[channels.size()];
    private final List<Visit> visits = new ArrayList<>(0);
    private int first = PairSums.NONE;
    private int last = PairSums.NONE;
    private int size;
    private long time;

    ItemSum(int number, long time) {
      this.number = number;
      this.time = time;
    }

    void add(CountDelta delta) {
      if (delta.time() > time) {
        channels.decayTotals(totals, delta.time() - time);
        time = delta.time();
      }
      for (int c = 0; c < totals.length; c++) {
        if (delta.totals()[c] != 0) {
          totals[c] += channels.get(c).decay(time - delta.time()) * delta.totals()[c];
        }
      }
      for (int k = 0; k < delta.others().length; k++) {
        int place = pair(delta.others()[k], delta.time());
        pairs.add(place, delta.pairs(), k * channels.width(), delta.time());
      }
      if (!delta.visits().isEmpty()) {
        visits.addAll(delta.visits());
      }
    }

    private int pair(String other, long then) {
      int before = pairs.size();
      int place = pairs.place(number, number(other), then);
      if (pairs.size() > before) {
        append(place);
      }
      return place;
    }

    private void append(int place) {
      if (size == 0) {
        first = place;
      } else {
        pairs.follow(last, place);
      }
      last = place;
      size++;
    }

    CountDelta delta() {
      String[] others = new String[size];
      double[] flat = new double[size * channels.width()];
      int k = 0;
      for (int place = first; place != PairSums.NONE; place = pairs.following(place)) {
        others[k] = names.get(pairs.other(place));
        pairs.copyAt(place, time, flat, k * channels.width());
        k++;
      }
      return new CountDelta(names.get(number), totals, others, flat, time, visits);
    }
  }
}
