package org.interesttracker.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.interesttracker.job.KeyedHarness;
import org.interesttracker.privacy.ReleasedStatistic.Status;
import org.interesttracker.seal.SealSettings;
import org.junit.jupiter.api.Test;

/** The three operators of a release, each by itself: bounds, sums, and one release a window. */
class ReleaseOperatorsTest {

  private static final Map<Statistic, Integer> ITEMS = Map.of(Statistic.ITEMS, 2);
  private static final ReleaseSettings SETTINGS = Releases.settings(2, 5, 3, ITEMS);

  /** When a window of 1,000 ms that takes events 100 ms longer has ended. */
  private static final long FIRST_DUE = 1_099;

  @Test
  void aUserIsBoundOverTheWholeWindowHoweverTheEventsCome() throws Exception {
    try (var bound = openBound(1, 0)) {
      for (int i = 0; i < 20; i++) {
        send(bound, Releases.click("ann", i, "i" + i));
        // an event-time window of the job fires in between
        bound.processWatermark(new Watermark(i * 40L));
      }
      assertThat(contributions(bound)).isEmpty();
      bound.processWatermark(new Watermark(FIRST_DUE - 1));
      assertThat(contributions(bound)).isEmpty();
      bound.processWatermark(new Watermark(FIRST_DUE));
      assertThat(contributions(bound)).hasSize(2).allMatch(one -> one.window() == 0);
      assertThat(bound.numKeyedStateEntries()).isZero();
      assertThat(bound.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void eachWindowHasItsOwnBound() throws Exception {
    try (var bound = openBound(1, 0)) {
      for (int i = 0; i < 40; i++) {
        send(bound, Releases.click("ann", i * 100, "i" + i));
      }
      bound.processWatermark(Watermark.MAX_WATERMARK);
      Map<Long, Integer> windows = new HashMap<>();
      contributions(bound).forEach(one -> windows.merge(one.window(), 1, Integer::sum));
      assertThat(windows).isEqualTo(Map.of(0L, 2, 1_000L, 2, 2_000L, 2, 3_000L, 2));
      assertThat(bound.numKeyedStateEntries()).isZero();
    }
  }

  /** Else a user could be counted again after the window was sent. */
  @Test
  void whatComesAfterTheWindowIsDropped() throws Exception {
    try (var bound = openBound(1, 0)) {
      send(bound, Releases.click("ann", 5, "i"));
      bound.processWatermark(new Watermark(FIRST_DUE));
      send(bound, Releases.click("ann", 6, "j"));
      bound.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(contributions(bound)).hasSize(1);
      assertThat(bound.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void anErasedUserGivesNothing() throws Exception {
    try (var bound = openBound(1, 0)) {
      send(bound, Releases.click("ann", 5, "i"));
      send(bound, Releases.click("ben", 5, "j"));
      send(bound, PublishableEvent.erasure("ann", 7));
      assertThat(bound.numKeyedStateEntries()).isOne();
      bound.processWatermark(new Watermark(FIRST_DUE));
      assertThat(contributions(bound))
          .containsExactly(new Contribution(new ReleaseKey(Statistic.ITEMS, "j", null), 0));
    }
  }

  @Test
  void boundsHoldAcrossARestoreOnMoreSubtasks() throws Exception {
    List<String> users = List.of("ann", "ben", "cem", "dia", "eva", "fay");
    OperatorSubtaskState state;
    try (var bound = openBound(1, 0)) {
      for (String user : users) {
        for (int i = 0; i < 5; i++) {
          send(bound, Releases.click(user, i, "i" + i));
        }
      }
      state = bound.snapshot(1, 1);
    }
    List<Contribution> sent = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var bound = bound(2, subtask)) {
        bound.restore(state);
        for (String user : bound.mine(users)) {
          for (int i = 5; i < 9; i++) {
            send(bound, Releases.click(user, i, "i" + i));
          }
        }
        bound.processWatermark(new Watermark(FIRST_DUE));
        sent.addAll(contributions(bound));
        assertThat(bound.numKeyedStateEntries()).isZero();
      }
    }
    // as if there had been no failure
    List<Contribution> expected = new ArrayList<>();
    for (String user : users) {
      UserKeys keys = UserKeys.NONE;
      for (int i = 0; i < 9; i++) {
        keys = keys.with(Releases.click(user, i, "i" + i), 0, ITEMS);
      }
      keys.all().forEach(key -> expected.add(new Contribution(key, 0)));
    }
    assertThat(sent).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void sumsSendNoCountOfFewUsersAndKeepNothing() throws Exception {
    try (var sums = sums()) {
      for (int i = 0; i < 5; i++) {
        send(sums, contribution("often", 0));
        send(sums, contribution("later", 1_000));
      }
      send(sums, contribution("seldom", 0));
      send(sums, contribution("seldom", 0));
      sums.processWatermark(new Watermark(FIRST_DUE));
      assertThat(totals(sums))
          .filteredOn(total -> total.users() > 0)
          .containsExactly(Releases.total("often", 0, 5));
      sums.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(totals(sums))
          .filteredOn(total -> total.users() > 0)
          .containsExactly(Releases.total("often", 0, 5), Releases.total("later", 1_000, 5));
      assertThat(sums.numKeyedStateEntries()).isZero();
      assertThat(sums.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aWindowThatHasNoCountOfEnoughUsersIsReleasedAsWell() throws Exception {
    List<KeyTotal> sent;
    try (var sums = sums()) {
      send(sums, contribution("seldom", 0));
      send(sums, contribution("rare", 0));
      send(sums, contribution("seldom", 2_000));
      sums.processWatermark(Watermark.MAX_WATERMARK);
      sent = totals(sums);
    }
    assertThat(sent).hasSize(2).allMatch(total -> total.users() == 0);
    try (var release = openRelease(SETTINGS, null)) {
      for (KeyTotal total : sent) {
        send(release, total);
      }
      watermark(release, Long.MAX_VALUE);
      assertThat(windows(release)).containsExactly(0L, 1_000L, 2_000L);
      assertThat(released(release)).allMatch(statistic -> statistic.entries().isEmpty());
    }
  }

  @Test
  void eachWindowIsReleasedOnceWhetherOrNotAnythingHappened() throws Exception {
    try (var release = openRelease(SETTINGS, null)) {
      send(release, Releases.total("i", 1_000, 400));
      watermark(release, 2_099);
      watermark(release, 2_100);
      send(release, Releases.total("late", 1_000, 400));
      watermark(release, 4_500);
      assertThat(windows(release)).containsExactly(1_000L, 2_000L, 3_000L);
      List<ReleasedStatistic> released = released(release);
      assertThat(released.get(0).entries()).hasSize(1);
      assertThat(released.get(1).entries()).isEmpty();
      assertThat(released)
          .extracting(ReleasedStatistic::spentEpsilon)
          .containsExactly(2.0, 4.0, 4.0);
      assertThat(released.get(1).status()).isEqualTo(Status.RELEASED);
      assertThat(released.get(2).status()).isEqualTo(Status.REFUSED);
    }
  }

  @Test
  void theEndOfTheInputEndsTheWindowItLiesInAndNoOther() throws Exception {
    try (var release = openRelease(SETTINGS, null)) {
      watermark(release, 1_500);
      send(release, Releases.total("i", 1_000, 400));
      watermark(release, Long.MAX_VALUE);
      assertThat(windows(release)).containsExactly(1_000L);
    }
  }

  @Test
  void nothingIsReleasedTwiceAfterAStopInTheMiddleOfAWindow() throws Exception {
    OperatorSubtaskState state;
    try (var release = openRelease(SETTINGS, null)) {
      watermark(release, 1_500);
      // stop with savepoint and drain
      watermark(release, Long.MAX_VALUE);
      assertThat(windows(release)).containsExactly(1_000L);
      state = release.snapshot(1, 1);
    }
    try (var release = openRelease(SETTINGS, state)) {
      send(release, Releases.total("i", 1_000, 400));
      watermark(release, 3_099);
      assertThat(windows(release)).containsExactly(2_000L);
      assertThat(released(release).get(0).entries()).isEmpty();
      // what was spent before counts
      assertThat(released(release).get(0).spentEpsilon()).isEqualTo(4);
    }
  }

  /** The same noise, so that whoever saw both records learned nothing from the second. */
  @Test
  void aReleaseThatIsMadeAgainAfterAFailureIsTheSame() throws Exception {
    OperatorSubtaskState state;
    List<ReleasedStatistic> lost;
    try (var release = openRelease(SETTINGS, null)) {
      watermark(release, 1_500);
      for (int i = 0; i < 20; i++) {
        send(release, Releases.total("i" + i, 1_000, 400));
      }
      state = release.snapshot(1, 1);
      watermark(release, 2_099);
      lost = released(release);
    }
    try (var release = openRelease(SETTINGS, state)) {
      watermark(release, 2_099);
      assertThat(released(release)).isEqualTo(lost).hasSize(1);
      assertThat(lost.get(0).entries()).hasSize(20);
    }
  }

  @Test
  void twoJobsHaveDifferentNoise() throws Exception {
    List<List<ReleasedStatistic>> jobs = new ArrayList<>();
    for (int job = 0; job < 2; job++) {
      try (var release = openRelease(SETTINGS, null)) {
        for (int i = 0; i < 40; i++) {
          send(release, Releases.total("i" + i, 1_000, 400));
        }
        watermark(release, 2_099);
        jobs.add(released(release));
      }
    }
    assertThat(jobs.get(0)).isNotEqualTo(jobs.get(1));
  }

  @Test
  void whatWasSpentIsKeptWhileNothingIsReleased() throws Exception {
    OperatorSubtaskState state;
    try (var release = openRelease(SETTINGS, null)) {
      watermark(release, 1_500);
      watermark(release, 3_099);
      assertThat(windows(release)).containsExactly(1_000L, 2_000L);
      state = release.snapshot(1, 1);
    }
    ReleaseSettings off = Releases.settings(0, 5, 3, ITEMS);
    try (var release = openRelease(off, state)) {
      watermark(release, 5_500);
      assertThat(released(release)).isEmpty();
      state = release.snapshot(2, 2);
    }
    try (var release = openRelease(SETTINGS, state)) {
      watermark(release, 7_099);
      assertThat(windows(release)).containsExactly(6_000L);
      assertThat(released(release).get(0).status()).isEqualTo(Status.REFUSED);
    }
  }

  @Test
  void windowsOfAnotherLengthBeginBehindWhatWasReleased() throws Exception {
    OperatorSubtaskState state;
    try (var release = openRelease(SETTINGS, null)) {
      watermark(release, 1_500);
      send(release, Releases.total("i", 2_000, 400));
      watermark(release, 2_099);
      assertThat(windows(release)).containsExactly(1_000L);
      state = release.snapshot(1, 1);
    }
    ReleaseSettings longer = Releases.settings(2, 50, 3, ITEMS, 1_500);
    try (var release = openRelease(longer, state)) {
      watermark(release, 6_098);
      assertThat(windows(release)).containsExactly(3_000L);
      assertThat(released(release).get(0).entries()).isEmpty();
    }
  }

  private static KeyedHarness<PublishableEvent, Contribution> bound(int parallelism, int subtask)
      throws Exception {
    return new KeyedHarness<>(
        SimpleOperatorFactory.of(
            new KeyedProcessOperator<>(new BoundContributionsFunction(SETTINGS, SealSettings.OFF))),
        PublishableEvent::userId,
        parallelism,
        subtask);
  }

  private static KeyedHarness<PublishableEvent, Contribution> openBound(
      int parallelism, int subtask) throws Exception {
    var bound = bound(parallelism, subtask);
    bound.open();
    return bound;
  }

  private static KeyedHarness<Contribution, KeyTotal> sums() throws Exception {
    KeyedHarness<Contribution, KeyTotal> sums =
        new KeyedHarness<>(
            SimpleOperatorFactory.of(
                new KeyedProcessOperator<>(new SumContributionsFunction(SETTINGS))),
            contribution -> contribution.key().id(),
            1,
            0);
    sums.open();
    return sums;
  }

  /** Without a checked exception when it is closed, as try-with-resources wants it. */
  private static final class ReleaseHarness
      extends OneInputStreamOperatorTestHarness<KeyTotal, ReleasedStatistic> {

    ReleaseHarness(ReleaseSettings settings) throws Exception {
      super(
          new ReleaseOperator(
              settings,
              location -> {
                throw new IllegalStateException("No key is named");
              }));
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException("The harness could not be closed", e);
      }
    }
  }

  private static ReleaseHarness openRelease(ReleaseSettings settings, OperatorSubtaskState state)
      throws Exception {
    ReleaseHarness release = new ReleaseHarness(settings);
    if (state != null) {
      release.initializeState(state);
    }
    release.open();
    return release;
  }

  private static Contribution contribution(String item, long window) {
    return new Contribution(new ReleaseKey(Statistic.ITEMS, item, null), window);
  }

  private static <I> void send(OneInputStreamOperatorTestHarness<I, ?> operator, I value)
      throws Exception {
    operator.processElement(new StreamRecord<>(value, 0));
  }

  private static void watermark(OneInputStreamOperatorTestHarness<?, ?> operator, long time)
      throws Exception {
    operator.processWatermark(new Watermark(time));
  }

  private static List<Object> records(Iterable<Object> output) {
    List<Object> records = new ArrayList<>();
    for (Object one : output) {
      if (one instanceof StreamRecord<?> record) {
        records.add(record.getValue());
      }
    }
    return records;
  }

  private static List<KeyTotal> totals(KeyedHarness<Contribution, KeyTotal> sums) {
    return records(sums.getOutput()).stream().map(KeyTotal.class::cast).toList();
  }

  private static List<Contribution> contributions(
      OneInputStreamOperatorTestHarness<?, Contribution> bound) {
    return records(bound.getOutput()).stream().map(Contribution.class::cast).toList();
  }

  private static List<ReleasedStatistic> released(
      OneInputStreamOperatorTestHarness<?, ReleasedStatistic> release) {
    return records(release.getOutput()).stream().map(ReleasedStatistic.class::cast).toList();
  }

  private static List<Long> windows(
      OneInputStreamOperatorTestHarness<?, ReleasedStatistic> release) {
    return released(release).stream().map(ReleasedStatistic::windowStart).toList();
  }
}
