package org.interesttracker.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Merges what many events add, so that each item gets one delta. It is meant to be used again after
 * each {@link #drain}, since it keeps the memory. Not thread-safe.
 */
public final class CountDeltas {

  private static final int RECENT_BITS = 12;

  /** 2^32 over the golden ratio: its products spread what is close together. */
  private static final int SPREAD = 0x9E3779B9;

  private final Channels channels;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** By the item's number; null for one that is only met as the other of a pair. */
  private final List<ItemSum> rows = new ArrayList<>();

  private final List<ItemSum> byFirstMention = new ArrayList<>();
  private final PairSums pairs;

  /**
   * Names met, by hash, the latest has the place: mostly they come again as the same objects, so
   * that no map need be asked.
   */
  private final String[] recent = new String[1 << RECENT_BITS];

  private final int[] recentNumbers = new int[1 << RECENT_BITS];

  /** Numbers of the items that the one at hand is linked with. */
  private int[] linked = {};

  public CountDeltas(Channels channels) {
    this.channels = channels;
    this.pairs = new PairSums(channels);
  }

  public void add(CountDelta delta) {
    row(number(delta.itemId()), delta.time()).add(delta);
  }

  /** The same as to add each of its deltas, without making them. */
  public void add(CoOccurrence counts) {
    if (channels.swing() >= 0) {
      counts.forEach(this::add);
      return;
    }
    int item = number(counts.itemId());
    addEarlier(counts, item);
    if (counts.hasOwn()) {
      row(item, counts.time()).addLater(counts);
    }
  }

  private void addEarlier(CoOccurrence counts, int item) {
    if (linked.length < counts.links()) {
      linked = new int[counts.links()];
    }
    for (int k = 0; k < counts.links(); k++) {
      linked[k] = number(counts.linked(k));
      if (counts.isEarlier(k)) {
        row(linked[k], counts.time()).addEarlier(counts, k, item);
      }
    }
  }

  private ItemSum row(int number, long time) {
    ItemSum row = rows.get(number);
    if (row == null) {
      row = new ItemSum(number, time);
      rows.set(number, row);
      byFirstMention.add(row);
    }
    return row;
  }

  private int number(String itemId) {
    int place = itemId.hashCode() * SPREAD >>> Integer.SIZE - RECENT_BITS;
    if (itemId != recent[place]) {
      recent[place] = itemId;
      recentNumbers[place] = numberByName(itemId);
    }
    return recentNumbers[place];
  }

  private int numberByName(String itemId) {
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
    Arrays.fill(recent, null);
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
      addTotals(delta.totals(), delta.time());
      for (int k = 0; k < delta.others().length; k++) {
        addPair(number(delta.others()[k]), delta.pairs(), k, delta.time());
      }
      visits.addAll(delta.visits());
    }

    /** The pair of the item, which is the k-th linked there, with the event's own. */
    void addEarlier(CoOccurrence counts, int k, int own) {
      decayTo(counts.time());
      if (channels.countPairs()) {
        double[] added = new double[channels.size()];
        counts.addPairTotals(k, added);
        addTotals(added, counts.time());
      }
      addPair(own, counts.earlier(), k, counts.time());
    }

    /** What the event adds to its own item. */
    void addLater(CoOccurrence counts) {
      addTotals(counts.totals(), counts.time());
      for (int k = 0; k < counts.links(); k++) {
        if (counts.isLater(k)) {
          addPair(linked[k], counts.later(), k, counts.time());
        }
      }
    }

    private void decayTo(long now) {
      if (now > time) {
        channels.decayTotals(totals, now - time);
        time = now;
      }
    }

    private void addTotals(double[] added, long then) {
      decayTo(then);
      for (int c = 0; c < totals.length; c++) {
        if (added[c] != 0) {
          totals[c] += channels.get(c).decay(time - then) * added[c];
        }
      }
    }

    private void addPair(int other, double[] added, int k, long then) {
      int before = pairs.size();
      int place = pairs.place(number, other, then);
      if (pairs.size() > before) {
        append(place);
      }
      pairs.add(place, added, k * channels.width(), then);
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
