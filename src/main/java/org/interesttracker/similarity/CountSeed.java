package org.interesttracker.similarity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.interesttracker.event.EpochMillis;

/**
 * All that was counted of one item in a history, as a new job takes it to count on from there.
 *
 * @param timestamp the event time that the numbers hold for, epoch milliseconds; 0 only in a seed
 *     that is not checked yet
 * @param layout which channels they are of, see {@link Channels#layout()}
 * @param totals as those of {@link CountDelta}
 * @param pairs by the other item, {@link Channels#width()} numbers each
 */
public record CountSeed(
    String itemId,
    @JsonProperty("time") @EpochMillis long timestamp,
    Integer layout,
    double[] totals,
    Map<String, double[]> pairs) {

  /** Counts in the form that is written, pairs in the order of their names. */
  public static CountSeed of(CountDelta counts, Channels channels) {
    Map<String, double[]> pairs = new TreeMap<>();
    for (int k = 0; k < counts.others().length; k++) {
      int from = k * channels.width();
      pairs.put(
          counts.others()[k], Arrays.copyOfRange(counts.pairs(), from, from + channels.width()));
    }
    return new CountSeed(counts.itemId(), counts.time(), channels.layout(), counts.totals(), pairs);
  }

  /** What the seed adds to the counts of its item, for the channels that it is of. */
  CountDelta delta() {
    double[] flat = pairs.values().stream().flatMapToDouble(Arrays::stream).toArray();
    return new CountDelta(itemId, totals, pairs.keySet().toArray(String[]::new), flat, timestamp);
  }
}
