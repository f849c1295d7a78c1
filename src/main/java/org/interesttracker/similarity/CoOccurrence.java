package org.interesttracker.similarity;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one event adds to the item counts: to those of its item, and to those of each item that it
 * is linked with.
 *
 * <p>Item-item cosine, kept by increments. With r(u,p) the strongest evidence that user u met item
 * p, the cosine of items p and q is Σ_u r(u,p)·r(u,q) / √(Σ_u r(u,p)² · Σ_u r(u,q)²): when r(u,p)
 * grows, the sums grow by what is computed here (the scheme of Huang et al., TencentRec, SIGMOD
 * 2015, with the product in place of the minimum, so that the quotient is the cosine). Each channel
 * links as many items as it says and lets a pair count less the further apart its items are.
 */
public final class CoOccurrence {

  private final Channels channels;
  private final LinkedItem item;
  private final List<LinkedItem> linked;
  private final long time;
  private final double[] totals;

  /** The pairs as the rows of the items linked have them. */
  private final double[] earlier;

  /** The pairs as the row of the item itself has them. */
  private final double[] later;

  private String userId;

  private CoOccurrence(Channels channels, LinkedItem item, List<LinkedItem> linked, long time) {
    this.channels = channels;
    this.item = item;
    this.linked = linked;
    this.time = time;
    this.totals = new double[channels.size()];
    this.earlier = new double[linked.size() * channels.width()];
    this.later = new double[linked.size() * channels.width()];
  }

  /**
   * Computes it, and hands it over if it is anything.
   *
   * @param before what the user's events before said of the item; null if it is new to the user
   * @param after what they say with this event; it adds nothing unless the evidence grew or the
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
      Consumer<CoOccurrence> out) {
    double known = before == null ? 0 : before.evidence();
    if (before != null && after.evidence() <= known) {
      return;
    }
    CoOccurrence event = new CoOccurrence(channels, after, linked, time);
    for (int c = 0; c < channels.size(); c++) {
      if (!channels.get(c).kind().isOfWeights()) {
        event.count(c, known);
      } else if (before == null) {
        event.correlate(c);
      }
    }
    out.accept(event);
  }

  /** Says whose event it is, for channels that ask. */
  public CoOccurrence by(String user) {
    userId = user;
    return this;
  }

  /** Hands over one delta for each item that it is linked with, then one for its own. */
  public void forEach(Consumer<CountDelta> out) {
    emitEarlier(out);
    emitLater(out);
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

  private void emitEarlier(Consumer<CountDelta> out) {
    for (int k = 0; k < linked.size(); k++) {
      if (isEarlier(k)) {
        double[] pair =
            Arrays.copyOfRange(earlier, k * channels.width(), (k + 1) * channels.width());
        double[] added = new double[channels.size()];
        addPairTotals(k, added);
        String[] others = {item.itemId()};
        emit(new CountDelta(linked.get(k).itemId(), added, others, pair, time), out);
      }
    }
  }

  private void emit(CountDelta delta, Consumer<CountDelta> out) {
    out.accept(userId == null ? delta : delta.by(userId, channels));
  }

  private void emitLater(Consumer<CountDelta> out) {
    String[] others = new String[linked.size()];
    double[] pairs = new double[later.length];
    int n = 0;
    for (int k = 0; k < linked.size(); k++) {
      if (isLater(k)) {
        System.arraycopy(
            later, k * channels.width(), pairs, n * channels.width(), channels.width());
        others[n++] = linked.get(k).itemId();
      }
    }
    if (hasOwn()) {
      others = Arrays.copyOf(others, n);
      pairs = Arrays.copyOf(pairs, n * channels.width());
      emit(new CountDelta(item.itemId(), totals, others, pairs, time), out);
    }
  }

  String itemId() {
    return item.itemId();
  }

  /** How many items it is linked with. */
  int links() {
    return linked.size();
  }

  String linked(int k) {
    return linked.get(k).itemId();
  }

  long time() {
    return time;
  }

  /** What it adds to the item's own totals, one a channel. */
  double[] totals() {
    return totals;
  }

  /** Whether it adds anything to the counts of its own item. */
  boolean hasOwn() {
    return isAny(totals, 0, totals.length) || isAny(later, 0, later.length);
  }

  /** Whether the row of the k-th item linked gets a pair with the item. */
  boolean isEarlier(int k) {
    return isAny(earlier, k);
  }

  /** Those pairs, {@link Channels#width()} numbers each. */
  double[] earlier() {
    return earlier;
  }

  /** What such a pair adds to the totals of the item linked, which was met before. */
  void addPairTotals(int k, double[] sums) {
    for (int c = 0; channels.countPairs() && c < sums.length; c++) {
      if (channels.get(c).kind() == CountChannel.Kind.LOG_LIKELIHOOD) {
        sums[c] += earlier[k * channels.width() + channels.offset(c)];
      }
    }
  }

  /** Whether the row of the item gets a pair with the k-th item linked. */
  boolean isLater(int k) {
    return isAny(later, k);
  }

  /** Those pairs, {@link Channels#width()} numbers each. */
  double[] later() {
    return later;
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
