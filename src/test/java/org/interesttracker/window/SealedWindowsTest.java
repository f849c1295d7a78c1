package org.interesttracker.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.job.KeyedHarness;
import org.interesttracker.seal.SealFolder;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.window.WindowSettings.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows of messages that were sealed on their way to them. */
class SealedWindowsTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  @TempDir private Path folder;
  private SealFolder seals;

  @BeforeEach
  void prepare() {
    seals = new SealFolder(folder);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void windowsAreThoseOfPlainMessages(Kind kind) throws Exception {
    assertThat(windows(kind, seals.on())).isNotEmpty().isEqualTo(windows(kind, SealSettings.OFF));
  }

  /** With late ones, which are new in the first sliding window that still takes them. */
  private List<UserWindow> windows(Kind kind, SealSettings settings) throws Exception {
    try (var operator = harness(kind, settings)) {
      operator.open();
      for (UserMessage message :
          sealed(
              settings,
              event("ann", "a", 1),
              event("ann", "b", 7),
              event("ben", "c", 3),
              order("ann", ControlType.BLOCK_ITEM, 8))) {
        operator.processElement(message, message.timestamp());
      }
      operator.processWatermark(new Watermark(11 * MINUTE));
      for (UserMessage message : sealed(settings, event("ann", "late", 4))) {
        operator.processElement(message, message.timestamp());
      }
      operator.processWatermark(new Watermark(60 * MINUTE));
      return operator.extractOutputValues();
    }
  }

  @Test
  void whatWaitsOfAUserWhoseKeyIsGoneIsNotThere() throws Exception {
    OperatorSubtaskState waiting;
    try (var operator = harness(Kind.TUMBLING, seals.on())) {
      operator.open();
      for (UserMessage message :
          sealed(
              seals.on(),
              event("ann", "a", 1),
              event("ben", "b", 1),
              order("ann", ControlType.ERASE_USER, 2),
              event("ann", "c", 3))) {
        operator.processElement(message, message.timestamp());
      }
      waiting = operator.snapshot(1, 1);
    }
    seals.shred("ann", 2 * MINUTE + 1);
    try (var operator = harness(Kind.TUMBLING, seals.on())) {
      operator.initializeState(waiting);
      operator.open();
      operator.processWatermark(new Watermark(60 * MINUTE));
      assertThat(operator.extractOutputValues())
          .anySatisfy(
              window -> {
                assertThat(window.userId()).isEqualTo("ben");
                assertThat(window.messages()).hasSize(1);
              })
          .anySatisfy(
              window -> {
                assertThat(window.userId()).isEqualTo("ann");
                assertThat(window.events()).as("events").isZero();
                assertThat(window.messages())
                    .singleElement()
                    .matches(m -> m.control().type() == ControlType.ERASE_USER);
              })
          .hasSize(2);
    }
  }

  @Test
  void aMessageOfATimeWhoseKeyIsGoneGoesNoFurther() throws Exception {
    seals.keys().create("ann", 0);
    seals.shred("ann", 5 * MINUTE);
    assertThat(sealed(seals.on(), event("ann", "a", 1), event("ann", "b", 6)))
        .singleElement()
        .matches(message -> message.timestamp() == 6 * MINUTE);
  }

  @Test
  void onlyWhoseAndWhenStaysOpen() throws Exception {
    assertThat(sealed(seals.on(), event("ann", "a", 1)))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.userId()).isEqualTo("ann");
              assertThat(message.timestamp()).isEqualTo(MINUTE);
              assertThat(message.event()).isNull();
              assertThat(message.control()).isNull();
              assertThat(new String(message.content().bytes())).doesNotContain("item-of-ann");
            });
  }

  @Test
  void lateEventsComeOutOpen() throws Exception {
    try (var open =
        new KeyedHarness<>(
            SimpleOperatorFactory.of(new StreamFlatMap<>(new OpenMessagesFunction(seals.on()))),
            UserMessage::userId,
            1,
            0)) {
      open.open();
      for (UserMessage message : sealed(seals.on(), event("ann", "a", 1))) {
        open.processElement(new StreamRecord<>(message));
      }
      assertThat(open.extractOutputValues()).containsExactly(event("ann", "a", 1).event());
    }
  }

  private static List<UserMessage> sealed(SealSettings settings, UserMessage... messages)
      throws Exception {
    if (!settings.sealing()) {
      return List.of(messages);
    }
    try (var seal =
        new KeyedHarness<>(
            SimpleOperatorFactory.of(new StreamFlatMap<>(new SealMessagesFunction(settings))),
            UserMessage::userId,
            1,
            0)) {
      seal.open();
      for (UserMessage message : messages) {
        seal.processElement(new StreamRecord<>(message));
      }
      return seal.extractOutputValues();
    }
  }

  @SuppressWarnings("unchecked")
  private static KeyedHarness<UserMessage, UserWindow> harness(Kind kind, SealSettings seals)
      throws Exception {
    var timelines =
        StreamExecutionEnvironment.getExecutionEnvironment()
            .fromData(TypeInformation.of(UserMessage.class), event("ann", "e", 0))
            .keyBy(UserMessage::userId, Types.STRING);
    WindowSettings settings =
        new WindowSettings(
            kind,
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            0,
            Duration.ZERO);
    var window =
        (OneInputTransformation<UserMessage, UserWindow>)
            Windows.of(timelines, settings, seals).getTransformation();
    return new KeyedHarness<>(window.getOperatorFactory(), UserMessage::userId, 1, 0);
  }

  private static UserMessage event(String user, String id, long time) {
    return UserMessage.of(
        new Event(
            id,
            user,
            "item-of-" + user,
            EventType.CLICK,
            null,
            null,
            time * MINUTE,
            null,
            null,
            null,
            null));
  }

  private static UserMessage order(String user, ControlType type, long time) {
    return UserMessage.of(new ControlMessage(type, user, null, "item", null, null, time * MINUTE));
  }
}
