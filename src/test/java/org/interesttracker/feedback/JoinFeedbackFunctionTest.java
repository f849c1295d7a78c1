package org.interesttracker.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.interesttracker.event.Consent;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.ErasurePart.Stage;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.TimelineOperator;
import org.interesttracker.event.UserMessage;
import org.interesttracker.feedback.ListFeedback.ItemFeedback;
import org.interesttracker.recommend.Basis;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.recommend.Recommendation.Reason;
import org.interesttracker.recommend.Recommendation.RecommendedItem;
import org.interesttracker.seal.SealSettings;
import org.junit.jupiter.api.Test;

class JoinFeedbackFunctionTest {

  static final long WITHIN = 1_000;
  private static final int MAX_PARALLELISM = 16;
  private static final List<String> USERS = List.of("ann", "ben", "cem", "dia", "eva", "fay");

  /** The window of a list ends so long after the time of the list. */
  private static final long REST = 10;

  @Test
  void aListIsToldOfWhenItTakesNoMoreFeedback() throws Exception {
    try (var join = open()) {
      join.list(list("ann", "r", 90));
      join.feedback("ann", EventType.SHOWN, "r", null, 110);
      join.feedback("ann", EventType.CLICK, "r", "b", 120);
      join.feedback("ann", EventType.PURCHASE, "r", "b", 130);
      join.feedback("ann", EventType.DISLIKE, "r", "c", 140);
      join.time(100 + WITHIN - 1);
      assertThat(join.told()).isEmpty();
      join.time(100 + WITHIN);
      ListFeedback told = join.told().get(0);
      assertThat(told.timestamp()).isEqualTo(90);
      assertThat(told.models()).containsExactly("item-cf", "lstm", "tf-idf");
      assertThat(told.shown())
          .usingRecursiveComparison()
          .isEqualTo(
              List.of(
                  new ItemFeedback(1, false, 0.9, false, false, false, new float[0]),
                  // what tf-idf holds against it has no part in it
                  new ItemFeedback(2, true, 0.1, true, true, false, new float[] {.25f, .75f, 0}),
                  new ItemFeedback(3, false, 0.9, false, false, true, new float[0])));
      join.assertNothingIsLeft();
    }
  }

  @Test
  void feedbackThatIsHereBeforeItsListWaitsForIt() throws Exception {
    try (var join = open()) {
      join.feedback("ann", EventType.SHOWN, "r", "a", 50);
      join.feedback("ann", EventType.VIEW, "r", "a", 60);
      join.time(80);
      join.list(list("ann", "r", 90));
      join.feedback("ann", EventType.SHOWN, "r", "b", 100);
      join.time(100 + WITHIN);
      assertThat(places(join.told().get(0))).isEqualTo(Map.of(1, true, 2, false));
      join.assertNothingIsLeft();
      assertThat(join.function.joined.getCount()).isEqualTo(3);
      assertThat(join.function.withoutList.getCount()).isZero();
    }
  }

  @Test
  void feedbackWaitsNoLongerForItsListThanTheBound() throws Exception {
    try (var join = open()) {
      join.feedback("ann", EventType.SHOWN, "r", "a", 50);
      join.feedback("ann", EventType.CLICK, "r", "a", 51);
      join.time(50 + WITHIN);
      assertThat(join.function.withoutList.getCount()).isEqualTo(1);
      join.time(51 + WITHIN);
      assertThat(join.function.withoutList.getCount()).isEqualTo(2);
      join.assertNothingIsLeft();
    }
  }

  @Test
  void feedbackAfterTheBoundIsCountedAndChangesNothing() throws Exception {
    try (var join = open()) {
      join.list(list("ann", "r", 90));
      join.feedback("ann", EventType.SHOWN, "r", "a", 100 + WITHIN);
      join.feedback("ann", EventType.CLICK, "r", "a", 101 + WITHIN);
      join.time(100 + WITHIN);
      assertThat(places(join.told().get(0))).isEqualTo(Map.of(1, false));
      join.feedback("ann", EventType.CLICK, "r", "a", 99);
      join.time(101 + 2 * WITHIN);
      assertThat(join.told()).hasSize(1);
      assertThat(join.function.withoutList.getCount()).isEqualTo(2);
      join.assertNothingIsLeft();
    }
  }

  @Test
  void aListThatComesLateTakesNoFeedbackFromBeyondItsBound() throws Exception {
    try (var join = open()) {
      join.feedback("ann", EventType.SHOWN, "r", "a", 100);
      join.feedback("ann", EventType.CLICK, "r", "a", 101 + WITHIN);
      join.time(101 + WITHIN);
      join.feedback("ann", EventType.SHOWN, "r", "a", 100 + WITHIN);
      join.list(list("ann", "r", 90));
      join.time(102 + WITHIN);
      assertThat(places(join.told().get(0))).isEqualTo(Map.of(1, false));
      join.time(101 + 2 * WITHIN);
      join.assertNothingIsLeft();
    }
  }

  @Test
  void aRepeatChangesNothing() throws Exception {
    try (var join = open()) {
      join.list(list("ann", "r", 90));
      for (long time = 100; time < 105; time++) {
        join.feedback("ann", EventType.SHOWN, "r", "a", time);
        join.feedback("ann", EventType.CLICK, "r", "a", time);
      }
      join.time(100 + WITHIN);
      assertThat(places(join.told().get(0))).isEqualTo(Map.of(1, true));
    }
  }

  @Test
  void anItemThatIsNotInTheListIsCountedAndChangesNothing() throws Exception {
    try (var join = open()) {
      join.list(list("ann", "r", 90));
      join.feedback("ann", EventType.SHOWN, "r", "a", 100);
      join.feedback("ann", EventType.CLICK, "r", "z", 100);
      join.time(100 + WITHIN);
      assertThat(places(join.told().get(0))).isEqualTo(Map.of(1, false));
      assertThat(join.function.notListed.getCount()).isEqualTo(1);
    }
  }

  @Test
  void feedbackOnAnotherUsersListFindsNone() throws Exception {
    try (var join = open()) {
      join.list(list("ann", "r", 90));
      join.feedback("ann", EventType.SHOWN, "r", "a", 100);
      join.feedback("ben", EventType.CLICK, "r", "a", 100);
      join.time(100 + WITHIN);
      assertThat(places(join.told().get(0))).isEqualTo(Map.of(1, false));
      assertThat(join.function.withoutList.getCount()).isEqualTo(1);
      join.assertNothingIsLeft();
    }
  }

  @Test
  void whatNoEventSaysWasShownIsCountedAndInNoFigure() throws Exception {
    try (var join = open()) {
      join.list(list("ann", "r", 90));
      join.list(list("ann", "s", 90));
      join.feedback("ann", EventType.SHOWN, "r", "a", 100);
      join.feedback("ann", EventType.CLICK, "r", "b", 100);
      join.feedback("ann", EventType.CLICK, "s", "b", 100);
      join.time(100 + WITHIN);
      assertThat(join.told()).hasSize(1);
      assertThat(places(join.told().get(0))).isEqualTo(Map.of(1, false));
      assertThat(join.function.notShown.getCount()).isEqualTo(2);
    }
  }

  @Test
  void eventsWithoutAListAndSearchesAreNoFeedback() {
    assertThat(FeedbackMessage.of(message("ann", EventType.CLICK, null, "a", 1))).isEmpty();
    assertThat(FeedbackMessage.of(message("ann", EventType.SEARCH, "r", "a", 1))).isEmpty();
    assertThat(
            FeedbackMessage.of(
                UserMessage.of(
                    new ControlMessage(ControlType.FORGET_TOPIC, "ann", "t", null, null, 1))))
        .isEmpty();
  }

  @Test
  void consentHoldsFromItsPlaceInEventTimeHoweverEarlyItComes() throws Exception {
    try (var join = open()) {
      join.order("ann", ControlType.CONSENT_WITHDRAWN, 200);
      join.order("ann", ControlType.CONSENT_GIVEN, 300);
      join.list(list("ann", "r", 90));
      join.feedback("ann", EventType.SHOWN, "r", null, 100);
      join.feedback("ann", EventType.CLICK, "r", "c", 300);
      join.feedback("ann", EventType.CLICK, "r", "b", 250);
      join.feedback("ann", EventType.CLICK, "r", "a", 200);
      join.feedback("ann", EventType.SKIP, "r", "b", 301);
      join.time(400);
      join.time(100 + WITHIN);
      // an order holds from after the events of its time, as in the windows
      assertThat(places(join.told().get(0))).isEqualTo(Map.of(1, true, 2, false, 3, false));
      assertThat(join.told().get(0).shown().get(1).skipped()).isTrue();
      join.assertNothingButConsentIsLeft(1);
    }
  }

  @Test
  void feedbackCountsWhereItMayBeLearnedOfWhateverElseIsAllowed() throws Exception {
    try (var join = open()) {
      join.consent("ann", Map.of(Purpose.LEARN, false), 150);
      join.consent("ben", Map.of(Purpose.RECOMMEND, false, Purpose.PUBLISH, false), 150);
      join.consent("cid", Map.of(Purpose.PROFILE, false), 150);
      for (String user : List.of("ann", "ben", "cid")) {
        join.list(list(user, "r", 90));
        join.feedback(user, EventType.SHOWN, "r", null, 100);
        join.feedback(user, EventType.CLICK, "r", "a", 160);
      }
      join.time(400);
      // late, from before the withdrawal, and from after it
      join.feedback("ann", EventType.CLICK, "r", "b", 140);
      join.feedback("ann", EventType.CLICK, "r", "c", 170);
      join.time(100 + WITHIN);
      assertThat(join.told())
          .extracting(JoinFeedbackFunctionTest::places)
          .containsExactlyInAnyOrder(
              Map.of(1, false, 2, true, 3, false),
              Map.of(1, true, 2, false, 3, false),
              Map.of(1, false, 2, false, 3, false));
    }
  }

  @Test
  void whereNothingWasSaidTheDefaultHoldsAlsoAfterARestore() throws Exception {
    OperatorSubtaskState state;
    try (var join = closed(1, 0, Consent.NONE)) {
      join.open();
      join.consent("ann", Map.of(Purpose.PROFILE, true, Purpose.LEARN, true), 50);
      join.time(60);
      state = join.snapshot(1, 1);
    }
    try (var join = closed(1, 0, Consent.NONE)) {
      join.initializeState(state);
      join.open();
      for (String user : List.of("ann", "ben")) {
        join.list(list(user, "r", 90));
        join.feedback(user, EventType.SHOWN, "r", null, 100);
      }
      join.time(100 + WITHIN);
      assertThat(join.told()).hasSize(1);
    }
  }

  @Test
  void aWithdrawalThatWaitedInStateOfAnOlderVersionHolds() throws Exception {
    try (var join = open()) {
      FeedbackMessage old =
          new FeedbackMessage("ann", 95, null, null, null, ControlType.CONSENT_WITHDRAWN);
      join.processElement1(new StreamRecord<>(old, 95));
      join.list(list("ann", "r", 90));
      join.feedback("ann", EventType.SHOWN, "r", null, 100);
      join.time(100 + WITHIN);
      assertThat(join.told()).isEmpty();
    }
  }

  @Test
  void thatAListIsTakenBackEndsNoFeedbackOnThoseBefore() throws Exception {
    try (var join = open()) {
      join.list(list("ann", "r", 90));
      join.list(
          new Recommendation(
              "ann", null, List.of(), null, null, null, 0, null, 100, 95, false, true));
      join.feedback("ann", EventType.SHOWN, "r", null, 100);
      join.time(100 + WITHIN);
      assertThat(join.told()).hasSize(1);
      join.assertNothingIsLeft();
    }
  }

  @Test
  void thatConsentIsWithdrawnIsAllThatStays() throws Exception {
    try (var join = open()) {
      join.order("ann", ControlType.CONSENT_WITHDRAWN, 50);
      join.list(list("ann", "r", 90));
      join.feedback("ann", EventType.SHOWN, "r", null, 100);
      join.time(100 + WITHIN);
      assertThat(join.told()).isEmpty();
      assertThat(join.numKeyedStateEntries()).isEqualTo(1);
      join.order("ann", ControlType.ERASE_USER, 200 + WITHIN);
      join.time(200 + WITHIN);
      join.assertNothingIsLeft();
    }
  }

  @Test
  void anErasureLeavesNothingOfTheUser() throws Exception {
    try (var join = open()) {
      join.list(list("ann", "r", 90));
      join.feedback("ann", EventType.SHOWN, "r", null, 100);
      join.feedback("ann", EventType.CLICK, "early", "a", 100);
      join.time(150);
      join.order("ann", ControlType.ERASE_USER, 200);
      join.feedback("ann", EventType.CLICK, "r", "a", 180);
      join.list(erased("ann", 200));
      assertThat(join.numKeyedStateEntries()).as("the order itself, which waits").isEqualTo(1);
      assertThat(join.getSideOutput(TimelineOperator.ERASURES))
          .extracting(StreamRecord::getValue)
          .containsExactly(
              ErasurePart.of(
                  "ann", Stage.FEEDBACK, 200, Map.of("open_lists", 1L, "waiting_feedback", 1L)));
      join.feedback("ann", EventType.CLICK, "new", "b", 300);
      join.list(list("ann", "new", 350));
      join.feedback("ann", EventType.SHOWN, "new", "b", 400);
      join.feedback("ann", EventType.SHOWN, "r", "a", 400);
      join.time(400 + 2 * WITHIN);
      assertThat(join.told()).hasSize(1);
      assertThat(places(join.told().get(0))).isEqualTo(Map.of(2, true));
      join.assertNothingIsLeft();
    }
  }

  @Test
  void anErasureLeavesOtherUsersAlone() throws Exception {
    try (var join = open()) {
      join.list(list("ben", "s", 90));
      join.feedback("ben", EventType.SHOWN, "s", "a", 100);
      join.order("ann", ControlType.ERASE_USER, 200);
      join.list(erased("ann", 200));
      join.time(100 + WITHIN);
      assertThat(places(join.told().get(0))).isEqualTo(Map.of(1, false));
      join.assertNothingIsLeft();
    }
  }

  @Test
  void allIsToldAtTheEndOfTheInput() throws Exception {
    try (var join = open()) {
      join.list(list("ann", "r", 90));
      join.feedback("ann", EventType.SHOWN, "r", "a", 100);
      join.feedback("ann", EventType.SHOWN, "never", "a", 100);
      join.time(Watermark.MAX_WATERMARK.getTimestamp());
      assertThat(join.told()).hasSize(1);
      join.assertNothingIsLeft();
    }
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() throws Exception {
    List<ListFeedback> expected = run(script("ann"), 0);
    assertThat(expected).hasSize(2);
    for (int seed = 1; seed <= 20; seed++) {
      List<Step> shuffled = new ArrayList<>(script("ann"));
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(run(shuffled, 0)).usingRecursiveComparison().isEqualTo(expected);
    }
  }

  private List<ListFeedback> run(List<Step> steps, long before) throws Exception {
    try (var join = open()) {
      join.time(before);
      for (Step step : steps) {
        step.take(join);
      }
      join.time(10 * WITHIN);
      join.assertNothingButConsentIsLeft(1);
      return join.told();
    }
  }

  @Test
  void whatIsToldIsTheSameAfterARestoreAtAnyPoint() throws Exception {
    List<ListFeedback> expected = run(script("ann"), 0);
    List<Step> steps = script("ann");
    for (int at = 0; at <= steps.size(); at++) {
      OperatorSubtaskState state;
      try (var join = open()) {
        join.time(95);
        for (Step step : steps.subList(0, at)) {
          step.take(join);
        }
        state = join.snapshot(1, 1);
      }
      try (var join = closed(1, 0)) {
        join.initializeState(state);
        join.open();
        for (Step step : steps.subList(at, steps.size())) {
          step.take(join);
        }
        join.time(10 * WITHIN);
        join.assertNothingButConsentIsLeft(1);
        assertThat(join.told()).usingRecursiveComparison().isEqualTo(expected);
      }
    }
  }

  @Test
  void whatIsToldIsTheSameAfterScalingOut() throws Exception {
    Map<String, List<ListFeedback>> expected = new TreeMap<>();
    Map<String, List<ListFeedback>> rescaled = new TreeMap<>();
    OperatorSubtaskState state;
    try (var join = open()) {
      for (String user : USERS) {
        expected.put(user, run(script(user), 0));
        for (Step step : script(user).subList(0, 5)) {
          step.take(join);
        }
      }
      state = join.snapshot(1, 1);
    }
    for (int part = 0; part < 2; part++) {
      for (String user : USERS) {
        if (part == KeyGroupRangeAssignment.assignKeyToParallelOperator(user, MAX_PARALLELISM, 2)) {
          try (var join = closed(2, part)) {
            join.initializeState(
                AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    state, MAX_PARALLELISM, 1, 2, part));
            join.open();
            List<Step> steps = script(user);
            for (Step step : steps.subList(5, steps.size())) {
              step.take(join);
            }
            join.time(10 * WITHIN);
            rescaled.put(user, join.toldOf(USERS.indexOf(user)));
          }
        }
      }
    }
    assertThat(rescaled).usingRecursiveComparison().isEqualTo(expected);
  }

  /** Two lists of a user and all kinds of feedback; the time of the lists names the user. */
  private static List<Step> script(String user) {
    long time = 100 + USERS.indexOf(user);
    return List.of(
        join -> join.feedback(user, EventType.CLICK, "r", "a", time + 50),
        join -> join.list(list(user, "r", time)),
        join -> join.feedback(user, EventType.SHOWN, "r", null, time + 20),
        join -> join.feedback(user, EventType.SHARE, "s", "c", time + 300),
        join -> join.order(user, ControlType.CONSENT_WITHDRAWN, time + 100),
        join -> join.feedback(user, EventType.CLICK, "r", "b", time + 101),
        join -> join.order(user, ControlType.CONSENT_GIVEN, time + 200),
        join -> join.list(list(user, "s", time + 250)),
        join -> join.feedback(user, EventType.SHOWN, "s", "c", time + 290),
        join -> join.feedback(user, EventType.SKIP, "r", "c", time + 280));
  }

  private interface Step {
    void take(Harness join) throws Exception;
  }

  /** The places shown, and whether they were clicked. */
  private static Map<Integer, Boolean> places(ListFeedback told) {
    Map<Integer, Boolean> places = new TreeMap<>();
    told.shown().forEach(item -> places.put(item.place(), item.clicked()));
    return places;
  }

  static Recommendation list(String user, String id, long time) {
    return new Recommendation(
        user,
        id,
        List.of(
            item("a", Map.of("item-cf", 1.0, "lstm", 1.0), null, 0.9),
            item("b", Map.of("item-cf", 0.5, "lstm", 1.5, "tf-idf", -1.0), true, 0.1),
            item("c", Map.of("lstm", 1.0), null, 0.9)),
        Map.of("item-cf", 0.2, "lstm", 0.2),
        0.0,
        "v1",
        0,
        null,
        time + REST,
        time,
        false);
  }

  private static RecommendedItem item(
      String id, Map<String, Double> contributions, Boolean explored, double propensity) {
    Reason reason = new Reason(Basis.TOPIC, null, null, 0, null, 0, "", "");
    return new RecommendedItem(id, "", 1, contributions, reason, explored, propensity);
  }

  private static Recommendation erased(String user, long time) {
    return new Recommendation(
        user, null, List.of(), null, null, null, 0, null, time + REST, time, true);
  }

  private static UserMessage message(
      String user, EventType type, String list, String item, long time) {
    return UserMessage.of(
        new Event("e", user, item, type, null, null, time, null, list, null, null));
  }

  /** Whether state is sealed. */
  SealSettings seals() {
    return SealSettings.OFF;
  }

  final Harness open() throws Exception {
    Harness join = closed(1, 0);
    join.open();
    return join;
  }

  final Harness closed(int parallelism, int subtask) throws Exception {
    return closed(parallelism, subtask, Consent.ALL);
  }

  /** To be opened, with state or without. */
  private Harness closed(int parallelism, int subtask, Consent byDefault) throws Exception {
    return new Harness(
        new JoinFeedbackFunction(Duration.ofMillis(WITHIN), Duration.ofDays(1), byDefault, seals()),
        parallelism,
        subtask);
  }

  /** The join, fed as the job feeds it. */
  static final class Harness
      extends KeyedTwoInputStreamOperatorTestHarness<
          String, FeedbackMessage, Recommendation, ListFeedback> {

    private final JoinFeedbackFunction function;

    Harness(JoinFeedbackFunction function, int parallelism, int subtask) throws Exception {
      super(
          new KeyedCoProcessOperator<>(function),
          FeedbackMessage::userId,
          Recommendation::userId,
          Types.STRING,
          MAX_PARALLELISM,
          parallelism,
          subtask);
      this.function = function;
    }

    void feedback(String user, EventType type, String list, String item, long time)
        throws Exception {
      send(message(user, type, list, item, time));
    }

    void order(String user, ControlType type, long time) throws Exception {
      send(UserMessage.of(new ControlMessage(type, user, null, null, null, time)));
    }

    void consent(String user, Map<Purpose, Boolean> purposes, long time) throws Exception {
      send(UserMessage.of(ControlMessage.consent(user, purposes, null, time)));
    }

    private void send(UserMessage message) throws Exception {
      processElement1(
          new StreamRecord<>(FeedbackMessage.of(message).orElseThrow(), message.timestamp()));
    }

    void list(Recommendation list) throws Exception {
      processElement2(new StreamRecord<>(list, list.windowEnd() - 1));
    }

    void time(long time) throws Exception {
      processWatermark1(new Watermark(time));
      processWatermark2(new Watermark(time));
    }

    List<ListFeedback> told() {
      return extractOutputValues();
    }

    List<ListFeedback> toldOf(int user) {
      return told().stream().filter(told -> told.timestamp() % 50 == user).toList();
    }

    /** What so many users said of it. */
    void assertNothingButConsentIsLeft(int users) {
      assertThat(numKeyedStateEntries()).as("state").isEqualTo(users);
      assertThat(numEventTimeTimers()).as("timers").isZero();
    }

    /** Neither state nor a timer. */
    void assertNothingIsLeft() {
      assertThat(numKeyedStateEntries()).as("state").isZero();
      assertThat(numEventTimeTimers()).as("timers").isZero();
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
