package org.interesttracker.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.job.KeyedHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestroyKeysOperatorTest {

  private static final long ERASED = 1_000;
  private static final long AFTER = 500;

  @TempDir private Path folder;
  private SealFolder seals;

  @BeforeEach
  void erase() {
    seals = new SealFolder(folder);
    seals.keys().create("ann", 0);
    seals.keys().create("ann", ERASED + 1);
  }

  @Test
  void aKeyLastsUntilACheckpointHasTheErasureBehindIt() throws Exception {
    try (var operator = harness(true)) {
      operator.open();
      operator.snapshot(1, 1);
      send(operator);
      operator.processWatermark(new Watermark(ERASED + AFTER));
      operator.notifyOfCompletedCheckpoint(1);
      assertThat(isDestroyed()).as("by a checkpoint of before").isFalse();
      operator.snapshot(2, 2);
      assertThat(isDestroyed()).as("by one that is not complete").isFalse();
      operator.notifyOfCompletedCheckpoint(2);
      assertThat(isDestroyed()).isTrue();
      assertThat(seals.keys().at("ann", ERASED + 1).isDestroyed()).isFalse();
      assertThat(operator.extractOutputValues()).containsExactly(new KeyEnd("ann", ERASED));
    }
  }

  @Test
  void aKeyLastsWhileWindowsMayNeedIt() throws Exception {
    try (var operator = harness(true)) {
      operator.open();
      send(operator);
      operator.processWatermark(new Watermark(ERASED + AFTER - 1));
      operator.snapshot(1, 1);
      operator.notifyOfCompletedCheckpoint(1);
      assertThat(isDestroyed()).isFalse();
      operator.processWatermark(new Watermark(ERASED + AFTER));
      operator.snapshot(2, 2);
      operator.notifyOfCompletedCheckpoint(2);
      assertThat(isDestroyed()).isTrue();
    }
  }

  @Test
  void aCheckpointThatFailedIsMadeGoodByTheNext() throws Exception {
    try (var operator = harness(true)) {
      operator.open();
      send(operator);
      operator.processWatermark(Watermark.MAX_WATERMARK);
      operator.snapshot(1, 1);
      operator.snapshot(2, 2);
      operator.notifyOfCompletedCheckpoint(2);
      assertThat(isDestroyed()).isTrue();
    }
  }

  @Test
  void whatIsToBeDestroyedIsNotForgottenInAFailure() throws Exception {
    OperatorSubtaskState state;
    try (var operator = harness(true)) {
      operator.open();
      send(operator);
      operator.processWatermark(Watermark.MAX_WATERMARK);
      state = operator.snapshot(1, 1);
    }
    assertThat(isDestroyed()).isFalse();
    try (var operator = harness(true)) {
      operator.initializeState(state);
      operator.open();
      operator.processWatermark(Watermark.MAX_WATERMARK);
      operator.snapshot(2, 2);
      operator.notifyOfCompletedCheckpoint(2);
      assertThat(isDestroyed()).isTrue();
    }
  }

  @Test
  void withoutCheckpointsNothingIsWaitedForButTime() throws Exception {
    try (var operator = harness(false)) {
      operator.open();
      send(operator);
      operator.processWatermark(new Watermark(ERASED + AFTER - 1));
      assertThat(isDestroyed()).isFalse();
      operator.processWatermark(new Watermark(ERASED + AFTER));
      assertThat(isDestroyed()).isTrue();
    }
  }

  private boolean isDestroyed() {
    return seals.keys().at("ann", 0).isDestroyed();
  }

  private static void send(KeyedHarness<KeyEnd, KeyEnd> operator) throws Exception {
    operator.processElement(new StreamRecord<>(new KeyEnd("ann", ERASED)));
  }

  private KeyedHarness<KeyEnd, KeyEnd> harness(boolean checkpoints) throws Exception {
    return new KeyedHarness<>(
        SimpleOperatorFactory.of(
            new DestroyKeysOperator(seals.on(), Duration.ofMillis(AFTER), checkpoints)),
        KeyEnd::userId,
        1,
        0);
  }
}
