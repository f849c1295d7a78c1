package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.job.KeyedHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineOperatorTest {

  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final List<String> USERS = List.of("ann", "ben", "cem", "dia", "eva", "fay");

  @Test
  void aRepeatedEventIsDropped() throws Exception {
    try (var operator = open()) {
      UserMessage first = event("ann", "e1", 5);
      send(operator, first);
      // the second time it says something else: the id decides
      send(operator, event("ann", "e1", 7));
      send(operator, event("ann", "e2", 5));
      assertThat(records(operator))
          .containsExactly(
              new StreamRecord<>(first, 5), new StreamRecord<>(event("ann", "e2", 5), 5));
    }
  }

  @Test
  void anEventIdIsOfOneUserOnly() throws Exception {
    try (var operator = open()) {
      send(operator, event("ann", "e1", 5));
      send(operator, event("ben", "e1", 5));
      assertThat(records(operator)).hasSize(2);
    }
  }

  @Test
  void anEventIdIsForgottenInTime() throws Exception {
    try (var operator = open()) {
      operator.setStateTtlProcessingTime(0);
      send(operator, event("ann", "e1", 5));
      operator.setStateTtlProcessingTime(REMEMBERED.toMillis() - 1);
      send(operator, event("ann", "e1", 5));
      assertThat(records(operator)).hasSize(1);
      operator.setStateTtlProcessingTime(REMEMBERED.toMillis());
      send(operator, event("ann", "e1", 5));
      assertThat(records(operator)).hasSize(2);
    }
  }

  @Test
  void anErasureForgetsTheEventIdsOfItsUser() throws Exception {
    try (var operator = open()) {
      send(operator, event("ann", "e1", 5));
      send(operator, event("ann", "e2", 6));
      assertThat(operator.numKeyedStateEntries()).isOne();
      send(operator, order(ControlType.ERASE_USER, "ann", 7));
      assertThat(operator.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void anErasureLeavesOtherUsersAlone() throws Exception {
    try (var operator = open()) {
      send(operator, event("ben", "e1", 5));
      send(operator, order(ControlType.ERASE_USER, "ann", 7));
      send(operator, event("ben", "e1", 5));
      assertThat(records(operator)).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CONSENT_GIVEN", "CONSENT_WITHDRAWN", "FORGET_TOPIC"})
  void otherOrdersForgetNoEventIds(ControlType type) throws Exception {
    try (var operator = open()) {
      send(operator, event("ann", "e1", 5));
      send(operator, order(type, "ann", 7));
      send(operator, event("ann", "e1", 5));
      assertThat(records(operator)).hasSize(2);
    }
  }

  @Test
  void anOrderThatIsInTimeKeepsItsTime() throws Exception {
    try (var operator = open()) {
      operator.processWatermark(99);
      UserMessage order = order(ControlType.ERASE_USER, "ann", 100);
      send(operator, order);
      assertThat(records(operator)).containsExactly(new StreamRecord<>(order, 100));
    }
  }

  @Test
  void anOrderThatIsLateIsPutRightAfterTheWatermark() throws Exception {
    try (var operator = open()) {
      operator.processWatermark(100);
      UserMessage order = order(ControlType.ERASE_USER, "ann", 100);
      send(operator, order);
      // message and record must agree: the window goes by one, its order by the other
      assertThat(operator.getOutput())
          .containsExactly(new Watermark(100), new StreamRecord<>(order.at(101), 101));
    }
  }

  @Test
  void anEventThatIsLateKeepsItsTime() throws Exception {
    try (var operator = open()) {
      operator.processWatermark(100);
      UserMessage event = event("ann", "e1", 5);
      send(operator, event);
      assertThat(records(operator)).containsExactly(new StreamRecord<>(event, 5));
    }
  }

  @Test
  void eventIdsAreRememberedAfterARestore() throws Exception {
    OperatorSubtaskState snapshot = afterOneEventEach();
    try (var operator = harness(1, 0)) {
      operator.restore(snapshot);
      for (String user : USERS) {
        send(operator, event(user, "e1", 5));
        send(operator, event(user, "e2", 6));
      }
      assertThat(operator.extractOutputValues())
          .extracting(message -> message.event().eventId())
          .hasSameSizeAs(USERS)
          .containsOnly("e2");
    }
  }

  @Test
  void eventIdsAreRememberedAfterScalingOut() throws Exception {
    OperatorSubtaskState whole = afterOneEventEach();
    for (int part = 0; part < 2; part++) {
      try (var operator = harness(2, part)) {
        operator.restore(whole);
        List<String> users = operator.mine(USERS);
        assertThat(users).as("both parts have users").isNotEmpty();
        assertThat(operator.numKeyedStateEntries()).isEqualTo(users.size());
        for (String user : users) {
          send(operator, event(user, "e1", 5));
          send(operator, event(user, "e2", 6));
        }
        assertThat(operator.extractOutputValues())
            .extracting(message -> message.event().eventId())
            .hasSameSizeAs(users)
            .containsOnly("e2");
      }
    }
  }

  private static OperatorSubtaskState afterOneEventEach() throws Exception {
    try (var operator = open()) {
      for (String user : USERS) {
        send(operator, event(user, "e1", 5));
      }
      return operator.snapshot(1, 1);
    }
  }

  private static KeyedHarness<UserMessage, UserMessage> open() throws Exception {
    KeyedHarness<UserMessage, UserMessage> operator = harness(1, 0);
    operator.open();
    return operator;
  }

  private static KeyedHarness<UserMessage, UserMessage> harness(int parallelism, int subtask)
      throws Exception {
    return new KeyedHarness<>(
        SimpleOperatorFactory.of(new TimelineOperator(REMEMBERED)),
        UserMessage::userId,
        parallelism,
        subtask);
  }

  private static void send(KeyedHarness<UserMessage, UserMessage> operator, UserMessage message)
      throws Exception {
    operator.processElement(message, message.timestamp());
  }

  private static List<StreamRecord<? extends UserMessage>> records(
      KeyedHarness<UserMessage, UserMessage> operator) {
    return operator.extractOutputStreamRecords();
  }

  private static UserMessage event(String user, String id, long time) {
    return UserMessage.of(
        new Event(id, user, "i", EventType.CLICK, null, null, time, null, null, null, null));
  }

  private static UserMessage order(ControlType type, String user, long time) {
    return UserMessage.of(new ControlMessage(type, user, null, null, null, time));
  }
}
