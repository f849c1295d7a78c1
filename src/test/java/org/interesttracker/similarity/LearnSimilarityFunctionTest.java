package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.interesttracker.job.KeyedHarness;
import org.interesttracker.similarity.CountChannel.Kind;
import org.junit.jupiter.api.Test;

class LearnSimilarityFunctionTest {

  private static final Channels CHANNELS = TestCounts.plain(0);
  private static final long INTERVAL = 1_000;
  private static final int MAX_PAIRS = 3;
  private static final int MAX_NEIGHBOURS = 2;
  private static final Duration TTL = Duration.ofHours(1);
  private static final List<String> ITEMS = List.of("a", "b", "c", "d", "e", "f", "g", "h");

  /** "a".hashCode() is 97: its rows are due at 97, 1097, 2097, … */
  private static final long DUE = 97;

  @Test
  void whatCameSinceTheLastRowGoesOutInOne() throws Exception {
    try (var operator = open()) {
      send(operator, delta("a", 4, "b", 2));
      send(operator, delta("a", 5, "c", 3));
      send(operator, delta("a", 0, "b", 2));
      operator.setProcessingTime(DUE - 1);
      assertThat(rows(operator)).isEmpty();
      operator.setProcessingTime(DUE);
      // total 4 + 5; b 2 + 2, c 3
      assertThat(rows(operator)).containsExactly(row("a", 9, 1, "b", 4, "c", 3));
    }
  }

  @Test
  void anItemSendsOneRowPerIntervalAtTheMostAndNoneUnchanged() throws Exception {
    try (var operator = open()) {
      for (long now = 0; now < 10 * INTERVAL; now += 100) {
        operator.setProcessingTime(now);
        send(operator, delta("a", 1));
      }
      // due at 97, 1097, … 9097; each row has what came before: at 0, at 0 to 1000, …
      assertThat(rows(operator)).hasSize(10);
      assertThat(rows(operator)).extracting(Row::version).isSorted().startsWith(1L);
      assertThat(rows(operator).get(1)).isEqualTo(row("a", 11, 2));
      operator.setProcessingTime(11 * INTERVAL);
      assertThat(rows(operator)).last().isEqualTo(row("a", 100, 11));
      operator.setProcessingTime(20 * INTERVAL);
      assertThat(rows(operator)).hasSize(11);
    }
  }

  @Test
  void aChangeAtTheVeryTimeOfARowWaitsForTheNext() throws Exception {
    try (var operator = open()) {
      operator.setProcessingTime(DUE);
      send(operator, delta("a", 1));
      operator.setProcessingTime(DUE + INTERVAL - 1);
      assertThat(rows(operator)).isEmpty();
      operator.setProcessingTime(DUE + INTERVAL);
      assertThat(rows(operator)).hasSize(1);
    }
  }

  @Test
  void itemsThatChangeTogetherAreSentOneAfterTheOther() throws Exception {
    try (var operator = open()) {
      send(operator, delta("a", 1));
      send(operator, delta("b", 1));
      operator.setProcessingTime(DUE);
      assertThat(rows(operator)).containsExactly(row("a", 1, 1));
      operator.setProcessingTime(DUE + 1);
      assertThat(rows(operator)).containsExactly(row("a", 1, 1), row("b", 1, 1));
    }
  }

  @Test
  void aBoundedInputSendsItsLastRows() throws Exception {
    try (var operator = open()) {
      send(operator, delta("a", 1, "b", 1));
      operator.processWatermark(1_000_000);
      assertThat(rows(operator)).isEmpty();
      operator.processWatermark(Long.MAX_VALUE);
      assertThat(rows(operator)).containsExactly(row("a", 1, 1, "b", 1));
    }
  }

  @Test
  void noTimerIsLeftOfAnItemThatWasSent() throws Exception {
    try (var operator = open()) {
      send(operator, delta("a", 1));
      operator.setProcessingTime(DUE);
      assertThat(operator.numProcessingTimeTimers()).isZero();
      assertThat(operator.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aRowCarriesTheHeaviestNeighboursWhateverTheOrderTheyCameIn() throws Exception {
    List<CountDelta> deltas =
        new ArrayList<>(
            List.of(delta("a", 1, "d", 1), delta("a", 0, "c", 2), delta("a", 0, "b", 1)));
    List<Row> expected = learn(deltas);
    assertThat(expected.get(0).pairs()).hasSize(2).containsEntry("c", 2.0);
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(deltas, new Random(seed));
      assertThat(learn(deltas)).isEqualTo(expected);
    }
  }

  @Test
  void beyondTwiceTheBoundTheLightestPairsAreDropped() throws Exception {
    try (var operator = open()) {
      // six pairs are kept, with the seventh only the three heaviest: h, g, f
      send(operator, delta("a", 0, "b", 1, "c", 2, "d", 3, "e", 4, "f", 5, "g", 6));
      send(operator, delta("a", 0, "b", 0.5));
      send(operator, delta("a", 0, "h", 7));
      // e starts anew: with what was dropped it would be 4 + 4.5 and come first
      send(operator, delta("a", 0, "e", 4.5));
      // the pairs are f 5, g 6, h 7, e 4.5; f grows by 3
      send(operator, delta("a", 0, "f", 3));
      operator.setProcessingTime(DUE);
      assertThat(rows(operator)).containsExactly(row("a", 0, 1, "f", 8, "h", 7));
    }
  }

  @Test
  void pairsUpToTwiceTheBoundAreKept() throws Exception {
    try (var operator = open()) {
      send(operator, delta("a", 0, "b", 1, "c", 2, "d", 3, "e", 4, "f", 5, "g", 6));
      send(operator, delta("a", 0, "b", 9));
      operator.setProcessingTime(DUE);
      assertThat(rows(operator)).containsExactly(row("a", 0, 1, "b", 10, "g", 6));
    }
  }

  @Test
  void theBoundHoldsAgainAfterADrop() throws Exception {
    try (var operator = open()) {
      send(operator, delta("a", 0, "b", 1, "c", 2, "d", 3, "e", 4, "f", 5, "g", 6, "h", 7));
      // f, g, h are left; three more are kept, the fourth drops all but j, k, l
      send(operator, delta("a", 0, "i", 8, "j", 9, "k", 10));
      send(operator, delta("a", 0, "l", 11));
      send(operator, delta("a", 0, "i", 8));
      operator.setProcessingTime(DUE);
      // i would have 16 had it not been dropped
      assertThat(rows(operator)).containsExactly(row("a", 0, 1, "l", 11, "k", 10));
    }
  }

  /** Each user met it with another item. */
  @Test
  void theStateOfAnItemThatEveryUserMetIsBounded() throws Exception {
    try (var operator = open()) {
      long early = 0;
      for (int user = 0; user < 200_000; user++) {
        send(operator, delta("a", 1, "other" + user, 1 + user % 7));
        if (user == 1_000) {
          early = operator.snapshot(1, 1).getStateSize();
        }
      }
      assertThat(operator.snapshot(2, 2).getStateSize()).isLessThan(2 * early);
    }
  }

  @Test
  void theOrderOfIncrementsDoesNotMatter() throws Exception {
    // eighths and their sums are exact in binary
    List<CountDelta> deltas = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String item = ITEMS.get(i % 2);
      deltas.add(delta(item, i / 8.0, ITEMS.get(2 + i % 3), i / 4.0));
    }
    List<Row> expected = learn(deltas);
    assertThat(expected).extracting(Row::itemId).containsExactly("a", "b");
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(deltas, new Random(seed));
      assertThat(learn(deltas)).isEqualTo(expected);
    }
  }

  @Test
  void whatIsTakenBackIsGoneAndNoCountFallsBelowNothing() throws Exception {
    try (var operator = open()) {
      send(operator, delta("a", 0.1, "b", 0.1));
      send(operator, delta("a", 0.2, "b", 0.2));
      send(operator, delta("a", -0.1, "b", -0.1));
      // 0.1 + 0.2 - 0.1 - 0.2 is not 0 in binary; c was never there
      send(operator, delta("a", -0.2, "b", -0.2, "c", -1));
      send(operator, delta("a", 0, "d", 1e-12));
      operator.setProcessingTime(DUE);
      assertThat(rows(operator)).containsExactly(row("a", 0, 1, "d", (float) 1e-12));
      send(operator, delta("a", -5));
      operator.setProcessingTime(DUE + INTERVAL);
      assertThat(rows(operator)).last().isEqualTo(row("a", 0, 2, "d", (float) 1e-12));
    }
  }

  @Test
  void countsAreForgottenInTime() throws Exception {
    try (var operator = open()) {
      operator.setStateTtlProcessingTime(0);
      send(operator, delta("a", 4, "b", 2));
      operator.setProcessingTime(DUE);
      operator.setStateTtlProcessingTime(TTL.toMillis());
      send(operator, delta("a", 1, "c", 1));
      operator.setProcessingTime(DUE + INTERVAL);
      assertThat(rows(operator)).last().isEqualTo(row("a", 1, 1, "c", 1));
    }
  }

  @Test
  void countsOfOtherChannelsStartAnewAndVersionsGoOn() throws Exception {
    OperatorSubtaskState snapshot;
    try (var operator = open()) {
      send(operator, delta("a", 4, "b", 2));
      operator.setProcessingTime(DUE);
      snapshot = operator.snapshot(1, 1);
    }
    Channels others =
        new Channels(
            List.of(
                new CountChannel(
                    CountChannel.ITEM_CF, Kind.COSINE, 100, 1, 1_000, false, 0, 20, 1)));
    try (var operator = harness(others, 1, 0)) {
      operator.restore(snapshot);
      send(operator, delta("a", 1, "c", 1));
      operator.processWatermark(Long.MAX_VALUE);
      CountRow row = operator.extractOutputValues().get(0);
      assertThat(row.totals()).containsExactly(1);
      assertThat(row.others()).containsExactly("c");
      assertThat(row.version()).isEqualTo(2);
      assertThat(row.layout()).isEqualTo(others.layout()).isNotEqualTo(CHANNELS.layout());
    }
  }

  @Test
  void countsFadeByEventTimeInWhateverOrderTheyCome() throws Exception {
    Channels fading =
        new Channels(
            List.of(
                new CountChannel(
                    CountChannel.ITEM_CF, Kind.COSINE, 100, 1, 1_000, false, 0, 20, 1)));
    List<CountDelta> deltas =
        new ArrayList<>(
            List.of(at(0, "b", 4), at(1_000, "b", 2), at(2_000, "c", 1), at(3_000, "c", 1)));
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(deltas, new Random(seed));
      try (var operator = harness(fading, 1, 0)) {
        operator.open();
        for (CountDelta delta : deltas) {
          send(operator, delta);
        }
        operator.processWatermark(Long.MAX_VALUE);
        Map<String, Double> pairs = new HashMap<>();
        CountRow row = operator.extractOutputValues().get(0);
        for (int k = 0; k < row.others().length; k++) {
          pairs.put(row.others()[k], (double) row.counts()[k]);
        }
        // at 3 s: b 4 / 8 + 2 / 4, c 1 / 2 + 1; each delta is as much of the total
        assertThat(row.asOf()).isEqualTo(3_000);
        assertThat(pairs.get("b")).isCloseTo(1, within(1e-6));
        assertThat(pairs.get("c")).isCloseTo(1.5, within(1e-6));
        assertThat(row.totals()[0]).isCloseTo(2.5, within(1e-9));
      }
    }
  }

  private static CountDelta at(long time, String other, double count) {
    return new CountDelta(
        "a", new double[] {count}, new String[] {other}, new double[] {count}, time);
  }

  @Test
  void sumsVersionsAndTimersGoOnAfterARestore() throws Exception {
    OperatorSubtaskState snapshot = halfway();
    try (var operator = harness(1, 0)) {
      operator.restore(snapshot);
      secondHalf(operator, ITEMS);
      assertThat(rows(operator)).isEqualTo(expectedSecondHalf(ITEMS));
    }
  }

  @Test
  void sumsVersionsAndTimersGoOnAfterScalingOut() throws Exception {
    OperatorSubtaskState whole = halfway();
    for (int part = 0; part < 2; part++) {
      try (var operator = harness(2, part)) {
        operator.restore(whole);
        List<String> items = operator.mine(ITEMS);
        assertThat(items).as("both parts have items").isNotEmpty();
        secondHalf(operator, items);
        assertThat(rows(operator)).isEqualTo(expectedSecondHalf(items));
      }
    }
  }

  /** One row each is sent, and one more is due. */
  private static OperatorSubtaskState halfway() throws Exception {
    try (var operator = open()) {
      for (String item : ITEMS) {
        send(operator, delta(item, 1, "x", 2));
      }
      operator.setProcessingTime(INTERVAL);
      assertThat(rows(operator)).hasSameSizeAs(ITEMS);
      for (String item : ITEMS) {
        send(operator, delta(item, 2, "x", 3));
      }
      return operator.snapshot(1, 1);
    }
  }

  private static void secondHalf(KeyedHarness<CountDelta, CountRow> operator, List<String> items)
      throws Exception {
    operator.setProcessingTime(2 * INTERVAL);
    for (String item : items) {
      send(operator, delta(item, 4, "x", 1));
    }
    operator.processWatermark(Long.MAX_VALUE);
  }

  /** First the rows that were due, 1 + 2 and 2 + 3, then those of the second half, 4 and 1 more. */
  private static List<Row> expectedSecondHalf(List<String> items) {
    List<Row> rows = new ArrayList<>();
    items.forEach(item -> rows.add(row(item, 3, 2, "x", 5)));
    items.forEach(item -> rows.add(row(item, 7, 3, "x", 6)));
    return rows;
  }

  private static List<Row> learn(List<CountDelta> deltas) throws Exception {
    try (var operator = open()) {
      for (CountDelta delta : deltas) {
        send(operator, delta);
      }
      operator.processWatermark(Long.MAX_VALUE);
      return rows(operator);
    }
  }

  private static KeyedHarness<CountDelta, CountRow> open() throws Exception {
    KeyedHarness<CountDelta, CountRow> operator = harness(1, 0);
    operator.open();
    operator.setProcessingTime(0);
    return operator;
  }

  private static KeyedHarness<CountDelta, CountRow> harness(int parallelism, int subtask)
      throws Exception {
    return harness(CHANNELS, parallelism, subtask);
  }

  private static KeyedHarness<CountDelta, CountRow> harness(
      Channels channels, int parallelism, int subtask) throws Exception {
    SimilaritySettings settings =
        new SimilaritySettings(
            channels, Evidence.MET, Long.MAX_VALUE, MAX_PAIRS, MAX_NEIGHBOURS, INTERVAL);
    return new KeyedHarness<>(
        SimpleOperatorFactory.of(
            new KeyedProcessOperator<>(new LearnSimilarityFunction(settings, TTL))),
        CountDelta::itemId,
        parallelism,
        subtask);
  }

  private static void send(KeyedHarness<CountDelta, CountRow> operator, CountDelta delta)
      throws Exception {
    operator.processElement(delta, 0);
  }

  /** By version, then by item: rows of different items come in no certain order. */
  private static List<Row> rows(KeyedHarness<CountDelta, CountRow> operator) {
    return operator.extractOutputValues().stream()
        .map(LearnSimilarityFunctionTest::read)
        .sorted(Comparator.comparingLong(Row::version).thenComparing(Row::itemId))
        .toList();
  }

  private static Row read(CountRow row) {
    Map<String, Double> pairs = new HashMap<>();
    for (int k = 0; k < row.others().length; k++) {
      pairs.put(row.others()[k], (double) row.counts()[k]);
    }
    assertThat(row.layout()).isEqualTo(CHANNELS.layout());
    return new Row(row.itemId(), row.totals()[0], pairs, row.version());
  }

  private static CountDelta delta(String item, double total, Object... pairs) {
    String[] others = new String[pairs.length / 2];
    double[] sums = new double[others.length];
    for (int i = 0; i < others.length; i++) {
      others[i] = (String) pairs[2 * i];
      sums[i] = ((Number) pairs[2 * i + 1]).doubleValue();
    }
    return new CountDelta(item, new double[] {total}, others, sums, 0);
  }

  private static Row row(String item, double total, long version, Object... pairs) {
    Map<String, Double> counts = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      counts.put((String) pairs[i], ((Number) pairs[i + 1]).doubleValue());
    }
    return new Row(item, total, counts, version);
  }

  /** What a row says, without the order of its neighbours. */
  private record Row(String itemId, double total, Map<String, Double> pairs, long version) {}
}
