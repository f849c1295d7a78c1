package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.interesttracker.job.KeyedHarness;
import org.interesttracker.seal.SealFolder;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.UserKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys that are issued before the timeline, and the event ids that it seals by them. */
class SealedTimelineTest {

  @TempDir private Path folder;
  private SealFolder seals;

  @BeforeEach
  void prepare() {
    seals = new SealFolder(folder);
  }

  @Test
  void aUserHasAKeyBeforeAnythingElse() throws Exception {
    try (var operator = issuing()) {
      operator.open();
      send(operator, event("e1", 100));
      send(operator, event("e2", 200));
      assertThat(seals.keys().find("ann")).extracting(UserKey::since).containsExactly(0L);
      assertThat(operator.extractOutputValues()).hasSize(2);
    }
  }

  @Test
  void anErasureStartsAnotherKeyWhereTheTimelinePutsIt() throws Exception {
    try (var operator = issuing()) {
      operator.open();
      send(operator, event("e1", 100));
      send(operator, erase(500));
      send(operator, erase(500));
      operator.processWatermark(new Watermark(900));
      send(operator, erase(700));
      assertThat(seals.keys().find("ann"))
          .extracting(UserKey::since)
          .as("after its time, or after the watermark where that is later")
          .containsExactly(0L, 501L, 902L);
    }
  }

  @Test
  void repeatsAreDroppedThoughNoIdIsInState() throws Exception {
    OperatorSubtaskState state;
    try (var operator = timeline(seals.on())) {
      operator.open();
      send(operator, event("id-of-event", 100));
      send(operator, event("id-of-event", 100));
      assertThat(operator.extractOutputValues()).hasSize(1);
      state = operator.snapshot(1, 1);
    }
    assertThat(contents(state)).contains("ann").doesNotContain("id-of-event");
    try (var operator = timeline(seals.on())) {
      operator.initializeState(state);
      operator.open();
      send(operator, event("id-of-event", 100));
      send(operator, event("another", 100));
      assertThat(operator.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void repeatsAreDroppedAcrossASwitch() throws Exception {
    OperatorSubtaskState plain;
    try (var operator = timeline(SealSettings.OFF)) {
      operator.open();
      send(operator, event("a", 100));
      plain = operator.snapshot(1, 1);
    }
    assertThat(contents(plain)).contains("ann");
    OperatorSubtaskState both;
    try (var operator = timeline(seals.on())) {
      operator.initializeState(plain);
      operator.open();
      send(operator, event("a", 100));
      send(operator, event("b", 100));
      assertThat(operator.extractOutputValues()).hasSize(1);
      both = operator.snapshot(1, 1);
    }
    try (var operator = timeline(seals.off())) {
      operator.initializeState(both);
      operator.open();
      send(operator, event("a", 100));
      send(operator, event("b", 100));
      assertThat(operator.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void anErasureForgetsSealedIdsOfBeforeItAlone() throws Exception {
    try (var operator = timeline(seals.on())) {
      operator.open();
      send(operator, event("a", 100));
      send(operator, event("b", 100));
      send(operator, event("ahead", 900));
      send(operator, erase(500));
      operator.processWatermark(new Watermark(600));
      assertThat(operator.getSideOutput(TimelineOperator.ERASURES))
          .singleElement()
          .satisfies(part -> assertThat(part.getValue().removed()).containsEntry("event_ids", 2L));
    }
  }

  private KeyedHarness<UserMessage, UserMessage> issuing() throws Exception {
    return new KeyedHarness<>(
        SimpleOperatorFactory.of(new IssueKeysOperator(seals.on())), UserMessage::userId, 1, 0);
  }

  private static KeyedHarness<UserMessage, UserMessage> timeline(SealSettings settings)
      throws Exception {
    return new KeyedHarness<>(
        SimpleOperatorFactory.of(
            new TimelineOperator(Duration.ofDays(1), Duration.ofDays(1), settings)),
        UserMessage::userId,
        1,
        0);
  }

  private static void send(KeyedHarness<UserMessage, UserMessage> operator, UserMessage message)
      throws Exception {
    operator.processElement(message, message.timestamp());
  }

  private static UserMessage event(String id, long time) {
    return UserMessage.of(
        new Event(id, "ann", "i", EventType.CLICK, null, null, time, null, null, null, null));
  }

  private static UserMessage erase(long time) {
    return UserMessage.of(
        new ControlMessage(ControlType.ERASE_USER, "ann", null, null, null, time));
  }

  private static String contents(OperatorSubtaskState state) throws Exception {
    List<KeyGroupsStateHandle> handles =
        state.getManagedKeyedState().stream().map(KeyGroupsStateHandle.class::cast).toList();
    StringBuilder contents = new StringBuilder();
    for (KeyGroupsStateHandle handle : handles) {
      try (var in = handle.openInputStream()) {
        contents.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return contents.toString();
  }
}
