package org.interesttracker.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.job.KeyedHarness;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.window.WindowSettings.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Times are in minutes unless a name says otherwise; an event is named after its time. */
class WindowsTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long AGE = 50;
  private static final List<String> USERS = List.of("ann", "ben", "cem", "dia", "eva", "fay");

  @Test
  void aTumblingWindowComesWhenTheWatermarkReachesItsLastMillisecond() throws Exception {
    try (var operator = open(settings(Kind.TUMBLING, 0, 0, 0))) {
      send(operator, "ann", 4, 0, 9, 10);
      operator.processWatermark(10 * MINUTE - 2);
      assertThat(windows(operator)).isEmpty();
      operator.processWatermark(10 * MINUTE - 1);
      assertThat(windows(operator)).containsExactly("ann 0-10: 3 [0, 4, 9]");
      operator.processWatermark(20 * MINUTE - 1);
      assertThat(windows(operator)).endsWith("ann 10-20: 1 [10]").hasSize(2);
    }
  }

  @Test
  void slidingWindowsCountWhatTheyHoldButHandOnOnlyWhatIsNew() throws Exception {
    try (var operator = open(settings(Kind.SLIDING, 0, 0, 0))) {
      send(operator, "ann", 15, 3);
      operator.processWatermark(30 * MINUTE);
      assertThat(windows(operator))
          // of ten minutes every five: 3 in -5 to 5 and 0 to 10, 15 in 10 to 20 and 15 to 25;
          // 0 to 10 and 15 to 25 have nothing new to say
          .containsExactly("ann -5-5: 1 [3]", "ann 10-20: 1 [15]");
    }
  }

  @Test
  void slidingWindowsThatOverlapCountAnEventInEach() throws Exception {
    try (var operator = open(settings(Kind.SLIDING, 0, 0, 0))) {
      send(operator, "ann", 8, 3);
      operator.processWatermark(30 * MINUTE);
      assertThat(windows(operator)).containsExactly("ann -5-5: 1 [3]", "ann 0-10: 2 [8]");
    }
  }

  @Test
  void aSessionEndsAfterAGapAndAnEventMayJoinTwo() throws Exception {
    try (var operator = open(settings(Kind.SESSION, 0, 0, 0))) {
      // 0 and 15 are two sessions until 8 comes: 0 to 10, 8 to 18, 15 to 25
      send(operator, "ann", 0, 15, 40, 8);
      operator.processWatermark(60 * MINUTE);
      assertThat(windows(operator)).containsExactly("ann 0-25: 3 [0, 8, 15]", "ann 40-50: 1 [40]");
    }
  }

  @Test
  void eventsOfOneTimeComeByIdAndOrdersAfterThem() throws Exception {
    try (var operator = open(settings(Kind.TUMBLING, 0, 0, 0))) {
      send(operator, order("ann", 1));
      send(operator, event("ann", "z", 1));
      send(operator, event("ann", "a", 1));
      send(operator, event("ann", "m", 0));
      operator.processWatermark(10 * MINUTE);
      assertThat(windows(operator)).containsExactly("ann 0-10: 3 [m, a, z, ERASE_USER]");
    }
  }

  @Test
  void anOrderAloneMakesAWindowWithoutEvents() throws Exception {
    try (var operator = open(settings(Kind.SESSION, 0, 0, 0))) {
      send(operator, order("ann", 3));
      operator.processWatermark(60 * MINUTE);
      assertThat(windows(operator)).containsExactly("ann 3-13: 0 [ERASE_USER]");
    }
  }

  @Test
  void anOrderIsNewInOneSlidingWindowOnly() throws Exception {
    try (var operator = open(settings(Kind.SLIDING, 0, 0, 0))) {
      send(operator, order("ann", 3));
      operator.processWatermark(60 * MINUTE);
      assertThat(windows(operator)).containsExactly("ann -5-5: 0 [ERASE_USER]");
    }
  }

  @Test
  void usersAreKeptApart() throws Exception {
    try (var operator = open(settings(Kind.TUMBLING, 0, 2, 0))) {
      send(operator, "ann", 1);
      send(operator, "ben", 2);
      assertThat(windows(operator)).as("one waits for each").isEmpty();
      operator.processWatermark(10 * MINUTE);
      assertThat(windows(operator)).containsExactlyInAnyOrder("ann 0-10: 1 [1]", "ben 0-10: 1 [2]");
    }
  }

  @Test
  void enoughWaitingEventsComeEarly() throws Exception {
    try (var operator = open(settings(Kind.TUMBLING, 0, 2, 0))) {
      send(operator, "ann", 4);
      assertThat(windows(operator)).isEmpty();
      send(operator, "ann", 2);
      assertThat(windows(operator)).containsExactly("ann 0-10: 2 [2, 4]");
      send(operator, "ann", 1);
      assertThat(windows(operator)).as("the count starts anew").hasSize(1);
      operator.processWatermark(10 * MINUTE);
      assertThat(windows(operator)).endsWith("ann 0-10: 1 [1]").hasSize(2);
    }
  }

  @Test
  void aWindowOfWhichAllCameEarlyDoesNotComeAgain() throws Exception {
    try (var operator = open(settings(Kind.TUMBLING, 0, 1, 0))) {
      send(operator, "ann", 4);
      operator.processWatermark(10 * MINUTE);
      assertThat(windows(operator)).containsExactly("ann 0-10: 1 [4]");
    }
  }

  @Test
  void anEventThatHasWaitedLongEnoughBringsTheOthersAlong() throws Exception {
    try (var operator = open(settings(Kind.TUMBLING, 0, 0, AGE))) {
      operator.setProcessingTime(1_000);
      send(operator, "ann", 1);
      operator.setProcessingTime(1_000 + AGE - 1);
      send(operator, "ann", 2);
      assertThat(windows(operator)).isEmpty();
      operator.setProcessingTime(1_000 + AGE);
      assertThat(windows(operator)).containsExactly("ann 0-10: 2 [1, 2]");
      send(operator, "ann", 3);
      operator.setProcessingTime(1_000 + 2 * AGE - 1);
      assertThat(windows(operator)).as("the third has not waited yet").hasSize(1);
      operator.setProcessingTime(1_000 + 2 * AGE);
      assertThat(windows(operator)).endsWith("ann 0-10: 1 [3]").hasSize(2);
    }
  }

  @Test
  void aFiringOnCountStopsTheClock() throws Exception {
    try (var operator = open(settings(Kind.TUMBLING, 0, 2, AGE))) {
      operator.setProcessingTime(1_000);
      send(operator, "ann", 1, 2);
      assertThat(operator.numProcessingTimeTimers()).isZero();
      operator.setProcessingTime(1_020);
      send(operator, "ann", 3);
      operator.setProcessingTime(1_000 + AGE);
      assertThat(windows(operator)).containsExactly("ann 0-10: 2 [1, 2]");
      operator.setProcessingTime(1_020 + AGE);
      assertThat(windows(operator)).endsWith("ann 0-10: 1 [3]").hasSize(2);
    }
  }

  @Test
  void joinedSessionsComeTogetherWhenTheOldestHasWaitedLongEnough() throws Exception {
    try (var operator = open(settings(Kind.SESSION, 0, 0, AGE))) {
      operator.setProcessingTime(1_000);
      send(operator, "ann", 15);
      operator.setProcessingTime(1_010);
      send(operator, "ann", 0);
      operator.setProcessingTime(1_020);
      send(operator, "ann", 8);
      operator.setProcessingTime(1_000 + AGE - 1);
      assertThat(windows(operator)).isEmpty();
      operator.setProcessingTime(1_000 + AGE);
      assertThat(windows(operator)).containsExactly("ann 0-25: 3 [0, 8, 15]");
      operator.setProcessingTime(1_020 + AGE);
      operator.processWatermark(60 * MINUTE);
      assertThat(windows(operator)).hasSize(1);
    }
  }

  @Test
  void joinedSessionsAddUpTheirCounts() throws Exception {
    try (var operator = open(settings(Kind.SESSION, 0, 3, 0))) {
      send(operator, "ann", 0, 15);
      assertThat(windows(operator)).isEmpty();
      send(operator, "ann", 8);
      assertThat(windows(operator)).containsExactly("ann 0-25: 3 [0, 8, 15]");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aUserWithAMillionEventsInOneWindowFillsNoHeap(Kind kind) throws Exception {
    int all = 1_000_000;
    long delivered = 0;
    int most = 0;
    try (var operator = open(settings(kind, 0, 0, 0))) {
      send(operator, "ben", 1);
      for (int i = 0; i < all; i++) {
        send(operator, event("ann", "e" + i, 1));
        if (i % 1_000 == 0) {
          for (UserWindow window : operator.extractOutputValues()) {
            assertThat(window.userId()).isEqualTo("ann");
            delivered += window.messages().size();
            most = Math.max(most, window.messages().size());
          }
          operator.getOutput().clear();
        }
      }
      operator.processWatermark(60 * MINUTE);
      for (UserWindow window : operator.extractOutputValues()) {
        delivered += window.messages().size();
      }
    }
    assertThat(delivered).isEqualTo(all + 1);
    assertThat(most).isBetween(PaneTrigger.MOST_WAITING / 2, 2 * PaneTrigger.MOST_WAITING);
  }

  @Test
  void aLateEventThatIsAllowedComesAtOnceAndAlone() throws Exception {
    try (var operator = open(settings(Kind.TUMBLING, 5, 0, 0))) {
      send(operator, "ann", 1);
      operator.processWatermark(15 * MINUTE - 2);
      send(operator, "ann", 2);
      assertThat(windows(operator)).containsExactly("ann 0-10: 1 [1]", "ann 0-10: 1 [2]");
      assertThat(late(operator)).isEmpty();
    }
  }

  @Test
  void anEventThatIsTooLateGoesToTheSide() throws Exception {
    try (var operator = open(settings(Kind.TUMBLING, 5, 0, 0))) {
      operator.processWatermark(15 * MINUTE - 1);
      send(operator, "ann", 2);
      assertThat(late(operator)).containsExactly("2");
      operator.processWatermark(60 * MINUTE);
      assertThat(windows(operator)).isEmpty();
    }
  }

  @Test
  void aSessionTakesALateEventThatItsGapReaches() throws Exception {
    try (var operator = open(settings(Kind.SESSION, 0, 0, 0))) {
      send(operator, "ann", 25);
      operator.processWatermark(30 * MINUTE);
      // 16 to 26 has passed, but 16 to 35 has not; 5 to 15 reaches nothing
      send(operator, "ann", 16, 5);
      assertThat(late(operator)).containsExactly("5");
      operator.processWatermark(60 * MINUTE);
      assertThat(windows(operator)).containsExactly("ann 16-35: 2 [16, 25]");
    }
  }

  @Test
  void aLateEventIsNewInTheFirstSlidingWindowThatIsStillOpen() throws Exception {
    try (var operator = open(settings(Kind.SLIDING, 0, 0, 0))) {
      operator.processWatermark(6 * MINUTE);
      // -5 to 5 is closed, 0 to 10 is not
      send(operator, "ann", 3);
      operator.processWatermark(60 * MINUTE);
      assertThat(windows(operator)).containsExactly("ann 0-10: 1 [3]");
      assertThat(late(operator)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void nothingIsLostNothingComesTwiceAndCountsAddUp(Kind kind) throws Exception {
    WindowSettings settings = settings(kind, 2, 3, AGE);
    List<String> sent = new ArrayList<>();
    List<String> delivered = new ArrayList<>();
    Map<String, Integer> expected = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    int late;
    Random random = new Random(kind.ordinal());
    try (var operator = open(settings)) {
      for (int i = 0; i < 2_000; i++) {
        long watermark = (i / 10) * MINUTE;
        operator.setProcessingTime(i * AGE / 4);
        operator.processWatermark(watermark);
        // up to 20 minutes behind the watermark, up to 5 before it
        long time = watermark - 20 * MINUTE + random.nextInt(25) * MINUTE;
        String user = USERS.get(random.nextInt(2));
        send(operator, event(user, "e" + i, time / MINUTE));
        sent.add("e" + i);
        openWindows(settings, time, watermark)
            .forEach(start -> expected.merge(user + " " + start, 1, Integer::sum));
      }
      operator.processWatermark(Long.MAX_VALUE);
      for (UserWindow window : operator.extractOutputValues()) {
        window.messages().forEach(message -> delivered.add(message.event().eventId()));
        counts.merge(window.userId() + " " + window.start(), window.events(), Integer::sum);
      }
      assertThat(delivered).doesNotHaveDuplicates().hasSizeGreaterThan(500);
      late = late(operator).size();
      assertThat(late).isPositive();
      delivered.addAll(late(operator));
    }
    assertThat(delivered).containsExactlyInAnyOrderElementsOf(sent);
    switch (kind) {
      case TUMBLING -> assertThat(counts).isEqualTo(expected);
      case SESSION ->
          assertThat(counts.values().stream().mapToInt(Integer::intValue).sum())
              .isEqualTo(sent.size() - late);
      // a firing without news does not come, and its count neither
      case SLIDING ->
          assertThat(counts)
              .allSatisfy((window, count) -> assertThat(count).isBetween(1, expected.get(window)));
      default -> throw new IllegalStateException(kind.toString());
    }
  }

  /** The starts of the fixed windows of a time that still take events. */
  private static LongStream openWindows(WindowSettings settings, long time, long watermark) {
    long size = 10 * MINUTE;
    long slide = settings.kind() == Kind.SLIDING ? 5 * MINUTE : size;
    long last = Math.floorDiv(time, slide) * slide;
    return LongStream.iterate(last, start -> start > time - size, start -> start - slide)
        .filter(start -> start + size - 1 + settings.allowedLateness().toMillis() > watermark);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void nothingIsLeftOfClosedWindows(Kind kind) throws Exception {
    try (var operator = open(settings(kind, 5, 3, AGE))) {
      operator.setProcessingTime(1_000);
      send(operator, "ann", 15, 0, 8, 40);
      send(operator, "ben", 3);
      operator.processWatermark(20 * MINUTE);
      send(operator, "ben", 14);
      assertThat(operator.numKeyedStateEntries()).isPositive();
      operator.processWatermark(100 * MINUTE);
      assertThat(operator.numKeyedStateEntries()).isZero();
      assertThat(operator.numEventTimeTimers()).isZero();
      int before = windows(operator).size();
      operator.setProcessingTime(1_000 + AGE);
      assertThat(operator.numProcessingTimeTimers()).isZero();
      assertThat(windows(operator)).hasSize(before);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void openWindowsGoOnAfterARestore(Kind kind) throws Exception {
    WindowSettings settings = settings(kind, 5, 3, AGE);
    List<String> undisturbed;
    try (var operator = open(settings)) {
      firstHalf(operator, USERS);
      secondHalf(operator, USERS);
      undisturbed = windows(operator);
    }
    List<String> restored = new ArrayList<>();
    OperatorSubtaskState snapshot;
    try (var operator = open(settings)) {
      firstHalf(operator, USERS);
      restored.addAll(windows(operator));
      snapshot = operator.snapshot(1, 1);
    }
    try (var operator = harness(settings, 1, 0)) {
      operator.restore(snapshot);
      secondHalf(operator, USERS);
      restored.addAll(windows(operator));
    }
    assertThat(restored).containsExactlyInAnyOrderElementsOf(undisturbed).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void openWindowsGoOnAfterScalingOut(Kind kind) throws Exception {
    WindowSettings settings = settings(kind, 5, 3, AGE);
    List<String> undisturbed;
    try (var operator = open(settings)) {
      firstHalf(operator, USERS);
      secondHalf(operator, USERS);
      undisturbed = windows(operator);
    }
    List<String> rescaled = new ArrayList<>();
    OperatorSubtaskState whole;
    try (var operator = open(settings)) {
      firstHalf(operator, USERS);
      rescaled.addAll(windows(operator));
      whole = operator.snapshot(1, 1);
    }
    for (int part = 0; part < 2; part++) {
      try (var operator = harness(settings, 2, part)) {
        operator.restore(whole);
        assertThat(operator.mine(USERS)).as("both parts have users").isNotEmpty();
        secondHalf(operator, operator.mine(USERS));
        rescaled.addAll(windows(operator));
      }
    }
    assertThat(rescaled).containsExactlyInAnyOrderElementsOf(undisturbed).isNotEmpty();
  }

  @Test
  void anErasureOvertakesNoWindowThatWaits() throws Exception {
    WindowSettings settings = settings(Kind.TUMBLING, 0, 2, AGE);
    try (var operator = open(settings)) {
      operator.setProcessingTime(1_000);
      send(operator, "ann", 8, 11);
      ControlMessage erasure =
          new ControlMessage(ControlType.ERASE_USER, "ann", null, null, null, 12 * MINUTE);
      send(operator, UserMessage.of(erasure));
      assertThat(windows(operator)).as("though two wait").isEmpty();
      operator.processWatermark(12 * MINUTE);
      assertThat(windows(operator)).containsExactly("ann 0-10: 1 [8]");
      operator.processWatermark(20 * MINUTE);
      assertThat(operator.extractOutputValues().get(1).messages())
          .extracting(UserMessage::control)
          .containsExactly(null, erasure);
      assertThat(operator.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void countAndAgeGoOnAfterARestore() throws Exception {
    WindowSettings settings = settings(Kind.TUMBLING, 0, 2, AGE);
    OperatorSubtaskState snapshot;
    try (var operator = open(settings)) {
      operator.setProcessingTime(1_000);
      send(operator, "ann", 1);
      send(operator, "ben", 1);
      snapshot = operator.snapshot(1, 1);
    }
    try (var operator = harness(settings, 1, 0)) {
      operator.restore(snapshot);
      operator.setProcessingTime(1_000 + AGE - 1);
      assertThat(windows(operator)).isEmpty();
      send(operator, "ann", 2);
      assertThat(windows(operator)).as("the second").containsExactly("ann 0-10: 2 [1, 2]");
      operator.setProcessingTime(1_000 + AGE);
      assertThat(windows(operator)).as("its time").endsWith("ben 0-10: 1 [1]").hasSize(2);
    }
  }

  private static void firstHalf(KeyedHarness<UserMessage, UserWindow> operator, List<String> users)
      throws Exception {
    operator.setProcessingTime(1_000);
    for (String user : users) {
      send(operator, user, 2, 15);
    }
    send(operator, order(users.get(0), 16));
    operator.processWatermark(4 * MINUTE);
  }

  private static void secondHalf(KeyedHarness<UserMessage, UserWindow> operator, List<String> users)
      throws Exception {
    operator.setProcessingTime(1_000 + AGE - 1);
    operator.processWatermark(5 * MINUTE);
    for (String user : users) {
      send(operator, user, 8, 17, 18);
    }
    operator.processWatermark(60 * MINUTE);
  }

  private static WindowSettings settings(Kind kind, long lateness, int earlyCount, long earlyAge) {
    return new WindowSettings(
        kind,
        Duration.ofMinutes(10),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(lateness),
        earlyCount,
        Duration.ofMillis(earlyAge));
  }

  private static KeyedHarness<UserMessage, UserWindow> open(WindowSettings settings)
      throws Exception {
    KeyedHarness<UserMessage, UserWindow> operator = harness(settings, 1, 0);
    operator.open();
    return operator;
  }

  /** The very operator the job gets. */
  @SuppressWarnings("unchecked")
  private static KeyedHarness<UserMessage, UserWindow> harness(
      WindowSettings settings, int parallelism, int subtask) throws Exception {
    KeyedStream<UserMessage, String> timelines =
        StreamExecutionEnvironment.getExecutionEnvironment()
            .fromData(TypeInformation.of(UserMessage.class), event("ann", "e", 0))
            .keyBy(UserMessage::userId, Types.STRING);
    var window =
        (OneInputTransformation<UserMessage, UserWindow>)
            Windows.of(timelines, settings, SealSettings.OFF).getTransformation();
    return new KeyedHarness<>(
        window.getOperatorFactory(), UserMessage::userId, parallelism, subtask);
  }

  private static void send(
      KeyedHarness<UserMessage, UserWindow> operator, String user, long... times) throws Exception {
    for (long time : times) {
      send(operator, event(user, Long.toString(time), time));
    }
  }

  private static void send(KeyedHarness<UserMessage, UserWindow> operator, UserMessage message)
      throws Exception {
    operator.processElement(message, message.timestamp());
  }

  private static UserMessage event(String user, String id, long time) {
    return UserMessage.of(
        new Event(
            id, user, "i", EventType.CLICK, null, null, time * MINUTE, null, null, null, null));
  }

  private static UserMessage order(String user, long time) {
    return UserMessage.of(
        new ControlMessage(ControlType.ERASE_USER, user, null, null, null, time * MINUTE));
  }

  /** Each as {@code user start-end: events [messages]}. */
  private static List<String> windows(KeyedHarness<UserMessage, UserWindow> operator) {
    return operator.extractOutputValues().stream()
        .map(
            window ->
                "%s %d-%d: %d %s"
                    .formatted(
                        window.userId(),
                        window.start() / MINUTE,
                        window.end() / MINUTE,
                        window.events(),
                        window.messages().stream().map(WindowsTest::name).toList()))
        .toList();
  }

  private static List<String> late(KeyedHarness<UserMessage, UserWindow> operator) {
    var late = operator.getSideOutput(Windows.LATE);
    return late == null
        ? List.of()
        : late.stream().map(StreamRecord::getValue).map(WindowsTest::name).toList();
  }

  private static String name(UserMessage message) {
    return message.event() == null
        ? message.control().type().toString()
        : message.event().eventId();
  }
}
