package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Clicks;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.UserMessage;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.TestCounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackInterestOperatorTest {

  private static final int DIMENSION = 8;
  private static final int MAX_PARALLELISM = 16;
  private static final long AGE = 50;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final List<String> USERS = List.of("ann", "ben", "cem", "dia", "eva", "fay");

  @TempDir private Path folder;
  private String model;

  @BeforeEach
  void writeModel() throws Exception {
    model = ModelFixtures.untrained(folder.resolve("model"), DIMENSION, 16, 1).toUri().toString();
  }

  @Test
  void aFullBundleIsFlushed() throws Exception {
    // a window weighs 1 and 1 for each of its messages: the third makes 6
    try (var operator = ready(6)) {
      operator.processElement1(window("ann", 0, "i1"));
      operator.processElement1(window("ben", 0, "i1"));
      assertThat(updates(operator)).isEmpty();
      operator.processElement1(window("ann", 1, "i2"));
      assertThat(updates(operator))
          .extracting(InterestUpdate::userId)
          .containsExactly("ann", "ann", "ben");
    }
  }

  @Test
  void anOldBundleIsFlushed() throws Exception {
    try (var operator = ready(100)) {
      operator.setProcessingTime(1_000);
      operator.processElement1(window("ann", 0, "i1"));
      operator.setProcessingTime(1_000 + AGE - 1);
      assertThat(updates(operator)).isEmpty();
      operator.setProcessingTime(1_000 + AGE);
      assertThat(updates(operator)).hasSize(1);
    }
  }

  @Test
  void aBundleIsFlushedBeforeTheWatermarkGoesOn() throws Exception {
    try (var operator = ready(100)) {
      operator.processElement1(window("ann", 0, "i1"));
      operator.processWatermark1(new Watermark(HOUR));
      assertThat(operator.getOutput())
          .satisfiesExactly(
              update -> assertThat(update).isInstanceOf(StreamRecord.class),
              mark -> assertThat(mark).isEqualTo(new Watermark(HOUR)));
    }
  }

  @Test
  void aBundleIsFlushedBeforeTheBarrierAndAtTheEnd() throws Exception {
    try (var operator = ready(100)) {
      operator.processElement1(window("ann", 0, "i1"));
      operator.prepareSnapshotPreBarrier(1);
      assertThat(updates(operator)).hasSize(1);
      operator.processElement1(window("ann", 1, "i2"));
      operator.getOperator().finish();
      assertThat(updates(operator)).hasSize(2);
    }
  }

  @Test
  void windowsWaitInStateUntilTheCatalogIsRead() throws Exception {
    OperatorSubtaskState snapshot;
    try (var operator = harness(1, 0, 1)) {
      operator.open();
      operator.processElement1(window("ann", 0, "i1"));
      snapshot = operator.snapshot(1, 1);
      assertThat(updates(operator)).isEmpty();
    }
    try (var operator = harness(1, 0, 1)) {
      operator.initializeState(snapshot);
      operator.open();
      catalog(operator);
      assertThat(updates(operator)).isEmpty();
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      assertThat(updates(operator)).singleElement().matches(u -> !u.topics().isEmpty());
      assertThat(operator.numKeyedStateEntries())
          .as("only the user's state is left, and what was counted")
          .isEqualTo(2);
    }
  }

  @Test
  void timeStaysWhereItIsWhileNoEventsCome() throws Exception {
    try (var operator = harness(1, 0, 1)) {
      operator.open();
      operator.processWatermark1(new Watermark(HOUR));
      operator.processWatermarkStatus1(WatermarkStatus.IDLE);
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      assertThat(operator.getOutput()).doesNotContain(Watermark.MAX_WATERMARK);
      operator.processWatermarkStatus1(WatermarkStatus.ACTIVE);
      operator.processWatermark1(new Watermark(2 * HOUR));
      assertThat(operator.getOutput()).endsWith(new Watermark(2 * HOUR));
      operator.processWatermark1(Watermark.MAX_WATERMARK);
      assertThat(operator.getOutput()).endsWith(Watermark.MAX_WATERMARK);
    }
  }

  @Test
  void stateGoesOnAfterARestore() throws Exception {
    List<InterestUpdate> undisturbed = runAll();
    List<InterestUpdate> restored = new ArrayList<>();
    OperatorSubtaskState snapshot;
    try (var operator = ready(1)) {
      firstHalf(operator, USERS);
      restored.addAll(updates(operator));
      snapshot = operator.snapshot(1, 1);
    }
    try (var operator = harness(1, 0, 1)) {
      operator.initializeState(snapshot);
      operator.open();
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      secondHalf(operator, USERS);
      restored.addAll(updates(operator));
    }
    assertSame(restored, undisturbed);
  }

  @Test
  void stateGoesOnAfterScalingOut() throws Exception {
    List<InterestUpdate> undisturbed = runAll();
    OperatorSubtaskState whole;
    List<InterestUpdate> rescaled = new ArrayList<>();
    try (var operator = ready(1)) {
      firstHalf(operator, USERS);
      rescaled.addAll(updates(operator));
      whole = operator.snapshot(1, 1);
    }
    int parts = 2;
    for (int part = 0; part < parts; part++) {
      try (var operator = restored(whole, 1, parts, part)) {
        List<String> users = usersOf(part, parts);
        assertThat(users).as("both parts have users").isNotEmpty();
        secondHalf(operator, users);
        rescaled.addAll(updates(operator));
      }
    }
    assertThat(rescaled).hasSameSizeAs(undisturbed);
    for (String user : USERS) {
      assertSame(of(user, rescaled), of(user, undisturbed));
    }
  }

  @Test
  void nothingIsLeftOfAnErasedUser() throws Exception {
    try (var operator = ready(1)) {
      operator.processElement1(window("ann", 0, "i1", "i2"));
      assertThat(operator.numKeyedStateEntries()).isEqualTo(2);
      ControlMessage erase =
          new ControlMessage(ControlType.ERASE_USER, "ann", null, null, null, HOUR + 1);
      operator.processElement1(
          new StreamRecord<>(
              new UserWindow("ann", HOUR, 2 * HOUR, 0, List.of(UserMessage.of(erase)))));
      assertThat(updates(operator)).last().matches(InterestUpdate::erased);
      assertThat(operator.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void anOrderInTheMiddleOfABundleHoldsForAllThatComesAfterItAndForItsUserAlone() throws Exception {
    try (var operator = ready(100)) {
      operator.processElement1(window("ann", 0, "i1"));
      operator.processElement1(window("ben", 0, "i1"));
      operator.processElement1(block("ann", 1, "i5"));
      operator.processElement1(window("ann", 2, "i2"));
      operator.processElement1(window("ben", 2, "i2"));
      operator.processWatermark1(new Watermark(HOUR));
      assertThat(of("ann", updates(operator)))
          .extracting(TrackInterestOperatorTest::blocked)
          .containsExactly(List.of(), List.of("i5"), List.of("i5"));
      assertThat(of("ben", updates(operator)))
          .extracting(TrackInterestOperatorTest::blocked)
          .containsExactly(List.of(), List.of());
    }
  }

  @Test
  void ordersHoldAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (var operator = ready(1)) {
      operator.processElement1(block("ann", 0, "i5"));
      snapshot = operator.snapshot(1, 1);
    }
    try (var operator = harness(1, 0, 1)) {
      operator.initializeState(snapshot);
      operator.open();
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      operator.processElement1(window("ann", 1, "i1"));
      assertThat(blocked(updates(operator).get(0))).containsExactly("i5");
    }
  }

  @Test
  void ordersHoldAfterScalingOutAndOutAgain() throws Exception {
    OperatorSubtaskState one;
    try (var operator = ready(1)) {
      for (String user : USERS) {
        operator.processElement1(block(user, 0, "of-" + user));
      }
      one = operator.snapshot(1, 1);
    }
    OperatorSubtaskState[] two = new OperatorSubtaskState[2];
    for (int part = 0; part < 2; part++) {
      try (var operator = restored(one, 1, 2, part)) {
        for (String user : usersOf(part, 2)) {
          operator.processElement1(block(user, 1, "again-" + user));
        }
        two[part] = operator.snapshot(2, 2);
      }
    }
    OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(two);
    List<InterestUpdate> updates = new ArrayList<>();
    for (int part = 0; part < 4; part++) {
      try (var operator = restored(both, 2, 4, part)) {
        for (String user : usersOf(part, 4)) {
          operator.processElement1(window(user, 2, "i1"));
        }
        updates.addAll(updates(operator));
      }
    }
    assertThat(updates).hasSameSizeAs(USERS);
    for (InterestUpdate update : updates) {
      assertThat(blocked(update))
          .containsExactly("of-" + update.userId(), "again-" + update.userId());
    }
  }

  @Test
  void aRefusalOutlivesWhatElseIsKeptOfAUserAndARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (var operator = ready(1)) {
      operator.setStateTtlProcessingTime(1_000);
      operator.processElement1(order(ControlType.CONSENT_WITHDRAWN, "ann", 0, null));
      operator.processElement1(block("ben", 0, "i5"));
      assertThat(operator.getSideOutput(TrackInterestOperator.DECISIONS))
          .singleElement()
          .satisfies(
              decision -> {
                assertThat(decision.getTimestamp()).isZero();
                assertThat(decision.getValue().order()).isEqualTo(ControlType.CONSENT_WITHDRAWN);
                assertThat(decision.getValue().after()).isEmpty();
              });
      snapshot = operator.snapshot(1, 1);
    }
    try (var operator = harness(1, 0, 1)) {
      operator.setStateTtlProcessingTime(Duration.ofDays(100).toMillis());
      operator.initializeState(snapshot);
      operator.open();
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      operator.processElement1(window("ann", 1, "i1"));
      operator.processElement1(window("ben", 1, "i1"));
      assertThat(updates(operator))
          .as("ben's order expired")
          .singleElement()
          .matches(update -> update.userId().equals("ben") && update.preferences() == null);
      operator.processElement1(order(ControlType.CONSENT_GIVEN, "ann", 2, null));
      operator.processElement1(window("ann", 3, "i1"));
      assertThat(of("ann", updates(operator))).last().matches(update -> update.events() == 1);
      operator.processElement1(order(ControlType.ERASE_USER, "ann", 4, null));
      operator.processElement1(order(ControlType.ERASE_USER, "ben", 4, null));
      assertThat(operator.numKeyedStateEntries()).as("nothing outlives an erasure").isZero();
    }
  }

  @Test
  void whoAsksIsAnsweredApartFromUpdates() throws Exception {
    try (var operator = ready(1)) {
      operator.processElement1(window("ann", 0, "i1"));
      operator.processElement1(order(ControlType.SHOW_INTERESTS, "ann", 1, null));
      assertThat(updates(operator)).hasSize(1);
      assertThat(operator.getSideOutput(TrackInterestOperator.PROFILES))
          .singleElement()
          .satisfies(
              answer -> {
                assertThat(answer.getTimestamp()).isEqualTo(HOUR);
                assertThat(answer.getValue().userId()).isEqualTo("ann");
                assertThat(answer.getValue().topics()).hasSize(1);
              });
    }
  }

  private Harness restored(OperatorSubtaskState state, int before, int parts, int part)
      throws Exception {
    Harness operator = harness(parts, part, 1);
    operator.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            state, MAX_PARALLELISM, before, parts, part));
    operator.open();
    operator.processWatermark2(Watermark.MAX_WATERMARK);
    return operator;
  }

  private static List<String> usersOf(int part, int parts) {
    return USERS.stream()
        .filter(
            user ->
                part
                    == KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        user, MAX_PARALLELISM, parts))
        .toList();
  }

  private static List<String> blocked(InterestUpdate update) {
    return update.preferences() == null ? List.of() : update.preferences().blockedItems();
  }

  private static StreamRecord<UserWindow> block(String user, int n, String item) {
    return order(ControlType.BLOCK_ITEM, user, n, item);
  }

  private static StreamRecord<UserWindow> order(ControlType type, String user, int n, String item) {
    ControlMessage order = new ControlMessage(type, user, null, item, null, null, n * HOUR);
    return new StreamRecord<>(
        new UserWindow(user, n * HOUR, (n + 1) * HOUR, 0, List.of(UserMessage.of(order))));
  }

  @Test
  void itemsSeenTogetherAreCounted() throws Exception {
    try (var operator = ready(1)) {
      operator.processElement1(window("ann", 0, "i1", "i2"));
      assertThat(operator.getSideOutput(TrackInterestOperator.COUNTS))
          .extracting(StreamRecord::getValue)
          .extracting(CountDelta::itemId)
          .containsExactly("i1", "i2");
    }
  }

  @Test
  void anActivatedModelTakesOverAndItsSuccessorStartsWithIt() throws Exception {
    Path other = ModelFixtures.untrained(folder.resolve("other"), DIMENSION, 16, 2);
    OperatorSubtaskState snapshot;
    String first;
    try (var operator = ready(1)) {
      operator.processElement1(window("ann", 0, "i1"));
      first = updates(operator).get(0).modelVersion();
      activate(operator, other.toUri().toString());
      operator.processElement1(window("ann", 1, "i2"));
      assertThat(updates(operator).get(1).modelVersion()).isNotEqualTo(first);
      snapshot = operator.snapshot(1, 1);
    }
    try (var operator = harness(1, 0, 1)) {
      operator.initializeState(snapshot);
      operator.open();
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      operator.processElement1(window("ann", 2, "i3"));
      assertThat(updates(operator).get(0).modelVersion()).isNotEqualTo(first);
    }
  }

  @Test
  void aModelThatIsNotThereIsRefusedAndTheOldOneStays() throws Exception {
    try (var operator = ready(1)) {
      operator.processElement1(window("ann", 0, "i1"));
      activate(operator, folder.resolve("nowhere").toUri().toString());
      operator.processElement1(window("ann", 1, "i2"));
      assertThat(updates(operator).get(1).modelVersion())
          .isEqualTo(updates(operator).get(0).modelVersion());
    }
  }

  @Test
  void theStateOfAUserWithManyEventsIsBounded() throws Exception {
    String[] items = new String[4_000];
    for (int i = 0; i < items.length; i++) {
      items[i] = "i" + i % 10;
    }
    try (var operator = ready(1)) {
      long early = 0;
      for (int window = 0; window < 50; window++) {
        operator.processElement1(window("ann", window * 2, items));
        operator.getOutput().clear();
        operator.getSideOutput(TrackInterestOperator.COUNTS).clear();
        if (window == 9) {
          early = operator.snapshot(1, 1).getStateSize();
        }
      }
      assertThat(operator.snapshot(2, 2).getStateSize()).isLessThan(2 * early);
      assertThat(operator.numKeyedStateEntries()).isEqualTo(2);
    }
  }

  /** From 1970 to the last millisecond that is read. */
  @Test
  void timesFarApartGiveNumbers() throws Exception {
    try (var operator = ready(1)) {
      for (int hour : new int[] {0, 500_000, 70_000_000, 1}) {
        operator.processElement1(window("ann", hour, "i1", "i2"));
      }
      assertThat(updates(operator))
          .hasSize(4)
          .allSatisfy(
              update -> {
                for (float value : update.vector()) {
                  assertThat(value).isFinite();
                }
                assertThat(update.topics().toString()).doesNotContain("NaN", "Infinity");
              });
    }
  }

  private static void activate(Harness operator, String location) throws Exception {
    operator.processElement2(
        new StreamRecord<>(
            Broadcast.of(
                new ControlMessage(ControlType.ACTIVATE_MODEL, null, null, location, null, 1))));
  }

  private List<InterestUpdate> runAll() throws Exception {
    try (var operator = ready(1)) {
      firstHalf(operator, USERS);
      secondHalf(operator, USERS);
      return updates(operator);
    }
  }

  private static void firstHalf(Harness operator, List<String> users) throws Exception {
    for (String user : users) {
      operator.processElement1(window(user, 0, "i" + user.length(), "i" + user.charAt(0) % 10));
    }
  }

  private static void secondHalf(Harness operator, List<String> users) throws Exception {
    for (String user : users) {
      operator.processElement1(window(user, 1, "i" + user.charAt(1) % 10));
    }
  }

  private static List<InterestUpdate> of(String user, List<InterestUpdate> updates) {
    return updates.stream().filter(update -> update.userId().equals(user)).toList();
  }

  private static void assertSame(List<InterestUpdate> actual, List<InterestUpdate> expected) {
    assertThat(actual).hasSameSizeAs(expected).isNotEmpty();
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i))
          .usingRecursiveComparison()
          .ignoringFields("vector", "interestDrift")
          .isEqualTo(expected.get(i));
      assertThat(actual.get(i).vector()).containsExactly(expected.get(i).vector(), within(1e-6f));
    }
  }

  /** A harness that has read its catalog. */
  private Harness ready(int bundle) throws Exception {
    Harness operator = harness(1, 0, bundle);
    operator.open();
    catalog(operator);
    operator.processWatermark2(Watermark.MAX_WATERMARK);
    return operator;
  }

  static void catalog(Harness operator) throws Exception {
    for (int i = 0; i < 10; i++) {
      float[] vector = new float[DIMENSION];
      vector[i % DIMENSION] = 1;
      operator.processElement2(
          new StreamRecord<>(
              Broadcast.of(
                  new CatalogItem("i" + i, "t", null, List.of("topic" + i % 3), vector, "en", 0))));
    }
  }

  private Harness harness(int parallelism, int subtask, int bundle) throws Exception {
    return new Harness(
        new TrackInterestOperator(
            new InterestSettings(
                new EventWeights(Map.of(), 2.5),
                24 * HOUR,
                0.9,
                0.5,
                10,
                50,
                20,
                256,
                100,
                TestCounts.weighted()),
            new BundleSettings(bundle, AGE),
            4,
            model,
            Duration.ofDays(1),
            SealSettings.OFF,
            false),
        parallelism,
        subtask);
  }

  private static StreamRecord<UserWindow> window(String user, int n, String... items) {
    List<UserMessage> messages = new ArrayList<>();
    for (String item : items) {
      long time = n * HOUR + messages.size() * 1_000L;
      messages.add(UserMessage.of(Clicks.of(user + time, user, item, time)));
    }
    return new StreamRecord<>(
        new UserWindow(user, n * HOUR, (n + 1) * HOUR, messages.size(), messages));
  }

  private static List<InterestUpdate> updates(Harness operator) {
    return operator.extractOutputValues();
  }

  /** The operator as the job runs it: keyed on the first input, the second broadcast. */
  static final class Harness
      extends KeyedTwoInputStreamOperatorTestHarness<
          String, UserWindow, Broadcast, InterestUpdate> {
    Harness(TrackInterestOperator operator, int parallelism, int subtask) throws Exception {
      super(
          operator, UserWindow::userId, null, Types.STRING, MAX_PARALLELISM, parallelism, subtask);
    }

    /** Without a checked exception, as try-with-resources wants it. */
    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException("The harness could not be closed", e);
      }
    }
  }
}
