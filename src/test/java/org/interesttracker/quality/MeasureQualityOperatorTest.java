package org.interesttracker.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.job.KeyedHarness;
import org.interesttracker.quality.QualityMetric.Over;
import org.interesttracker.recommend.ListScore;
import org.junit.jupiter.api.Test;

class MeasureQualityOperatorTest {

  private static final int K = 10;
  private static final int WINDOW = 50;
  private static final int EVERY = 100;
  private static final List<String> MODELS =
      List.of("item-cf", "lstm", "popularity", "user-cf", "bayes", "blend");

  @Test
  void figuresComeAfterEverySoManyItemsOfAModel() throws Exception {
    try (var operator = open(1, 0)) {
      List<Integer> ranks = ranks(1, 0.2, 250);
      take(operator, "lstm", ranks, 0);
      take(operator, "blend", List.of(1), 0);
      List<QualityMetric> figures = operator.extractOutputValues();
      assertThat(figures).hasSize(2 * 6).allMatch(metric -> metric.model().equals("lstm"));
      QualityMetric latest =
          figures.stream()
              .skip(6)
              .filter(m -> m.name().equals("hr@10") && m.over() == Over.WINDOW)
              .findFirst()
              .get();
      long hits = ranks.subList(150, 200).stream().filter(rank -> rank > 0).count();
      assertThat(latest.value()).isEqualTo((double) hits / WINDOW);
      assertThat(latest.samples()).isEqualTo(WINDOW);
      assertThat(latest.timestamp()).isEqualTo(199);
      assertThat(operator.extractOutputStreamRecords())
          .extracting(StreamRecord::getTimestamp)
          .containsOnly(99L, 199L);
    }
  }

  @Test
  void theRestComesAtTheEndWithTheTimeOfItsItems() throws Exception {
    try (var operator = open(1, 0)) {
      take(operator, "lstm", ranks(1, 0.2, 30), 0);
      take(operator, "blend", ranks(2, 0.2, EVERY), 0);
      operator.processWatermark(new Watermark(1_000));
      assertThat(operator.extractOutputValues()).hasSize(6);
      operator.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(operator.extractOutputValues()).hasSize(12);
      assertThat(operator.extractOutputStreamRecords().get(11).getTimestamp()).isEqualTo(29);
    }
  }

  @Test
  void aFallOfTheHitRateIsAnAlarmForItsModelAlone() throws Exception {
    try (var operator = open(1, 0)) {
      for (String model : List.of("lstm", "blend")) {
        take(operator, model, ranks(1, 0.3, 5_000), 0);
        take(operator, model, ranks(2, model.equals("lstm") ? 0.1 : 0.3, 5_000), 5_000);
      }
      List<QualityMetric> alarms =
          operator.extractOutputValues().stream()
              .filter(metric -> metric.name().equals(QualityMetric.DRIFT_ALARM))
              .toList();
      assertThat(alarms).as("one, since it stays low from there").hasSize(1);
      assertThat(alarms.get(0).model()).isEqualTo("lstm");
      assertThat(alarms.get(0).before()).isCloseTo(0.3, within(0.02));
      assertThat(alarms.get(0).value()).isBetween(0.07, 0.2);
      assertThat(alarms.get(0).timestamp()).isBetween(5_100L, 5_800L);
    }
  }

  @Test
  void figuresGoOnAfterARestore() throws Exception {
    List<QualityMetric> restored = new ArrayList<>();
    OperatorSubtaskState state;
    try (var operator = open(1, 0)) {
      takeAll(operator, MODELS, 1);
      restored.addAll(operator.extractOutputValues());
      state = operator.snapshot(1, 1);
    }
    try (var operator = harness(1, 0)) {
      operator.restore(state);
      takeAll(operator, MODELS, 2);
      operator.processWatermark(Watermark.MAX_WATERMARK);
      restored.addAll(operator.extractOutputValues());
    }
    assertThat(restored).containsExactlyInAnyOrderElementsOf(undisturbed());
  }

  @Test
  void figuresGoOnAfterScalingOut() throws Exception {
    List<QualityMetric> rescaled = new ArrayList<>();
    OperatorSubtaskState state;
    try (var operator = open(1, 0)) {
      takeAll(operator, MODELS, 1);
      rescaled.addAll(operator.extractOutputValues());
      state = operator.snapshot(1, 1);
    }
    for (int part = 0; part < 2; part++) {
      try (var operator = harness(2, part)) {
        List<String> mine = operator.mine(MODELS);
        assertThat(mine).isNotEmpty();
        operator.restore(state);
        takeAll(operator, mine, 2);
        operator.processWatermark(Watermark.MAX_WATERMARK);
        rescaled.addAll(operator.extractOutputValues());
      }
    }
    assertThat(rescaled).containsExactlyInAnyOrderElementsOf(undisturbed());
  }

  @Test
  void listsOfAnotherLengthBeginAnew() throws Exception {
    try (var operator = open(1, 0)) {
      take(operator, "lstm", ranks(1, 0.2, 60), 0);
      operator.processElement(new StreamRecord<>(new ListScore("lstm", 5, 5), 60));
      operator.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(operator.extractOutputValues())
          .hasSize(6)
          .allSatisfy(
              metric -> {
                assertThat(metric.name()).endsWith("@5");
                assertThat(metric.samples()).isEqualTo(1);
              });
    }
  }

  private static List<QualityMetric> undisturbed() throws Exception {
    try (var operator = open(1, 0)) {
      takeAll(operator, MODELS, 1);
      takeAll(operator, MODELS, 2);
      operator.processWatermark(Watermark.MAX_WATERMARK);
      return operator.extractOutputValues();
    }
  }

  private static void takeAll(
      KeyedHarness<ListScore, QualityMetric> operator, List<String> models, int half)
      throws Exception {
    for (String model : models) {
      take(operator, model, ranks(MODELS.indexOf(model) + 10 * half, 0.2, 130), half * 1_000);
    }
  }

  private static void take(
      KeyedHarness<ListScore, QualityMetric> operator, String model, List<Integer> ranks, long from)
      throws Exception {
    for (int i = 0; i < ranks.size(); i++) {
      operator.processElement(new StreamRecord<>(new ListScore(model, K, ranks.get(i)), from + i));
    }
  }

  private static List<Integer> ranks(long seed, double hitRate, int size) {
    Random random = new Random(seed);
    List<Integer> ranks = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      ranks.add(random.nextDouble() < hitRate ? 1 + random.nextInt(K) : 0);
    }
    return ranks;
  }

  private static KeyedHarness<ListScore, QualityMetric> open(int parallelism, int subtask)
      throws Exception {
    KeyedHarness<ListScore, QualityMetric> operator = harness(parallelism, subtask);
    operator.open();
    return operator;
  }

  private static KeyedHarness<ListScore, QualityMetric> harness(int parallelism, int subtask)
      throws Exception {
    return new KeyedHarness<>(
        SimpleOperatorFactory.of(
            new MeasureQualityOperator(new QualitySettings(WINDOW, 0.99, EVERY, 0.05, 150))),
        ListScore::model,
        parallelism,
        subtask);
  }
}
