package org.interesttracker.similarity;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * One way to count which items are seen together, and to score by it. All channels are counted from
 * the same events and kept side by side; each is a model of its own.
 *
 * @param name of the model
 * @param linkedItems how many of the user's recent items count as seen together with a new one
 * @param distanceDecay what a pair counts less for each place between its items; 1 for none
 * @param halfLifeMillis after so much event time a count is half; 0 for never
 * @param forwardOnly whether a pair counts in the row of the earlier item only: what followed it
 * @param shrinkage λ: what weakens pairs that little speaks for, see {@link Kind} and {@link
 *     Pearson#similarity}
 * @param recentItems by how many of the user's recent items is scored
 * @param recencyDecay what a recent item counts less from one to the next older one; 1 for none
 */
public record CountChannel(
    String name,
    Kind kind,
    int linkedItems,
    double distanceDecay,
    long halfLifeMillis,
    boolean forwardOnly,
    double shrinkage,
    int recentItems,
    double recencyDecay)
    implements Serializable {

  /** What is kept of a pair, and what similarity is made of it. */
  public enum Kind {
    /** Of how often its items were seen together: c / √((T(i) + λ)·(T(j) + λ)). */
    COSINE(1),
    /** Of the same: c / (T(i) + T(j) − c + λ), by weights the coefficient of Tanimoto. */
    JACCARD(1),
    /** Of the same, see {@link LogLikelihood#similarity}; T counts the item's pairs. */
    LOG_LIKELIHOOD(1),
    /** Of how often, and of who saw them together, see {@link Swing}. */
    SWING(1),
    /** The sums that the correlation of the users' weights is made of. */
    PEARSON(Pearson.SUMS);

    private final int width;

    Kind(int width) {
      this.width = width;
    }

    /** How many numbers. */
    int width() {
      return width;
    }

    /** Whether the total of an item is how often it was met. */
    boolean countsMeetings() {
      return this == COSINE || this == JACCARD || this == SWING;
    }

    /** Whether what is kept of a pair are the sums of a correlation of weights. */
    public boolean isOfWeights() {
      return this == PEARSON;
    }
  }

  public static final String ITEM_CF = "item-cf";

  /** In a constant, because the compiler of the JVM does not make one of it. */
  private static final double LN_2 = Math.log(2);

  private static final long DAY = Duration.ofDays(1).toMillis();

  private static final List<CountChannel> KNOWN =
      List.of(
          new CountChannel(ITEM_CF, Kind.COSINE, 5, 1, 0, false, 20, 20, 0.8),
          new CountChannel("item-cf-recent", Kind.COSINE, 10, 0.9, 365 * DAY, false, 10, 20, 0.8),
          new CountChannel("item-cf-latest", Kind.COSINE, 10, 0.9, 30 * DAY, false, 5, 20, 0.8),
          new CountChannel("item-cf-wide", Kind.COSINE, 20, 0.97, 0, false, 20, 20, 0.95),
          new CountChannel("item-next", Kind.COSINE, 3, 0.8, 365 * DAY, true, 5, 5, 0.6),
          new CountChannel("item-cf-jaccard", Kind.JACCARD, 5, 1, 0, false, 20, 20, 0.8),
          new CountChannel("item-cf-llr", Kind.LOG_LIKELIHOOD, 5, 1, 0, false, 10, 20, 0.8),
          new CountChannel("item-cf-swing", Kind.SWING, 10, 1, 0, false, 0, 20, 0.8),
          new CountChannel("item-cf-pearson", Kind.PEARSON, 20, 1, 0, false, 50, 20, 0.8));

  /**
   * @throws IllegalArgumentException that names the channel and the value that cannot be
   */
  public CountChannel {
    check(name, linkedItems >= 1, "linked must be at least 1");
    check(name, distanceDecay > 0 && distanceDecay <= 1, "distance-decay must be in (0, 1]");
    check(name, halfLifeMillis >= 0, "half-life must not be negative");
    check(name, shrinkage >= 0 && shrinkage < Double.POSITIVE_INFINITY, "shrinkage must be >= 0");
    check(
        name,
        kind != Kind.LOG_LIKELIHOOD || shrinkage > 0 && !forwardOnly,
        "a log-likelihood needs a shrinkage above 0 and pairs of both directions");
    check(name, recentItems >= 1, "recent must be at least 1");
    check(name, recencyDecay > 0 && recencyDecay <= 1, "recency-decay must be in (0, 1]");
  }

  private static void check(String name, boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException("Channel " + name + ": " + sentence);
    }
  }

  /** All channels that there are, those that are off by default last. */
  public static List<CountChannel> known() {
    return KNOWN;
  }

  /** The channels that are on by default. */
  public static List<CountChannel> defaults() {
    return KNOWN.stream().filter(channel -> channel.kind() == Kind.COSINE).toList();
  }

  /** What a count of so long ago is worth now. */
  double decay(long elapsedMillis) {
    return halfLifeMillis == 0 || elapsedMillis == 0
        ? 1
        : Math.exp(-LN_2 * elapsedMillis / halfLifeMillis);
  }
}
