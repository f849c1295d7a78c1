package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.event.ErasurePart.Stage;
import org.interesttracker.job.KeyedHarness;
import org.interesttracker.seal.SealSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineOperatorTest {

  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final Duration REFUSED_FOR = Duration.ofMillis(1_000);
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
      send(operator, event("ben", "e1", 5));
      send(operator, order(ControlType.ERASE_USER, "ann", 7));
      operator.processWatermark(7);
      assertThat(keyedEntries(operator)).as("only Ben's id").isOne();
      assertThat(operator.numEventTimeTimers()).isZero();
      assertThat(operator.getSideOutput(TimelineOperator.ERASURES))
          .extracting(StreamRecord::getValue)
          .containsExactly(
              new ErasurePart("ann", Stage.TIMELINE, 7, 7, 0, Map.of("event_ids", 2L)));
    }
  }

  @Test
  void anErasureLeavesOtherUsersAlone() throws Exception {
    try (var operator = open()) {
      send(operator, event("ben", "e1", 5));
      send(operator, order(ControlType.ERASE_USER, "ann", 7));
      operator.processWatermark(7);
      send(operator, event("ben", "e1", 5));
      send(operator, event("ben", "e2", 6));
      assertThat(operator.extractOutputValues())
          .containsExactly(
              event("ben", "e1", 5),
              order(ControlType.ERASE_USER, "ann", 7),
              event("ben", "e2", 6));
    }
  }

  @Test
  void anErasureWaitsForItsTimeAndUntilThenNothingIsRefused() throws Exception {
    try (var operator = open()) {
      send(operator, order(ControlType.ERASE_USER, "ann", 7));
      operator.processWatermark(6);
      send(operator, event("ann", "e1", 5));
      assertThat(operator.extractOutputValues()).containsExactly(event("ann", "e1", 5));
      assertThat(refused(operator)).isEmpty();
      operator.processWatermark(8);
      assertThat(operator.extractOutputValues()).endsWith(order(ControlType.ERASE_USER, "ann", 7));
    }
  }

  @Test
  void whatIsOfBeforeAnErasureIsRefusedAfterIt() throws Exception {
    try (var operator = open()) {
      send(operator, event("ann", "e1", 5));
      send(operator, order(ControlType.ERASE_USER, "ann", 7));
      operator.processWatermark(10);
      int passed = operator.extractOutputValues().size();
      send(operator, event("ann", "e1", 5));
      send(operator, event("ann", "e2", 7));
      send(operator, order(ControlType.BLOCK_ITEM, "ann", 7));
      assertThat(operator.extractOutputValues()).hasSize(passed);
      assertThat(refused(operator))
          .containsExactly(
              new Refusal("ann", "e1", "click", 5, 7),
              new Refusal("ann", "e2", "click", 7, 7),
              new Refusal("ann", null, "block_item", 7, 7));
      assertThat(keyedEntries(operator)).isZero();
    }
  }

  @Test
  void whatTheUserDoesAfterwardsIsANewUsers() throws Exception {
    try (var operator = open()) {
      send(operator, event("ann", "ahead", 9));
      send(operator, order(ControlType.ERASE_USER, "ann", 7));
      operator.processWatermark(8);
      send(operator, event("ann", "ahead", 9));
      send(operator, event("ann", "e2", 8));
      assertThat(operator.extractOutputValues())
          .containsExactly(
              event("ann", "ahead", 9),
              order(ControlType.ERASE_USER, "ann", 7),
              event("ann", "e2", 8));
      assertThat(refused(operator)).isEmpty();
    }
  }

  @Test
  void anOrderThatCameAfterALateErasureHoldsAfterIt() throws Exception {
    try (var operator = open()) {
      operator.processWatermark(100);
      send(operator, order(ControlType.ERASE_USER, "ann", 50));
      UserMessage after = order(ControlType.CONSENT_WITHDRAWN, "ann", 60);
      send(operator, after);
      operator.processWatermark(101);
      UserMessage later = order(ControlType.CONSENT_GIVEN, "ann", 61);
      send(operator, later);
      assertThat(operator.extractOutputValues())
          .containsExactly(
              after.at(102), order(ControlType.ERASE_USER, "ann", 50).at(101), later.at(102));
      assertThat(refused(operator)).isEmpty();
    }
  }

  @Test
  void theSameErasureTwiceIsOneBeforeItsTimeAndFindsNothingAfterIt() throws Exception {
    try (var operator = open()) {
      send(operator, event("ann", "e1", 5));
      send(operator, order(ControlType.ERASE_USER, "ann", 7));
      send(operator, order(ControlType.ERASE_USER, "ann", 7));
      operator.processWatermark(10);
      send(operator, order(ControlType.ERASE_USER, "ann", 7));
      operator.processWatermark(20);
      assertThat(operator.getSideOutput(TimelineOperator.ERASURES))
          .extracting(StreamRecord::getValue)
          .containsExactly(
              new ErasurePart("ann", Stage.TIMELINE, 7, 7, 0, Map.of("event_ids", 1L)),
              new ErasurePart("ann", Stage.TIMELINE, 11, 7, 0, Map.of()));
    }
  }

  @Test
  void anErasureIsForgottenInTime() throws Exception {
    try (var operator = open()) {
      send(operator, order(ControlType.ERASE_USER, "ann", 7));
      operator.processWatermark(7 + REFUSED_FOR.toMillis());
      send(operator, event("ann", "e1", 5));
      assertThat(refused(operator)).hasSize(1);
      operator.processWatermark(8 + REFUSED_FOR.toMillis());
      send(operator, event("ann", "e1", 5));
      assertThat(refused(operator)).hasSize(1);
    }
  }

  @Test
  void erasuresAreRememberedByEachSubtaskForItsUsersAfterScaling() throws Exception {
    OperatorSubtaskState whole;
    try (var operator = open()) {
      for (String user : USERS) {
        send(operator, order(ControlType.ERASE_USER, user, 7));
      }
      operator.processWatermark(7);
      assertThat(keyedEntries(operator)).as("no marker by name").isZero();
      whole = operator.snapshot(1, 1);
    }
    for (int part = 0; part < 2; part++) {
      try (var operator = harness(2, part)) {
        operator.restore(whole);
        List<String> users = operator.mine(USERS);
        assertThat(users).as("both parts have users").isNotEmpty();
        for (String user : users) {
          send(operator, event(user, "e1", 7));
          send(operator, event(user, "e2", 8));
        }
        assertThat(refused(operator)).extracting(Refusal::userId).isEqualTo(users);
        assertThat(operator.extractOutputValues())
            .extracting(message -> message.event().eventId())
            .hasSameSizeAs(users)
            .containsOnly("e2");
      }
    }
  }

  @Test
  void anErasureThatWaitsIsNotLostByAFailure() throws Exception {
    OperatorSubtaskState waiting;
    try (var operator = open()) {
      send(operator, event("ann", "e1", 5));
      send(operator, order(ControlType.ERASE_USER, "ann", 7));
      waiting = operator.snapshot(1, 1);
    }
    try (var operator = harness(1, 0)) {
      operator.restore(waiting);
      operator.processWatermark(7);
      assertThat(operator.extractOutputValues())
          .containsExactly(order(ControlType.ERASE_USER, "ann", 7));
      assertThat(keyedEntries(operator)).isZero();
    }
  }

  private static List<Refusal> refused(KeyedHarness<UserMessage, UserMessage> operator) {
    var records = operator.getSideOutput(TimelineOperator.REFUSED);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  /** Of states, not of timers. */
  private static int keyedEntries(KeyedHarness<UserMessage, UserMessage> operator) {
    return operator.numKeyedStateEntries() - operator.numEventTimeTimers();
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
      UserMessage order = order(ControlType.BLOCK_ITEM, "ann", 100);
      send(operator, order);
      assertThat(records(operator)).containsExactly(new StreamRecord<>(order, 100));
    }
  }

  @Test
  void anOrderThatIsLateIsPutRightAfterTheWatermark() throws Exception {
    try (var operator = open()) {
      operator.processWatermark(100);
      UserMessage order = order(ControlType.BLOCK_ITEM, "ann", 100);
      UserMessage erasure = order(ControlType.ERASE_USER, "ann", 100);
      send(operator, order);
      send(operator, erasure);
      operator.processWatermark(101);
      // message and record must agree: the window goes by one, its order by the other
      assertThat(operator.getOutput())
          .containsExactly(
              new Watermark(100),
              new StreamRecord<>(order.at(101), 101),
              new StreamRecord<>(erasure.at(101), 101),
              new Watermark(101));
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
        SimpleOperatorFactory.of(new TimelineOperator(REMEMBERED, REFUSED_FOR, SealSettings.OFF)),
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
