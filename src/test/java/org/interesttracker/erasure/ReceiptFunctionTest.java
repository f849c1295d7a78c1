package org.interesttracker.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.ErasurePart.Stage;
import org.interesttracker.job.KeyedHarness;
import org.junit.jupiter.api.Test;

class ReceiptFunctionTest {

  private static final ErasureTerms TERMS =
      new ErasureTerms(
          Duration.ofMillis(50),
          Duration.ofMillis(1_000),
          List.of("interests"),
          List.of("blend_weights"));

  /** Of an order of time 5 that came late, in a window that ends at 100. */
  private static List<ErasurePart> parts(String user, long erasedAt) {
    return List.of(
        new ErasurePart(user, Stage.TIMELINE, erasedAt, 5, 0, Map.of("event_ids", 2L)),
        new ErasurePart(user, Stage.INTEREST, erasedAt, 0, 100, Map.of("events", 3L)),
        ErasurePart.of(user, Stage.RECOMMEND, erasedAt, Map.of("met_items", 1L)),
        ErasurePart.of(user, Stage.FEEDBACK, erasedAt, Map.of()));
  }

  @Test
  void answersOnceAllPartsAreThereAndWindowsAreGone() throws Exception {
    try (var operator = open()) {
      for (ErasurePart part : parts("ann", 7)) {
        operator.processElement(part, part.erasedAt());
      }
      operator.processWatermark(148);
      assertThat(operator.extractOutputValues()).isEmpty();
      operator.processWatermark(149);
      assertThat(operator.extractOutputValues())
          .containsExactly(
              new ErasureReceipt(
                  "ann",
                  5,
                  7,
                  149,
                  true,
                  Map.of("event_ids", 2L, "events", 3L, "met_items", 1L),
                  0,
                  List.of("interests"),
                  List.of("blend_weights"),
                  1_007));
      assertThat(operator.extractOutputStreamRecords().get(0).getTimestamp()).isEqualTo(149);
      assertThat(operator.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void waitsForEveryPartInWhateverOrderTheyComeAndThroughAFailure() throws Exception {
    List<ErasurePart> parts = new ArrayList<>(parts("ann", 7));
    Collections.reverse(parts);
    OperatorSubtaskState snapshot;
    try (var operator = open()) {
      for (ErasurePart part : parts.subList(0, 3)) {
        operator.processElement(part, part.erasedAt());
      }
      operator.processWatermark(200);
      assertThat(operator.extractOutputValues()).isEmpty();
      snapshot = operator.snapshot(1, 1);
    }
    try (var operator = harness()) {
      operator.restore(snapshot);
      operator.processElement(parts.get(3), 7);
      operator.processWatermark(201);
      assertThat(operator.extractOutputValues()).hasSize(1);
      assertThat(operator.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void aUserOfWhomNothingWasKnownIsAnsweredToo() throws Exception {
    try (var operator = open()) {
      for (Stage stage : Stage.values()) {
        operator.processElement(new ErasurePart("ann", stage, 7, 7, 10, Map.of()), 7);
      }
      operator.processWatermark(1_000);
      assertThat(operator.extractOutputValues())
          .singleElement()
          .satisfies(receipt -> assertThat(receipt.found()).isFalse())
          .satisfies(receipt -> assertThat(receipt.removed()).isEmpty());
    }
  }

  @Test
  void whatMayBeLeftInTheCountsIsSaid() throws Exception {
    try (var operator = open()) {
      for (ErasurePart part : parts("ann", 7)) {
        boolean interest = part.stage() == Stage.INTEREST;
        operator.processElement(
            interest
                ? new ErasurePart(
                    "ann", Stage.INTEREST, 7, 0, 10, Map.of(ErasurePart.COUNTED_LEFT, 4L))
                : part,
            7);
      }
      operator.processWatermark(1_000);
      ErasureReceipt receipt = operator.extractOutputValues().get(0);
      assertThat(receipt.countedEventsLeft()).isEqualTo(4);
      assertThat(receipt.notUndone()).containsExactly("blend_weights", "item_counts");
      assertThat(receipt.removed()).doesNotContainKey(ErasurePart.COUNTED_LEFT);
    }
  }

  @Test
  void twoErasuresOfOneUserAreTwo() throws Exception {
    try (var operator = open()) {
      for (long erasedAt : new long[] {7, 9}) {
        for (ErasurePart part : parts("ann", erasedAt)) {
          operator.processElement(part, erasedAt);
        }
      }
      operator.processWatermark(1_000);
      assertThat(operator.extractOutputValues())
          .extracting(ErasureReceipt::erased)
          .containsExactly(7L, 9L);
      assertThat(operator.numKeyedStateEntries()).isZero();
    }
  }

  private static KeyedHarness<ErasurePart, ErasureReceipt> open() throws Exception {
    var operator = harness();
    operator.open();
    return operator;
  }

  private static KeyedHarness<ErasurePart, ErasureReceipt> harness() throws Exception {
    return new KeyedHarness<>(
        SimpleOperatorFactory.of(new KeyedProcessOperator<>(new ReceiptFunction(TERMS))),
        ErasurePart::userId,
        1,
        0);
  }
}
