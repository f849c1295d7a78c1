package org.interesttracker.similarity;

import java.io.Serializable;
import java.util.List;

/**
 * The channels of a job in their order, and how their numbers lie in one array. What is kept of a
 * pair is {@link #width()} numbers, channel after channel; what is kept of an item is one total a
 * channel. Each array has a moment; to touch it later is to decay it first, so that counts are sums
 * whose order does not matter.
 */
public final class Channels implements Serializable {

  private static final long serialVersionUID = 1L;

  private final CountChannel[] channels;
  private final int[] offsets;
  private final int width;
  private final int swing;
  private final boolean countPairs;
  private final int maxLinked;
  private final int layout;

  /**
   * @throws IllegalArgumentException if there is none, two have one name, or two are of the kind
   *     Swing
   */
  public Channels(List<CountChannel> channels) {
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("There must be at least one channel");
    }
    if (channels.stream().map(CountChannel::name).distinct().count() < channels.size()) {
      throw new IllegalArgumentException("No channel may be named twice");
    }
    if (channels.stream().filter(c -> c.kind() == CountChannel.Kind.SWING).count() > 1) {
      throw new IllegalArgumentException("Only one channel may be of the kind swing");
    }
    this.channels = channels.toArray(CountChannel[]::new);
    this.offsets = new int[channels.size()];
    int end = 0;
    for (int c = 0; c < offsets.length; c++) {
      offsets[c] = end;
      end += this.channels[c].kind().width();
    }
    this.width = end;
    this.swing = swing(this.channels);
    this.countPairs = channels.stream().anyMatch(c -> c.kind() == CountChannel.Kind.LOG_LIKELIHOOD);
    this.maxLinked = channels.stream().mapToInt(CountChannel::linkedItems).max().orElse(0);
    this.layout = layout(this.channels);
  }

  public int size() {
    return channels.length;
  }

  public CountChannel get(int channel) {
    return channels[channel];
  }

  /** The place of a channel by its name, or -1. */
  public int find(String name) {
    for (int c = 0; c < channels.length; c++) {
      if (channels[c].name().equals(name)) {
        return c;
      }
    }
    return -1;
  }

  /**
   * The channel of meetings that are counted longest, the first of several; -1 if there is none.
   */
  public int longest() {
    int longest = -1;
    for (int c = 0; c < channels.length; c++) {
      if (countsMeetings(c) && (longest < 0 || life(c) > life(longest))) {
        longest = c;
      }
    }
    return longest;
  }

  /** The channel of meetings with the shortest half-life; -1 if none has one. */
  public int shortest() {
    int shortest = -1;
    for (int c = 0; c < channels.length; c++) {
      if (countsMeetings(c)
          && channels[c].halfLifeMillis() > 0
          && (shortest < 0 || life(c) < life(shortest))) {
        shortest = c;
      }
    }
    return shortest;
  }

  /** The channel of the kind Swing; -1 if there is none. */
  public int swing() {
    return swing;
  }

  /** Whether the total of an item is, in any channel, how many pairs it has. */
  boolean countPairs() {
    return countPairs;
  }

  private static int swing(CountChannel[] channels) {
    for (int c = 0; c < channels.length; c++) {
      if (channels[c].kind() == CountChannel.Kind.SWING) {
        return c;
      }
    }
    return -1;
  }

  private long life(int channel) {
    long halfLife = channels[channel].halfLifeMillis();
    return halfLife == 0 ? Long.MAX_VALUE : halfLife;
  }

  private boolean countsMeetings(int channel) {
    return channels[channel].kind().countsMeetings();
  }

  /** How many numbers a pair has. */
  int width() {
    return width;
  }

  /** Where the numbers of a channel begin within a pair's. */
  int offset(int channel) {
    return offsets[channel];
  }

  /** The most items that any channel links. */
  public int maxLinked() {
    return maxLinked;
  }

  /** Tells whether numbers were kept for the same counts: what is counted and how it decays. */
  int layout() {
    return layout;
  }

  private static int layout(CountChannel[] channels) {
    int layout = 1;
    for (CountChannel channel : channels) {
      layout = 31 * layout + channel.name().hashCode();
      layout = 31 * layout + channel.kind().name().hashCode();
      layout = 31 * layout + channel.linkedItems();
      layout = 31 * layout + Double.hashCode(channel.distanceDecay());
      layout = 31 * layout + Long.hashCode(channel.halfLifeMillis());
      layout = 31 * layout + Boolean.hashCode(channel.forwardOnly());
    }
    return layout;
  }

  /** Decays a pair's numbers, which begin at a place in an array, by the time that went by. */
  void decayPair(double[] values, int from, long elapsedMillis) {
    if (elapsedMillis == 0) {
      return;
    }
    for (int c = 0; c < channels.length; c++) {
      if (isAny(c, values, from)) {
        double factor = channels[c].decay(elapsedMillis);
        for (int k = 0; k < channels[c].kind().width(); k++) {
          values[from + offsets[c] + k] *= factor;
        }
      }
    }
  }

  /**
   * Whether a channel has anything of a pair: most have not, and a decay costs more than a look.
   */
  private boolean isAny(int c, double[] values, int from) {
    for (int k = 0; k < channels[c].kind().width(); k++) {
      if (values[from + offsets[c] + k] != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Adds a pair's numbers, which begin at a place in an array, as they are after some time.
   *
   * @param sums receives them
   * @param at where the pair's begin there
   */
  void addPair(double[] values, int from, long elapsedMillis, double[] sums, int at) {
    for (int c = 0; c < channels.length; c++) {
      if (isAny(c, values, from)) {
        double factor = channels[c].decay(elapsedMillis);
        for (int k = offsets[c]; k < offsets[c] + channels[c].kind().width(); k++) {
          sums[at + k] += factor * values[from + k];
        }
      }
    }
  }

  /** The same into an array of one pair. */
  void addPair(double[] values, int from, long elapsedMillis, double[] sum) {
    addPair(values, from, elapsedMillis, sum, 0);
  }

  /** Decays an item's totals by the time that went by. */
  void decayTotals(double[] totals, long elapsedMillis) {
    if (elapsedMillis == 0) {
      return;
    }
    for (int c = 0; c < channels.length; c++) {
      if (totals[c] != 0) {
        totals[c] *= channels[c].decay(elapsedMillis);
      }
    }
  }
}
