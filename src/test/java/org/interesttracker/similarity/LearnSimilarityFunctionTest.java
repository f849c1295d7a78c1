package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.job.KeyedHarness;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.junit.jupiter.api.Test;

class LearnSimilarityFunctionTest {

  private static final long INTERVAL = 1_000;
  private static final List<String> ITEMS = List.of("a", "b", "c", "d", "e", "f");

  @Test
  void aRowComesOnceAnIntervalHoweverOftenItsItemChanged() throws Exception {
    try (var operator = open(10, 10)) {
      operator.setProcessingTime(0);
      for (int i = 0; i < 50; i++) {
        operator.processElement(new StreamRecord<>(delta("a", 1, "b", 2)));
      }
      assertThat(rows(operator)).isEmpty();
      operator.setProcessingTime(INTERVAL);
      assertThat(rows(operator)).containsExactly(row("a", 50, 1, neighbour("b", 100)));
      operator.setProcessingTime(10 * INTERVAL);
      assertThat(rows(operator)).as("nothing new, no row").hasSize(1);
      operator.processElement(new StreamRecord<>(delta("a", 1)));
      operator.setProcessingTime(11 * INTERVAL);
      assertThat(rows(operator)).last().isEqualTo(row("a", 51, 2, neighbour("b", 100)));
    }
  }

  @Test
  void aBoundedInputSendsItsLastRows() throws Exception {
    try (var operator = open(10, 10)) {
      operator.processElement(new StreamRecord<>(delta("a", 1, "b", 2)));
      operator.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(rows(operator)).containsExactly(row("a", 1, 1, neighbour("b", 2)));
    }
  }

  @Test
  void aRowCarriesTheHeaviestNeighboursHeaviestFirst() throws Exception {
    try (var operator = open(10, 2)) {
      operator.processElement(new StreamRecord<>(delta("a", 1, "b", 2, "c", 5, "d", 2)));
      operator.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(rows(operator))
          .containsExactly(row("a", 1, 1, neighbour("c", 5), neighbour("b", 2)));
    }
  }

  @Test
  void moreThanTwiceThePairsAllowedAreCutToTheHeaviest() throws Exception {
    try (var operator = open(2, 10)) {
      operator.processElement(new StreamRecord<>(delta("a", 1, "b", 4, "c", 3, "d", 2, "e", 1)));
      operator.processElement(new StreamRecord<>(delta("a", 1, "f", 5)));
      operator.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(rows(operator))
          .containsExactly(row("a", 2, 1, neighbour("f", 5), neighbour("b", 4)));
    }
  }

  @Test
  void theOrderOfDeltasDoesNotMatter() throws Exception {
    List<CountDelta> deltas = deltas();
    Map<String, SimilarityRow> inOrder = run(deltas);
    Collections.shuffle(deltas, new Random(5));
    assertThat(run(deltas)).isEqualTo(inOrder).hasSameSizeAs(ITEMS);
  }

  @Test
  void countsAndWaitingRowsGoOnAfterARestore() throws Exception {
    List<CountDelta> deltas = deltas();
    OperatorSubtaskState state = firstHalf(deltas);
    try (var operator = harness(10, 10, 1, 0)) {
      operator.restore(state);
      // no delta of an item after the restore is needed to have its row sent
      operator.setProcessingTime(2 * INTERVAL);
      assertThat(rows(operator)).extracting(SimilarityRow::itemId).hasSameElementsAs(ITEMS);
      send(operator, deltas.subList(deltas.size() / 2, deltas.size()));
      operator.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(sums(newest(rows(operator)))).isEqualTo(sums(run(deltas)));
    }
  }

  @Test
  void countsGoOnAfterScalingOut() throws Exception {
    List<CountDelta> deltas = deltas();
    OperatorSubtaskState state = firstHalf(deltas);
    List<SimilarityRow> rows = new ArrayList<>();
    int parts = 2;
    for (int part = 0; part < parts; part++) {
      try (var operator = harness(10, 10, parts, part)) {
        operator.restore(state);
        List<String> mine = operator.mine(ITEMS);
        assertThat(mine).as("both parts have items").isNotEmpty();
        send(
            operator,
            deltas.subList(deltas.size() / 2, deltas.size()).stream()
                .filter(delta -> mine.contains(delta.itemId()))
                .toList());
        operator.processWatermark(Watermark.MAX_WATERMARK);
        rows.addAll(rows(operator));
      }
    }
    assertThat(sums(newest(rows))).isEqualTo(sums(run(deltas)));
  }

  private static List<CountDelta> deltas() {
    Random random = new Random(7);
    List<CountDelta> deltas = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String item = ITEMS.get(i % ITEMS.size());
      String other = ITEMS.get((i + 1 + random.nextInt(ITEMS.size() - 1)) % ITEMS.size());
      deltas.add(delta(item, 1 + random.nextInt(3), other, 1 + random.nextInt(4)));
    }
    return deltas;
  }

  private static OperatorSubtaskState firstHalf(List<CountDelta> deltas) throws Exception {
    try (var operator = open(10, 10)) {
      operator.setProcessingTime(0);
      send(operator, deltas.subList(0, deltas.size() / 2));
      return operator.snapshot(1, 1);
    }
  }

  private static Map<String, SimilarityRow> run(List<CountDelta> deltas) throws Exception {
    try (var operator = open(10, 10)) {
      send(operator, deltas);
      operator.processWatermark(Watermark.MAX_WATERMARK);
      return newest(rows(operator));
    }
  }

  private static void send(
      KeyedHarness<CountDelta, SimilarityRow> operator, List<CountDelta> deltas) throws Exception {
    for (CountDelta delta : deltas) {
      operator.processElement(new StreamRecord<>(delta));
    }
  }

  private static Map<String, SimilarityRow> newest(List<SimilarityRow> rows) {
    Map<String, SimilarityRow> newest = new HashMap<>();
    rows.forEach(row -> newest.put(row.itemId(), row));
    return newest;
  }

  /** Rows without their versions. */
  private static Map<String, SimilarityRow> sums(Map<String, SimilarityRow> rows) {
    Map<String, SimilarityRow> sums = new HashMap<>();
    rows.forEach(
        (item, row) -> sums.put(item, new SimilarityRow(item, row.total(), row.neighbours(), 0)));
    return sums;
  }

  private static KeyedHarness<CountDelta, SimilarityRow> open(int maxPairs, int maxNeighbours)
      throws Exception {
    var operator = harness(maxPairs, maxNeighbours, 1, 0);
    operator.open();
    return operator;
  }

  private static KeyedHarness<CountDelta, SimilarityRow> harness(
      int maxPairs, int maxNeighbours, int parallelism, int subtask) throws Exception {
    var settings = new SimilaritySettings(maxPairs, maxNeighbours, INTERVAL);
    return new KeyedHarness<>(
        SimpleOperatorFactory.of(
            new KeyedProcessOperator<>(new LearnSimilarityFunction(settings, Duration.ofDays(1)))),
        CountDelta::itemId,
        parallelism,
        subtask);
  }

  private static List<SimilarityRow> rows(KeyedHarness<CountDelta, SimilarityRow> operator) {
    return operator.extractOutputValues();
  }

  /**
   * @param pairs item, count, item, count, …
   */
  private static CountDelta delta(String item, double total, Object... pairs) {
    String[] others = new String[pairs.length / 2];
    double[] counts = new double[others.length];
    for (int i = 0; i < others.length; i++) {
      others[i] = (String) pairs[2 * i];
      counts[i] = ((Number) pairs[2 * i + 1]).doubleValue();
    }
    return new CountDelta(item, total, others, counts);
  }

  private static SimilarityRow row(
      String item, double total, long version, Neighbour... neighbours) {
    return new SimilarityRow(item, total, List.of(neighbours), version);
  }

  private static Neighbour neighbour(String item, double count) {
    return new Neighbour(item, count, null);
  }
}
