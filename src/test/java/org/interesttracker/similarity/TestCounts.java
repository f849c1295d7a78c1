package org.interesttracker.similarity;

import java.time.Duration;
import java.util.List;
import org.interesttracker.similarity.CountChannel.Kind;

/** Channels and rows for tests, small enough to be worked out by hand. */
public final class TestCounts {

  private TestCounts() {}

  /** The channel item-cf alone, without decay of any kind, linking whatever there is. */
  public static Channels plain(double shrinkage) {
    return new Channels(
        List.of(
            new CountChannel(
                CountChannel.ITEM_CF, Kind.COSINE, 100, 1, 0, false, shrinkage, 20, 1)));
  }

  /** Counts by weight, with links of three days, as the tests of the job's operators have them. */
  public static SimilaritySettings weighted() {
    return new SimilaritySettings(
        plain(0), Evidence.WEIGHT, Duration.ofDays(3).toMillis(), 500, 100, 1_000);
  }

  /**
   * A row of the channels of {@link #plain}.
   *
   * @param pairs other items, each with its count
   */
  public static CountRow row(String item, double total, long version, Object... pairs) {
    return row(plain(0), item, total, version, pairs);
  }

  static CountRow row(Channels channels, String item, double total, long version, Object... pairs) {
    String[] others = new String[pairs.length / 2];
    float[] counts = new float[others.length];
    for (int k = 0; k < others.length; k++) {
      others[k] = (String) pairs[2 * k];
      counts[k] = ((Number) pairs[2 * k + 1]).floatValue();
    }
    return new CountRow(item, new double[] {total}, others, counts, 0, channels.layout(), version);
  }
}
