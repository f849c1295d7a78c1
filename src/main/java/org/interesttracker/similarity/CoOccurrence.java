package org.interesttracker.similarity;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Item-item cosine, kept by increments. With r(u,p) the strongest evidence that user u met item p,
 * the cosine of items p and q is Σ_u r(u,p)·r(u,q) / √(Σ_u r(u,p)² · Σ_u r(u,q)²): when r(u,p)
 * grows, the sums grow by what is computed here (the scheme of Huang et al., TencentRec, SIGMOD
 * 2015, with the product in place of the minimum, so that the quotient is the cosine). Each channel
 * links as many items as it says and lets a pair count less the further apart its items are.
 */
public final class CoOccurrence {

  private final Channels channels;
  private final LinkedItem item;
  private final List<LinkedItem> linked;
  private final double[] totals;
  private final double[] earlier;
  private final double[] later;

  /** The pairs as the rows of the earlier items and as the row of the later item have them. */
  private CoOccurrence(Channels channels, LinkedItem item, List<LinkedItem> linked) {
    this.channels = channels;
    this.item = item;
    this.linked = linked;
    this.totals = new double[channels.size()];
    this.earlier = new double[linked.size() * channels.width()];
    this.later = new double[linked.size() * channels.width()];
  }

  /**
   * Emits what one event adds: one delta for its item, one for each item that it is linked with.
   *
   * @param before what the user's events before said of the item; null if it is new to the user
   * @param after what they say with this event; nothing is emitted unless the evidence grew or the
   *     item is new
   * @param linked the user's other recent items, latest first, each once
   * @param time of the event, epoch milliseconds
   */
  public static void increments(
      Channels channels,
      LinkedItem before,
      LinkedItem after,
      List<LinkedItem> linked,
      long time,
      Consumer<CountDelta> out) {
    double known = before == null ? 0 : before.evidence();
    if (before != null && after.evidence() <= known) {
      return;
    }
    CoOccurrence event = new CoOccurrence(channels, after, linked);
    for (int c = 0; c < channels.size(); c++) {
      if (!channels.get(c).kind().isOfWeights()) {
        event.count(c, known);
      } else if (before == null) {
        event.correlate(c);
      }
    }
    event.emitEarlier(time, out);
    event.emitLater(time, out);
  }

  private void count(int c, double known) {
    CountChannel channel = channels.get(c);
    double part = item.evidence() - known;
    if (part <= 0) {
      return;
    }
    boolean meetings = channel.kind().countsMeetings();
    totals[c] = meetings ? item.evidence() * item.evidence() - known * known : 0;
    int place = 0;
    for (int k = 0; k < linked.size() && place < channel.linkedItems(); k++) {
      if (linked.get(k).evidence() > 0) {
        int at = k * channels.width() + channels.offset(c);
        earlier[at] = part * linked.get(k).evidence();
        later[at] = channel.forwardOnly() ? 0 : earlier[at];
        totals[c] += meetings ? 0 : later[at];
        part *= channel.distanceDecay();
        place++;
      }
    }
  }

  /** One user speaks once for a pair: with the weights at the time that the second item was met. */
  private void correlate(int c) {
    CountChannel channel = channels.get(c);
    for (int k = 0; k < Math.min(linked.size(), channel.linkedItems()); k++) {
      int at = k * channels.width() + channels.offset(c);
      Pearson.write(linked.get(k).weight(), item.weight(), earlier, at);
      if (!channel.forwardOnly()) {
        Pearson.write(item.weight(), linked.get(k).weight(), later, at);
      }
    }
  }

  private void emitEarlier(long time, Consumer<CountDelta> out) {
    double[] nothing = new double[channels.size()];
    for (int k = 0; k < linked.size(); k++) {
      if (isAny(earlier, k)) {
        double[] pair =
            Arrays.copyOfRange(earlier, k * channels.width(), (k + 1) * channels.width());
        double[] added = channels.countPairs() ? pairTotals(pair) : nothing;
        String[] others = {item.itemId()};
        out.accept(new CountDelta(linked.get(k).itemId(), added, others, pair, time));
      }
    }
  }

  /** What a pair adds to the totals of its earlier item, which was met before. */
  private double[] pairTotals(double[] pair) {
    double[] added = new double[channels.size()];
    for (int c = 0; c < added.length; c++) {
      if (channels.get(c).kind() == CountChannel.Kind.LOG_LIKELIHOOD) {
        added[c] = pair[channels.offset(c)];
      }
    }
    return added;
  }

  private void emitLater(long time, Consumer<CountDelta> out) {
    String[] others = new String[linked.size()];
    double[] pairs = new double[later.length];
    int n = 0;
    for (int k = 0; k < linked.size(); k++) {
      if (isAny(later, k)) {
        System.arraycopy(
            later, k * channels.width(), pairs, n * channels.width(), channels.width());
        others[n++] = linked.get(k).itemId();
      }
    }
    if (n > 0 || isAny(totals, 0, totals.length)) {
      others = Arrays.copyOf(others, n);
      pairs = Arrays.copyOf(pairs, n * channels.width());
      out.accept(new CountDelta(item.itemId(), totals, others, pairs, time));
    }
  }

  private boolean isAny(double[] pairs, int k) {
    return isAny(pairs, k * channels.width(), (k + 1) * channels.width());
  }

  private static boolean isAny(double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      if (values[i] != 0) {
        return true;
      }
    }
    return false;
  }
}
