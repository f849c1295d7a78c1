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
import org.interesttracker.feedback.ListFeedback;
import org.interesttracker.feedback.ListFeedback.ItemFeedback;
import org.interesttracker.job.KeyedHarness;
import org.interesttracker.quality.QualityMetric.Over;
import org.junit.jupiter.api.Test;

class MeasureFeedbackOperatorTest {

  private static final int WINDOW = 50;
  private static final int EVERY = 100;
  private static final double FADING = 0.99;

  @Test
  void figuresComeAfterEverySoManyLists() throws Exception {
    List<ListFeedback> lists = lists(250);
    try (var operator = open()) {
      take(operator, lists);
      List<QualityMetric> rates = rates(operator);
      assertThat(rates)
          .extracting(QualityMetric::over)
          .containsExactly(Over.WINDOW, Over.FADING, Over.WINDOW, Over.FADING);
      assertThat(rates.get(2).value())
          .isEqualTo(clicked(lists.subList(150, 200)) / (double) WINDOW);
      assertThat(rates.get(2).samples()).isEqualTo(WINDOW);
      double weight = 0;
      double hits = 0;
      for (ListFeedback list : lists.subList(0, 200)) {
        weight = FADING * weight + 1;
        hits = FADING * hits + clicked(List.of(list));
      }
      assertThat(rates.get(3).value()).isCloseTo(hits / weight, within(1e-12));
      assertThat(operator.extractOutputStreamRecords())
          .extracting(StreamRecord::getTimestamp)
          .containsOnly(99L, 199L);
    }
  }

  @Test
  void theRestComesAtTheEnd() throws Exception {
    List<ListFeedback> lists = lists(130);
    try (var operator = open()) {
      take(operator, lists);
      operator.processWatermark(new Watermark(1_000));
      assertThat(rates(operator)).hasSize(2);
      operator.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(rates(operator)).hasSize(4);
      assertThat(rates(operator).get(2).value())
          .isEqualTo(clicked(lists.subList(80, 130)) / (double) WINDOW);
    }
  }

  @Test
  void nothingIsSentTwiceAtTheEnd() throws Exception {
    try (var operator = open()) {
      take(operator, lists(EVERY));
      operator.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(rates(operator)).hasSize(2);
    }
  }

  @Test
  void figuresGoOnAfterARestoreOnAnotherSubtask() throws Exception {
    List<ListFeedback> lists = lists(230);
    List<QualityMetric> expected;
    try (var operator = open()) {
      take(operator, lists);
      operator.processWatermark(Watermark.MAX_WATERMARK);
      expected = operator.extractOutputValues();
    }
    List<QualityMetric> restored = new ArrayList<>();
    OperatorSubtaskState state;
    try (var operator = open()) {
      take(operator, lists.subList(0, 120));
      restored.addAll(operator.extractOutputValues());
      state = operator.snapshot(1, 1);
    }
    for (int part = 0; part < 2; part++) {
      try (var operator = harness(WINDOW, 2, part)) {
        operator.restore(state);
        if (!operator.mine(List.of("blend")).isEmpty()) {
          take(operator, lists.subList(120, 230));
        }
        operator.processWatermark(Watermark.MAX_WATERMARK);
        restored.addAll(operator.extractOutputValues());
      }
    }
    assertThat(restored).isEqualTo(expected);
  }

  @Test
  void anotherWindowBeginsAnew() throws Exception {
    OperatorSubtaskState state;
    try (var operator = open()) {
      take(operator, lists(60));
      state = operator.snapshot(1, 1);
    }
    try (var operator = harness(WINDOW + 1, 1, 0)) {
      operator.restore(state);
      take(operator, lists(3));
      operator.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(rates(operator).get(0).samples()).isEqualTo(3);
    }
  }

  private static List<QualityMetric> rates(KeyedHarness<ListFeedback, QualityMetric> operator) {
    return operator.extractOutputValues().stream()
        .filter(metric -> metric.name().equals("ctr") && metric.position() == null)
        .toList();
  }

  private static long clicked(List<ListFeedback> lists) {
    return lists.stream().filter(list -> list.shown().get(0).clicked()).count();
  }

  /** Lists of one item at different places. */
  private static List<ListFeedback> lists(int size) {
    Random random = new Random(5);
    List<ListFeedback> lists = new ArrayList<>();
    for (int n = 0; n < size; n++) {
      boolean clicked = random.nextDouble() < 0.3;
      boolean explored = random.nextDouble() < 0.2;
      lists.add(
          new ListFeedback(
              n,
              List.of("lstm"),
              List.of(
                  new ItemFeedback(
                      1 + random.nextInt(3),
                      explored,
                      explored ? 0.01 : 0.8,
                      clicked,
                      random.nextBoolean(),
                      random.nextBoolean(),
                      clicked ? new float[] {1} : new float[0]))));
    }
    return lists;
  }

  private static void take(
      KeyedHarness<ListFeedback, QualityMetric> operator, List<ListFeedback> lists)
      throws Exception {
    for (ListFeedback list : lists) {
      operator.processElement(new StreamRecord<>(list, list.timestamp()));
    }
  }

  private static KeyedHarness<ListFeedback, QualityMetric> open() throws Exception {
    KeyedHarness<ListFeedback, QualityMetric> operator = harness(WINDOW, 1, 0);
    operator.open();
    return operator;
  }

  private static KeyedHarness<ListFeedback, QualityMetric> harness(
      int window, int parallelism, int subtask) throws Exception {
    return new KeyedHarness<>(
        SimpleOperatorFactory.of(
            new MeasureFeedbackOperator(new QualitySettings(window, FADING, EVERY, 0.05, 150))),
        list -> "blend",
        parallelism,
        subtask);
  }
}
