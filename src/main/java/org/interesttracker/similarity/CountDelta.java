package org.interesttracker.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What events add to the counts of one item.
 *
 * @param itemId whose counts
 * @param totals added to the item's own totals, one a channel
 * @param others the items seen together with it
 * @param pairs added to the pairs with each of them, {@link Channels#width()} numbers each, one
 *     after the other
 * @param time the event time that the numbers hold for, epoch milliseconds
 * @param visits who met it together with others; empty unless a channel is of the kind Swing
 */
public record CountDelta(
    String itemId,
    double[] totals,
    String[] others,
    double[] pairs,
    long time,
    List<Visit> visits) {

  /** Without visits. */
  public CountDelta(String itemId, double[] totals, String[] others, double[] pairs, long time) {
    this(itemId, totals, others, pairs, time, List.of());
  }

  /** What takes it back; before {@link #by}. */
  public CountDelta negated() {
    return new CountDelta(itemId, negated(totals), others, negated(pairs), time);
  }

  /** With the visit that it is, where it links its item with others in the channel of Swing. */
  public CountDelta by(String userId, Channels channels) {
    if (channels.swing() < 0) {
      return this;
    }
    List<String> linked = new ArrayList<>();
    boolean takenBack = false;
    for (int k = 0; k < others.length; k++) {
      double count = pairs[k * channels.width() + channels.offset(channels.swing())];
      if (count != 0) {
        linked.add(others[k]);
        takenBack = count < 0;
      }
    }
    if (linked.isEmpty()) {
      return this;
    }
    Visit visit = new Visit(hash(userId), linked.toArray(String[]::new), time, takenBack);
    return new CountDelta(itemId, totals, others, pairs, time, List.of(visit));
  }

  /** 64 bits, so that no two of a billion users are likely to be taken for one (FNV-1a). */
  private static long hash(String userId) {
    long hash = 0xCBF29CE484222325L;
    for (int k = 0; k < userId.length(); k++) {
      hash = (hash ^ userId.charAt(k)) * 0x100000001B3L;
    }
    return hash;
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }
}
