package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.job.KeyedHarness;
import org.junit.jupiter.api.Test;

class TimelineOperatorTest {

  private static final Duration WITHIN = Duration.ofHours(1);
  private static final List<String> USERS = List.of("ann", "ben", "cem", "dia", "eva", "fay");

  @Test
  void anEventThatCameBeforeIsDropped() throws Exception {
    try (var operator = open()) {
      send(operator, event("ann", "e1", 10));
      send(operator, event("ann", "e1", 10));
      send(operator, event("ann", "e2", 10));
      assertThat(eventIds(operator)).containsExactly("e1", "e2");
    }
  }

  @Test
  void usersDoNotShareEventIds() throws Exception {
    try (var operator = open()) {
      send(operator, event("ann", "e1", 10));
      send(operator, event("ben", "e1", 10));
      assertThat(eventIds(operator)).containsExactly("e1", "e1");
    }
  }

  @Test
  void anEventIdIsForgottenAfterItsTime() throws Exception {
    try (var operator = open()) {
      operator.setStateTtlProcessingTime(0);
      send(operator, event("ann", "e1", 10));
      operator.setStateTtlProcessingTime(WITHIN.toMillis() - 1);
      send(operator, event("ann", "e1", 10));
      assertThat(eventIds(operator)).hasSize(1);
      operator.setStateTtlProcessingTime(WITHIN.toMillis() + 1);
      send(operator, event("ann", "e1", 10));
      assertThat(eventIds(operator)).hasSize(2);
    }
  }

  @Test
  void anOrderThatComesLateIsPutRightAfterTheWatermark() throws Exception {
    try (var operator = open()) {
      send(operator, order(ControlType.FORGET_TOPIC, "ann", 70));
      operator.processWatermark(new Watermark(100));
      send(operator, order(ControlType.FORGET_TOPIC, "ann", 70));
      send(operator, order(ControlType.FORGET_TOPIC, "ann", 130));
      assertThat(records(operator))
          .extracting(StreamRecord::getTimestamp)
          .containsExactly(70L, 101L, 130L);
      assertThat(records(operator))
          .extracting(record -> record.getValue().timestamp())
          .containsExactly(70L, 101L, 130L);
    }
  }

  @Test
  void nothingIsLeftOfAnErasedUser() throws Exception {
    try (var operator = open()) {
      send(operator, event("ann", "e1", 10));
      send(operator, event("ann", "e2", 10));
      assertThat(operator.numKeyedStateEntries()).isPositive();
      send(operator, order(ControlType.ERASE_USER, "ann", 20));
      assertThat(operator.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void eventIdsAreRememberedThroughARestore() throws Exception {
    OperatorSubtaskState state = afterOneEventEach();
    try (var operator = harness(1, 0)) {
      operator.restore(state);
      for (String user : USERS) {
        send(operator, event(user, "e1", 10));
      }
      assertThat(records(operator)).isEmpty();
    }
  }

  @Test
  void eventIdsAreRememberedThroughScalingOut() throws Exception {
    OperatorSubtaskState state = afterOneEventEach();
    int parts = 2;
    List<String> all = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      try (var operator = harness(parts, part)) {
        operator.restore(state);
        List<String> mine = operator.mine(USERS);
        assertThat(mine).as("both parts have users").isNotEmpty();
        for (String user : mine) {
          send(operator, event(user, "e1", 10));
          send(operator, event(user, "e2", 10));
        }
        assertThat(eventIds(operator)).hasSameSizeAs(mine).containsOnly("e2");
        all.addAll(mine);
      }
    }
    assertThat(all).hasSameElementsAs(USERS);
  }

  private static OperatorSubtaskState afterOneEventEach() throws Exception {
    try (var operator = open()) {
      for (String user : USERS) {
        send(operator, event(user, "e1", 10));
      }
      return operator.snapshot(1, 1);
    }
  }

  private static KeyedHarness<UserMessage, UserMessage> open() throws Exception {
    var operator = harness(1, 0);
    operator.open();
    return operator;
  }

  private static KeyedHarness<UserMessage, UserMessage> harness(int parallelism, int subtask)
      throws Exception {
    return new KeyedHarness<>(
        SimpleOperatorFactory.of(new TimelineOperator(WITHIN)),
        UserMessage::userId,
        parallelism,
        subtask);
  }

  private static void send(KeyedHarness<UserMessage, UserMessage> operator, UserMessage message)
      throws Exception {
    operator.processElement(new StreamRecord<>(message, message.timestamp()));
  }

  private static List<StreamRecord<? extends UserMessage>> records(
      KeyedHarness<UserMessage, UserMessage> operator) {
    return List.copyOf(operator.extractOutputStreamRecords());
  }

  private static List<String> eventIds(KeyedHarness<UserMessage, UserMessage> operator) {
    return operator.extractOutputValues().stream()
        .map(message -> message.event().eventId())
        .toList();
  }

  private static UserMessage event(String user, String id, long time) {
    return UserMessage.of(
        new Event(id, user, "item", EventType.CLICK, null, null, time, null, null, null));
  }

  private static UserMessage order(ControlType type, String user, long time) {
    return UserMessage.of(new ControlMessage(type, user, "topic", null, null, time));
  }
}
