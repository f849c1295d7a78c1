package org.interesttracker.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.interesttracker.model.Quickselect;

/**
 * Keeps the counts of items and makes their rows. The counts lie with the caller, in keyed state or
 * in memory.
 */
final class CountLearner {

  /** What is left of a count, as a share of what is taken back last, where it was all: rounding. */
  private static final double NOTHING = 1e-9;

  private final Channels channels;
  private final Swing swing;
  private final int layout;
  private final int maxPairs;
  private final int maxNeighbours;

  CountLearner(SimilaritySettings settings) {
    this.channels = settings.channels();
    this.swing =
        channels.swing() < 0
            ? null
            : new Swing(channels.get(channels.swing()), settings.userBounds().swingUsers());
    this.layout = channels.layout();
    this.maxPairs = settings.maxPairs();
    this.maxNeighbours = settings.maxNeighbours();
  }

  /**
   * Adds to the counts of an item. No count falls below 0: more is taken back than is held only of
   * what was dropped since.
   *
   * @param item changed in place; counts of other channels start anew
   */
  void add(CountDelta delta, ItemCounts item, PairStore pairs) {
    if (startsAnew(item)) {
      pairs.clear();
      item.setPairs(0);
      item.setTotals(new double[channels.size()]);
      item.setLayout(layout);
      item.setAsOf(delta.time());
    }
    addTotals(delta, item);
    for (int k = 0; k < delta.others().length; k++) {
      addPair(delta, k, item, pairs);
    }
    if (item.getPairs() > 2 * maxPairs) {
      dropLightest(item, pairs);
    }
  }

  /** Whether nothing is kept of an item, or counts of other channels. */
  boolean startsAnew(ItemCounts item) {
    return item.getTotals() == null || item.getLayout() != layout;
  }

  /**
   * The visitors of an item with those of a delta, to be asked before it is added.
   *
   * @param visitors an empty list for none
   */
  List<Visitor> visitors(CountDelta delta, ItemCounts item, List<Visitor> visitors) {
    return swing == null
        ? List.of()
        : swing.with(startsAnew(item) ? List.of() : visitors, delta.visits());
  }

  private void addTotals(CountDelta delta, ItemCounts item) {
    long asOf = Math.max(item.getAsOf(), delta.time());
    channels.decayTotals(item.getTotals(), asOf - item.getAsOf());
    for (int c = 0; c < channels.size(); c++) {
      double added = channels.get(c).decay(asOf - delta.time()) * delta.totals()[c];
      double total = item.getTotals()[c] + added;
      item.getTotals()[c] = isNothing(total, added) ? 0 : total;
    }
    item.setAsOf(asOf);
  }

  private void addPair(CountDelta delta, int k, ItemCounts item, PairStore pairs) {
    PairCounts held = pairs.get(delta.others()[k]);
    long asOf = held == null ? delta.time() : Math.max(held.asOf(), delta.time());
    double[] sum = new double[channels.width()];
    if (held != null) {
      channels.addPair(held.values(), 0, asOf - held.asOf(), sum);
    }
    double[] added = new double[sum.length];
    channels.addPair(delta.pairs(), k * sum.length, asOf - delta.time(), added);
    boolean kept = add(added, sum);
    if (kept) {
      pairs.put(delta.others()[k], new PairCounts(sum, asOf));
    } else if (held != null) {
      pairs.remove(delta.others()[k]);
    }
    item.setPairs(item.getPairs() + (kept ? 1 : 0) - (held == null ? 0 : 1));
  }

  /**
   * Adds to the numbers of a pair; a channel of which all is taken back is empty.
   *
   * @return whether any is left
   */
  private boolean add(double[] added, double[] sum) {
    boolean kept = false;
    for (int c = 0; c < channels.size(); c++) {
      int from = channels.offset(c);
      int to = from + channels.get(c).kind().width();
      for (int k = from; k < to; k++) {
        sum[k] += added[k];
      }
      if (isNothing(sum[from], added[from])) {
        Arrays.fill(sum, from, to, 0);
      }
      kept |= sum[from] > 0;
    }
    return kept;
  }

  private static boolean isNothing(double count, double added) {
    return added < 0 && count <= NOTHING * -added;
  }

  /** The row of an item as its counts stand, where no channel is of the kind Swing. */
  CountRow row(String itemId, ItemCounts item, PairStore pairs) {
    return row(itemId, item, pairs, List.of());
  }

  /** The row of an item as its counts and its visitors stand. */
  CountRow row(String itemId, ItemCounts item, PairStore pairs, List<Visitor> visitors) {
    Pairs all = new Pairs(pairs, item.getAsOf());
    all.swing = swing == null ? Map.of() : swing.row(visitors, item.getAsOf());
    item.setPairs(all.size());
    boolean[] chosen = all.bestOfEachChannel();
    List<String> others = new ArrayList<>();
    float[] counts = new float[all.size() * channels.size()];
    int at = 0;
    for (int k = 0; k < all.size(); k++) {
      if (chosen[k]) {
        others.add(all.ids.get(k));
        for (int c = 0; c < channels.size(); c++) {
          counts[at++] = (float) all.strength(k, c);
        }
      }
    }
    return new CountRow(
        itemId,
        item.getTotals().clone(),
        others.toArray(String[]::new),
        Arrays.copyOf(counts, at),
        item.getAsOf(),
        layout,
        item.getVersion());
  }

  /** All that is kept of an item, as the one delta that would have given it. */
  CountDelta counts(String itemId, ItemCounts item, PairStore pairs) {
    Pairs all = new Pairs(pairs, item.getAsOf());
    return new CountDelta(
        itemId,
        item.getTotals().clone(),
        all.ids.toArray(String[]::new),
        Arrays.copyOf(all.values, all.size() * channels.width()),
        item.getAsOf());
  }

  private void dropLightest(ItemCounts item, PairStore pairs) {
    Pairs all = new Pairs(pairs, item.getAsOf());
    double[] sums = new double[all.size()];
    for (int k = 0; k < sums.length; k++) {
      sums[k] = all.evidence(k);
    }
    boolean[] kept = new boolean[sums.length];
    all.markBest(sums, maxPairs, kept);
    for (int k = 0; k < kept.length; k++) {
      if (!kept[k]) {
        pairs.remove(all.ids.get(k));
      }
    }
    item.setPairs(Math.min(maxPairs, all.size()));
  }

  /** All pairs of an item, decayed to one moment, the numbers of one after those of another. */
  private final class Pairs {
    private final List<String> ids = new ArrayList<>();
    private final int width = channels.width();
    private double[] values = new double[16 * width];
    private Map<String, Double> swing = Map.of();

    Pairs(PairStore store, long asOf) {
      for (Map.Entry<String, PairCounts> pair : store.entries()) {
        int from = ids.size() * width;
        if (from == values.length) {
          values = Arrays.copyOf(values, 2 * from);
        }
        PairCounts held = pair.getValue();
        System.arraycopy(held.values(), 0, values, from, width);
        channels.decayPair(values, from, asOf - held.asOf());
        ids.add(pair.getKey());
      }
    }

    int size() {
      return ids.size();
    }

    double strength(int k, int channel) {
      int at = k * width + channels.offset(channel);
      return switch (channels.get(channel).kind()) {
        case COSINE, JACCARD, LOG_LIKELIHOOD -> values[at];
        case SWING -> swing.getOrDefault(ids.get(k), 0.0);
        case PEARSON -> Pearson.similarity(values, at, channels.get(channel).shrinkage());
      };
    }

    /** How much there is to lose: the counts of all channels, n where it is a correlation. */
    double evidence(int k) {
      double sum = 0;
      for (int c = 0; c < channels.size(); c++) {
        sum += values[k * width + channels.offset(c)];
      }
      return sum;
    }

    boolean[] bestOfEachChannel() {
      boolean[] chosen = new boolean[size()];
      double[] strengths = new double[size()];
      for (int c = 0; c < channels.size(); c++) {
        for (int k = 0; k < strengths.length; k++) {
          strengths[k] = strength(k, c);
        }
        markBest(strengths, maxNeighbours, chosen);
      }
      return chosen;
    }

    /**
     * Marks the largest positive values. Which of equal ones does not depend on the order they came
     * in: the hash of the name decides, and both parts fit in one number that sorts fast.
     */
    void markBest(double[] strengths, int limit, boolean[] marked) {
      if (strengths.length <= limit) {
        for (int k = 0; k < strengths.length; k++) {
          marked[k] |= strengths[k] > 0;
        }
        return;
      }
      long[] keys = new long[strengths.length];
      for (int k = 0; k < keys.length; k++) {
        keys[k] = Quickselect.key((float) strengths[k], ids.get(k).hashCode());
      }
      long least = Quickselect.largest(keys.clone(), limit);
      for (int k = 0; k < keys.length; k++) {
        marked[k] |= strengths[k] > 0 && keys[k] >= least;
      }
    }
  }
}
