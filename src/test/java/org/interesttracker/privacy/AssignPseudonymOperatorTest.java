package org.interesttracker.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.UserMessage;
import org.interesttracker.job.KeyedHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssignPseudonymOperatorTest {

  private static final Duration KNOWN = Duration.ofDays(90);
  private static final List<String> USERS = List.of("ann", "ben", "cem", "dia", "eva", "fay");

  private final Pseudonyms before = TestKeys.pseudonyms("a");
  private final Pseudonyms rotating = TestKeys.pseudonyms("b", "a");
  private final Pseudonyms after = TestKeys.pseudonyms("b");

  @Test
  void withoutKeysWhatComesGoesOn() throws Exception {
    try (var operator = open(null, 1, 0)) {
      UserMessage message = UserMessage.of(event("a:b", 5));
      operator.processElement(message, 5);
      assertThat(operator.extractOutputStreamRecords())
          .containsExactly(new StreamRecord<>(message, 5));
      assertThat(operator.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void whoIsKnownStaysUnderThePreviousKeyAndWhoIsNewGetsTheCurrentOne() throws Exception {
    OperatorSubtaskState known = known("ann");
    try (var operator = restored(known, 1, 0)) {
      send(operator, rotating, "ann", 5);
      send(operator, rotating, "ben", 6);
      send(operator, rotating, "ben", 7);
      assertThat(users(operator)).containsExactly(a("ann"), b("ben"), b("ben"));
      assertThat(operator.extractOutputValues())
          .allSatisfy(message -> assertThat(message.event().userId()).isEqualTo(message.userId()));
    }
  }

  @Test
  void timesAreLeftAlone() throws Exception {
    try (var operator = restored(known("ann"), 1, 0)) {
      send(operator, rotating, "ann", 5);
      assertThat(operator.extractOutputStreamRecords().get(0).getTimestamp()).isEqualTo(5);
    }
  }

  @Test
  void whenThePreviousKeyIsTakenOutAllAreUnderTheCurrentOne() throws Exception {
    OperatorSubtaskState rotated;
    try (var operator = restored(known("ann"), 1, 0)) {
      send(operator, rotating, "ann", 5);
      send(operator, rotating, "ben", 6);
      rotated = operator.snapshot(0, 0);
    }
    try (var operator = restored(rotated, 1, 0)) {
      send(operator, after, "ann", 7);
      send(operator, after, "ben", 8);
      assertThat(users(operator)).containsExactly(b("ann"), b("ben"));
    }
  }

  @Test
  void anotherRotationBeginsLikeTheFirst() throws Exception {
    OperatorSubtaskState rotated;
    try (var operator = restored(known("ann"), 1, 0)) {
      send(operator, after, "ben", 5);
      rotated = operator.snapshot(0, 0);
    }
    Pseudonyms again = TestKeys.pseudonyms("c", "b");
    try (var operator = restored(rotated, 1, 0)) {
      send(operator, again, "ben", 6);
      send(operator, again, "ann", 7);
      assertThat(users(operator)).containsExactly(b("ben"), again.of("ann").get(0));
    }
  }

  @Test
  void anErasureReachesBothAndWhoWasErasedIsKnownNoMore() throws Exception {
    try (var operator = restored(known("ann"), 1, 0)) {
      order(operator, rotating, ControlType.ERASE_USER, "ann", 5);
      order(operator, rotating, ControlType.ERASE_USER, "ben", 6);
      assertThat(users(operator)).containsExactly(a("ann"), b("ann"), b("ben"), a("ben"));
      assertThat(operator.numKeyedStateEntries()).isZero();

      send(operator, rotating, "ann", 7);
      assertThat(users(operator)).last().isEqualTo(b("ann"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ERASE_USER", "SHOW_INTERESTS", "ACTIVATE_MODEL"})
  void aWishHoldsUnderBothOfWhoIsKnown(ControlType type) throws Exception {
    try (var operator = restored(known("ann"), 1, 0)) {
      order(operator, rotating, type, "ann", 5);
      order(operator, rotating, type, "ben", 6);
      assertThat(users(operator)).containsExactly(a("ann"), b("ann"), b("ben"));
      assertThat(operator.extractOutputValues())
          .allSatisfy(
              message -> assertThat(message.control().userId()).isEqualTo(message.userId()));
    }
  }

  @Test
  void aQuestionIsAnsweredOnce() throws Exception {
    try (var operator = restored(known("ann"), 1, 0)) {
      order(operator, rotating, ControlType.SHOW_INTERESTS, "ann", 5);
      order(operator, rotating, ControlType.SHOW_INTERESTS, "ben", 6);
      assertThat(users(operator)).containsExactly(a("ann"), b("ben"));
    }
  }

  @Test
  void whoIsSilentIsForgottenInTimeAndNotBefore() throws Exception {
    long silent = KNOWN.toMillis();
    try (var operator = restored(known("ann"), 1, 0)) {
      // Not noted anew, since it was noted a moment ago.
      at(operator, silent / 16);
      send(operator, rotating, "ann", 5);
      at(operator, silent / 16 + silent);
      send(operator, rotating, "ann", 6);
      assertThat(users(operator)).containsExactly(a("ann"), a("ann"));

      at(operator, silent / 16 + silent + silent + silent / 8);
      send(operator, rotating, "ann", 7);
      assertThat(users(operator)).last().isEqualTo(b("ann"));
    }
  }

  @Test
  void stateFollowsTheUserToOtherSubtasks() throws Exception {
    OperatorSubtaskState known = known(USERS.toArray(new String[0]));
    List<String> all = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var operator = restored(known, 2, subtask)) {
        List<String> mine = operator.mine(USERS.stream().map(this::a).toList());
        for (String user : USERS.stream().filter(user -> mine.contains(a(user))).toList()) {
          send(operator, rotating, user, 5);
        }
        all.addAll(users(operator));
      }
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(USERS.stream().map(this::a).toList());
  }

  /** What the operator holds when these users were seen under the key before. */
  private OperatorSubtaskState known(String... users) throws Exception {
    try (var operator = open(KeyLocation.of("keys", "env:KEYS"), 1, 0)) {
      at(operator, 0);
      for (String user : users) {
        send(operator, before, user, 1);
      }
      assertThat(users(operator)).isEqualTo(List.of(users).stream().map(this::a).toList());
      return operator.snapshot(0, 0);
    }
  }

  private static KeyedHarness<UserMessage, UserMessage> restored(
      OperatorSubtaskState state, int parallelism, int subtask) throws Exception {
    var operator = harness(KeyLocation.of("keys", "env:KEYS"), parallelism, subtask);
    operator.restore(state);
    at(operator, 0);
    return operator;
  }

  private static KeyedHarness<UserMessage, UserMessage> open(
      KeyLocation keys, int parallelism, int subtask) throws Exception {
    var operator = harness(keys, parallelism, subtask);
    operator.open();
    return operator;
  }

  private static KeyedHarness<UserMessage, UserMessage> harness(
      KeyLocation keys, int parallelism, int subtask) throws Exception {
    return new KeyedHarness<>(
        SimpleOperatorFactory.of(new AssignPseudonymOperator(new PseudonymSettings(keys, KNOWN))),
        keys == null ? UserMessage::userId : AssignPseudonymOperator::route,
        parallelism,
        subtask);
  }

  private static void at(KeyedHarness<?, ?> operator, long millis) throws Exception {
    operator.setProcessingTime(millis);
    operator.setStateTtlProcessingTime(millis);
  }

  private static void send(
      KeyedHarness<UserMessage, UserMessage> operator, Pseudonyms keys, String user, long time)
      throws Exception {
    operator.processElement(UserMessage.of(keys.event(event(user, time))), time);
  }

  private static void order(
      KeyedHarness<UserMessage, UserMessage> operator,
      Pseudonyms keys,
      ControlType type,
      String user,
      long time)
      throws Exception {
    ControlMessage order = new ControlMessage(type, user, null, null, null, time);
    operator.processElement(UserMessage.of(keys.order(order)), time);
  }

  private static List<String> users(KeyedHarness<UserMessage, UserMessage> operator) {
    return operator.extractOutputValues().stream().map(UserMessage::userId).toList();
  }

  private String a(String user) {
    return before.of(user).get(0);
  }

  private String b(String user) {
    return after.of(user).get(0);
  }

  private static Event event(String user, long time) {
    return new Event(
        "e" + time, user, "i", EventType.CLICK, null, null, time, null, null, null, null);
  }
}
