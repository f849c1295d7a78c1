package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.interesttracker.job.KeyedHarness;
import org.junit.jupiter.api.Test;

class SumCountsFunctionTest {

  private static final int MAX_PAIRS = 2;

  @Test
  void eachItemHandsOverItsSumsOnceAtTheEnd() throws Exception {
    try (var operator = open()) {
      send(operator, delta("a", 1, 3, "b", 1));
      send(operator, delta("b", 1, 5, "a", 1));
      send(operator, delta("a", 2, 4, "b", 1, "c", 2));
      assertThat(operator.extractOutputValues()).isEmpty();
      operator.processWatermark(Watermark.MAX_WATERMARK);

      List<CountSeed> seeds = seeds(operator);
      assertThat(seeds).extracting(CountSeed::itemId).containsExactlyInAnyOrder("a", "b");
      CountSeed a = seeds.get(seeds.get(0).itemId().equals("a") ? 0 : 1);
      assertThat(a.timestamp()).isEqualTo(4);
      assertThat(a.totals()).containsExactly(3);
      assertThat(a.pairs()).containsOnlyKeys("b", "c");
      assertThat(a.pairs().get("b")).containsExactly(2);
      assertThat(a.pairs().get("c")).containsExactly(2);
    }
  }

  @Test
  void theBoundOnPairsHoldsAsInTheJob() throws Exception {
    try (var operator = open()) {
      send(operator, delta("a", 1, 1, "b", 1, "c", 2, "d", 3, "e", 4));
      send(operator, delta("a", 1, 1, "f", 5));
      operator.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(seeds(operator).get(0).pairs()).containsOnlyKeys("e", "f");
    }
  }

  @Test
  void whatIsHandedOverGivesTheSameCountsAgain() throws Exception {
    CountDelta counts = delta("a", 3, 4, "b", 2, "c", 0.5);
    CountSeed seed = CountSeed.of(counts, TestCounts.plain(0));
    assertThat(seed.delta()).usingRecursiveComparison().isEqualTo(counts);
  }

  private static KeyedHarness<CountDelta, CountDelta> open() throws Exception {
    KeyedHarness<CountDelta, CountDelta> operator =
        new KeyedHarness<>(
            SimpleOperatorFactory.of(
                new KeyedProcessOperator<>(
                    new SumCountsFunction(
                        new SimilaritySettings(
                            TestCounts.plain(0), Evidence.MET, Long.MAX_VALUE, MAX_PAIRS, 1, 1),
                        Duration.ofHours(1)))),
            CountDelta::itemId,
            1,
            0);
    operator.open();
    return operator;
  }

  private static void send(KeyedHarness<CountDelta, CountDelta> operator, CountDelta delta)
      throws Exception {
    operator.processElement(delta, delta.time());
  }

  private static List<CountSeed> seeds(KeyedHarness<CountDelta, CountDelta> operator) {
    return operator.extractOutputValues().stream()
        .map(counts -> CountSeed.of(counts, TestCounts.plain(0)))
        .toList();
  }

  private static CountDelta delta(String item, double total, long time, Object... pairs) {
    CountRow row = TestCounts.row(item, total, 0, pairs);
    double[] counts = new double[row.counts().length];
    for (int k = 0; k < counts.length; k++) {
      counts[k] = row.counts()[k];
    }
    return new CountDelta(item, row.totals(), row.others(), counts, time);
  }
}
