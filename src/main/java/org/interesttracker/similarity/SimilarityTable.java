package org.interesttracker.similarity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.similarity.CountChannel.Kind;

/**
 * The item-item matrix as its reader holds it, one similarity a channel, of its {@link Kind}: made
 * from the counts c(i,j) and T(i), decayed to the time of asking, and the channel's shrinkage λ, or
 * what was sent, of Swing and of Pearson. The time of asking is never before that of the latest
 * count.
 *
 * <p>Rows that were computed elsewhere serve the channel item-cf for pairs that were not learned.
 * Items go by number. Not thread-safe.
 */
public final class SimilarityTable {

  private final Channels channels;
  private final ItemNumbers numbers;
  private final ItemTotals totals;
  private final int loadedChannel;
  private final Map<Integer, LoadedRow> loaded = new HashMap<>();
  private Row[] learned = new Row[0];
  private int learnedRows;

  /**
   * @param numbers by which items go here
   */
  public SimilarityTable(Channels channels, ItemNumbers numbers) {
    this.channels = channels;
    this.numbers = numbers;
    this.totals = new ItemTotals(channels);
    this.loadedChannel = channels.find(CountChannel.ITEM_CF);
  }

  public Channels channels() {
    return channels;
  }

  public ItemNumbers numbers() {
    return numbers;
  }

  /** Whether a row has counts of these channels. */
  public boolean fits(CountRow row) {
    return row.layout() == channels.layout();
  }

  /**
   * Replaces what was learned of an item, unless what is held is newer or the counts are of other
   * channels. An empty row takes the item out.
   */
  public void put(CountRow row) {
    int item = numbers.number(row.itemId());
    Row held = learned(item);
    boolean older = held != null && row.isOlderThan(held.asOf, held.version);
    if (older || !fits(row)) {
      return;
    }
    totals.put(item, row.totals(), row.asOf());
    if (row.isEmpty()) {
      remove(item);
      return;
    }
    if (item >= learned.length) {
      learned = Arrays.copyOf(learned, Math.max(item + 1, 2 * item));
    }
    learned[item] = new Row(numbered(row.others()), row.counts(), row.asOf(), row.version());
    learnedRows += held == null ? 1 : 0;
  }

  private void remove(int item) {
    if (learned(item) != null) {
      learned[item] = null;
      learnedRows--;
    }
  }

  /** Replaces what was computed elsewhere of an item, unless what is held is newer. */
  public void put(SimilarityRow row) {
    LoadedRow next = new LoadedRow(new int[row.neighbours().size()], row);
    for (int k = 0; k < next.others.length; k++) {
      next.others[k] = numbers.number(row.neighbours().get(k).itemId());
    }
    loaded.merge(
        numbers.number(row.itemId()),
        next,
        (held, latest) -> latest.row.version() >= held.row.version() ? latest : held);
  }

  private int[] numbered(String[] items) {
    int[] numbered = new int[items.length];
    for (int k = 0; k < numbered.length; k++) {
      numbered[k] = numbers.number(items[k]);
    }
    return numbered;
  }

  private Row learned(int item) {
    return item >= 0 && item < learned.length ? learned[item] : null;
  }

  /** Whether an item is counted as met by anyone who was not erased. */
  public boolean isCounted(int item) {
    return learned(item) != null;
  }

  /** How many rows were learned from the stream. */
  public int learnedRows() {
    return learnedRows;
  }

  public int size() {
    return learnedRows + loaded.size();
  }

  /**
   * The event time of the latest count known, epoch milliseconds; null before the first. Rows may
   * be behind it, each by as much as it waited to be sent.
   */
  public Long countsTime() {
    return learnedRows == 0 ? null : totals.now(Long.MIN_VALUE);
  }

  /** An item's total as of the latest count known; 0 for an item that was never counted. */
  public double total(int channel, int item) {
    return totals.get(channel, item) * totals.factor(channel, totals.now(Long.MIN_VALUE));
  }

  /**
   * Visits all items with a row with how much they were met, in the measure of a channel.
   *
   * @param time of asking, epoch milliseconds
   */
  public void totals(int channel, long time, ItemVisitor visitor) {
    double factor = totals.factor(channel, totals.now(time));
    for (int item = 0; item < learned.length; item++) {
      if (learned[item] != null) {
        visitor.visit(item, totals.get(channel, item) * factor);
      }
    }
  }

  /**
   * Visits the neighbours of an item with their similarity.
   *
   * @param time of asking, epoch milliseconds
   */
  public void neighbours(int channel, int item, long time, ItemVisitor visitor) {
    Row row = learned(item);
    if (row != null) {
      Reading reading = new Reading(channel, item, row, time);
      for (int k = 0; k < row.others.length; k++) {
        double similarity = reading.similarity(k);
        if (similarity != 0) {
          visitor.visit(row.others[k], similarity);
        }
      }
    }
    LoadedRow other = channel == loadedChannel ? loaded.get(item) : null;
    if (other != null) {
      for (int k = 0; k < other.others.length; k++) {
        if (place(row, other.others[k]) < 0) {
          visitor.visit(other.others[k], other.row.neighbours().get(k).similarity());
        }
      }
    }
  }

  /** The similarity of one item with another; 0 if nothing is known. */
  public double similarity(int channel, int item, int other, long time) {
    Row row = learned(item);
    int place = place(row, other);
    if (place >= 0) {
      return new Reading(channel, item, row, time).similarity(place);
    }
    LoadedRow elsewhere = channel == loadedChannel ? loaded.get(item) : null;
    for (int k = 0; elsewhere != null && k < elsewhere.others.length; k++) {
      if (elsewhere.others[k] == other) {
        return elsewhere.row.neighbours().get(k).similarity();
      }
    }
    return 0;
  }

  private static int place(Row row, int other) {
    for (int k = 0; row != null && k < row.others.length; k++) {
      if (row.others[k] == other) {
        return k;
      }
    }
    return -1;
  }

  /** Receives one item with its number and what was asked for. */
  @FunctionalInterface
  public interface ItemVisitor {
    void visit(int item, double value);
  }

  /** One row at one moment; what is the same for all its neighbours is computed once. */
  private final class Reading {
    private final Row row;
    private final int channel;
    private final Kind kind;
    private final double shrinkage;
    private final double totalFactor;
    private final double pairFactor;
    private final double own;
    private final double all;

    Reading(int channel, int item, Row row, long time) {
      long now = totals.now(time);
      this.row = row;
      this.channel = channel;
      this.kind = channels.get(channel).kind();
      this.shrinkage = channels.get(channel).shrinkage();
      this.totalFactor = totals.factor(channel, now);
      this.pairFactor = channels.get(channel).decay(now - row.asOf);
      this.own = totals.get(channel, item) * totalFactor;
      this.all = totals.sum(channel) * totalFactor;
    }

    /** 0 while the other's total is not known. */
    double similarity(int k) {
      float sent = row.counts[k * channels.size() + channel];
      if (kind.isOfWeights() || sent == 0) {
        return sent;
      }
      double total = totals.get(channel, row.others[k]) * totalFactor;
      return total > 0 ? similarity(sent * pairFactor, total) : 0;
    }

    private double similarity(double count, double total) {
      return switch (kind) {
        case COSINE -> count / Math.sqrt((own + shrinkage) * (total + shrinkage));
        case JACCARD -> count / (own + total - count + shrinkage);
        case LOG_LIKELIHOOD -> LogLikelihood.similarity(count, own, total, all, shrinkage);
        case SWING, PEARSON -> count;
      };
    }
  }

  /**
   * @param counts as {@link CountRow#counts()}
   */
  private record Row(int[] others, float[] counts, long asOf, long version) {}

  private record LoadedRow(int[] others, SimilarityRow row) {}
}
