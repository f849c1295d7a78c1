package org.interesttracker.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.interesttracker.privacy.ReleasedStatistic.Entry;
import org.interesttracker.privacy.ReleasedStatistic.Status;
import org.junit.jupiter.api.Test;

class PrivateReleaseTest {

  private static final Map<Statistic, Integer> ITEMS = Map.of(Statistic.ITEMS, 1);

  /** A release that is made twice, as after a failure, must not tell more than one. */
  @Test
  void theSameTotalsGiveTheSameNumbers() {
    List<KeyTotal> totals = totals(40, 200);
    assertThat(release(1, totals)).isEqualTo(release(1, totals));
    assertThat(release(1, totals)).isNotEqualTo(release(2, totals));
  }

  /** Were the noise the same for another count, the difference of two releases would be exact. */
  @Test
  void anotherCountHasOtherNoise() {
    int same = 0;
    for (int i = 0; i < 40; i++) {
      KeyTotal total = Releases.total("i" + i, 0, 500);
      KeyTotal more = Releases.total("i" + i, 0, 501);
      long noise = users(release(1, List.of(total))) - 500;
      same += users(release(1, List.of(more))) - 501 == noise ? 1 : 0;
    }
    // with a scale of 1 two draws are alike 27 times in 100
    assertThat(same).isBetween(1, 30);
  }

  @Test
  void noiseAddsNothingInTheMean() {
    List<KeyTotal> totals = totals(400, 300);
    double mean =
        entries(release(3, totals)).stream().mapToLong(Entry::users).average().orElseThrow();
    // 6 standard errors: each has a variance of 1.84
    assertThat(mean).isBetween(300 - 6 * 1.36 / 20, 300 + 6 * 1.36 / 20);
  }

  @Test
  void tellsNoCountOfFewUsers() {
    List<KeyTotal> totals = new ArrayList<>();
    for (int users = 1; users < 10; users++) {
      totals.add(Releases.total("i" + users, 0, users));
    }
    assertThat(entries(release(4, totals))).isEmpty();
  }

  @Test
  void tellsHowItWasMade() {
    ReleasedStatistic released = release(5, totals(3, 100)).get(0);
    assertThat(released.status()).isEqualTo(Status.RELEASED);
    assertThat(released.mechanism()).isEqualTo("discrete-laplace");
    assertThat(released.epsilon()).isEqualTo(1);
    assertThat(released.delta()).isEqualTo(1e-4);
    assertThat(released.minimumUsers()).isEqualTo(10);
    assertThat(released.cap()).isEqualTo(1);
    assertThat(released.spentEpsilon()).isEqualTo(1);
    assertThat(released.leastCount()).isGreaterThan(10);
    assertThat(released.windowEnd()).isEqualTo(released.windowStart() + Releases.WINDOW);
    assertThat(released.unit()).isEqualTo("user-per-window");
  }

  @Test
  void refusesWhatTheBudgetDoesNotHave() {
    ReleaseSettings settings = Releases.settings(1, 2, 10, ITEMS);
    PrivateRelease release = new PrivateRelease(settings, Distributions.key(6));
    PrivacyBudget budget = new PrivacyBudget(settings.budget(), List.of());
    List<Status> statuses = new ArrayList<>();
    for (long window = 0; window < 3_000; window += Releases.WINDOW) {
      ReleasedStatistic released = release.release(window, totals(3, 100), budget).get(0);
      statuses.add(released.status());
      if (released.status() == Status.REFUSED) {
        assertThat(released.entries()).isEmpty();
        assertThat(released.spentEpsilon()).isEqualTo(2);
      }
    }
    assertThat(statuses).containsExactly(Status.RELEASED, Status.RELEASED, Status.REFUSED);
  }

  @Test
  void statisticsShareEpsilonAndDelta() {
    ReleaseSettings settings =
        Releases.settings(1, 9, 10, Map.of(Statistic.ITEMS, 1, Statistic.TOPICS, 2));
    List<ReleasedStatistic> released =
        new PrivateRelease(settings, Distributions.key(7))
            .release(0, List.of(), new PrivacyBudget(settings.budget(), List.of()));
    assertThat(released).hasSize(2);
    assertThat(released).allSatisfy(one -> assertThat(one.epsilon()).isEqualTo(0.5));
    assertThat(released).allSatisfy(one -> assertThat(one.delta()).isEqualTo(0.5e-4));
  }

  @Test
  void sharesAndSimilaritiesComeFromWhatIsTold() {
    ReleaseSettings settings =
        Releases.settings(
            Double.POSITIVE_INFINITY, 1, 10, Map.of(Statistic.PAIRS, 3, Statistic.TOPICS, 2));
    PrivateRelease release = new PrivateRelease(settings, Distributions.key(8));
    List<KeyTotal> totals =
        List.of(
            total(Statistic.PAIRS, "a", null, 40),
            total(Statistic.PAIRS, "b", null, 90),
            total(Statistic.PAIRS, "a", "b", 30),
            total(Statistic.PAIRS, "b", "c", 12),
            total(Statistic.TOPICS, "s", null, 30),
            total(Statistic.TOPICS, "t", null, 10));
    assertThat(release.entries(Statistic.PAIRS, 0, totals))
        .containsExactly(
            new Entry("b", null, 90, null, null),
            new Entry("a", null, 40, null, null),
            new Entry("a", "b", 30, null, 0.5),
            new Entry("b", "c", 12, null, null));
    assertThat(release.entries(Statistic.TOPICS, 0, totals))
        .containsExactly(
            new Entry("s", null, 30, 0.75, null), new Entry("t", null, 10, 0.25, null));
  }

  private static KeyTotal total(Statistic statistic, String first, String second, long users) {
    return new KeyTotal(new ReleaseKey(statistic, first, second), 0, users);
  }

  private static List<KeyTotal> totals(int items, long users) {
    List<KeyTotal> totals = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      totals.add(Releases.total("i" + i, 0, users));
    }
    return totals;
  }

  private static List<ReleasedStatistic> release(int key, List<KeyTotal> totals) {
    ReleaseSettings settings =
        new ReleaseSettings(
            1,
            1e-4,
            ITEMS,
            MechanismChoice.LAPLACE,
            10,
            Releases.WINDOW,
            0,
            1_000,
            new ReleaseSettings.Budget(10, 1, 1_000_000),
            null);
    return new PrivateRelease(settings, Distributions.key(key))
        .release(0, totals, new PrivacyBudget(settings.budget(), List.of()));
  }

  private static List<Entry> entries(List<ReleasedStatistic> released) {
    return released.get(0).entries();
  }

  private static long users(List<ReleasedStatistic> released) {
    return entries(released).get(0).users();
  }
}
