package org.interesttracker.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.interesttracker.privacy.ReleasedStatistic.Entry;
import org.interesttracker.privacy.ReleasedStatistic.Status;

/**
 * Makes what is published of the totals of a window. Noise is derived from a secret key, the
 * window, the key of the count and the count itself: to make the same release again gives the same
 * numbers and so tells nothing more, while a count that is another the second time has noise that
 * is independent, so that no difference of two releases is free of noise. Not thread-safe.
 */
public final class PrivateRelease {

  private static final Comparator<Entry> MOST_USERS_FIRST =
      Comparator.comparingLong(Entry::users)
          .reversed()
          .thenComparing(Entry::key)
          .thenComparing(entry -> entry.other() == null ? "" : entry.other());

  private final ReleaseSettings settings;
  private final Map<Statistic, Mechanism> mechanisms = new EnumMap<>(Statistic.class);
  private final Function<String, RandomBits> noise;

  /**
   * @param noiseKey secret, at least {@link PrfBits#KEY_BYTES} bytes
   */
  public PrivateRelease(ReleaseSettings settings, byte[] noiseKey) {
    this.settings = settings;
    this.noise = label -> PrfBits.of(noiseKey, label);
    settings.caps().keySet().forEach(s -> mechanisms.put(s, settings.mechanismOf(s)));
  }

  /**
   * One record for each statistic, if the budget allows it; else one that says so.
   *
   * @param window when it begins, epoch milliseconds
   * @param totals of this window, each key once
   * @param budget is charged
   */
  public List<ReleasedStatistic> release(long window, List<KeyTotal> totals, PrivacyBudget budget) {
    boolean granted =
        budget.spend(window + settings.windowMillis(), settings.epsilon(), settings.delta());
    List<ReleasedStatistic> released = new ArrayList<>();
    for (Statistic statistic : mechanisms.keySet()) {
      released.add(
          granted
              ? released(statistic, window, entries(statistic, window, totals), budget)
              : refused(statistic, window, budget));
    }
    return released;
  }

  /**
   * What is told of one statistic; whoever calls this by itself has to count what it spends.
   *
   * @param totals of this window, each key once; those of other statistics are left out
   */
  public List<Entry> entries(Statistic statistic, long window, List<KeyTotal> totals) {
    Mechanism mechanism = mechanisms.get(statistic);
    Map<ReleaseKey, Long> users = new HashMap<>();
    for (KeyTotal total : totals) {
      if (total.key().statistic() == statistic) {
        mechanism
            .release(total.users(), noise.apply(label(total, window)))
            .ifPresent(noisy -> users.put(total.key(), noisy));
      }
    }
    double all = users.values().stream().mapToDouble(Long::doubleValue).sum();
    return users.entrySet().stream()
        .map(count -> entry(count.getKey(), count.getValue(), users, all))
        .sorted(MOST_USERS_FIRST)
        .limit(settings.maxEntries())
        .toList();
  }

  /** How low a count of a statistic can be that is told. */
  public long least(Statistic statistic) {
    return mechanisms.get(statistic).least();
  }

  private static String label(KeyTotal total, long window) {
    return window + "/" + total.users() + "/" + total.key().id();
  }

  /** From here on all is computed from what is told. */
  private static Entry entry(ReleaseKey key, long noisy, Map<ReleaseKey, Long> users, double all) {
    return new Entry(
        key.first(),
        key.second(),
        noisy,
        key.statistic().hasShares() ? noisy / all : null,
        key.statistic() == Statistic.PAIRS && key.second() != null
            ? cosine(key, noisy, users)
            : null);
  }

  private static Double cosine(ReleaseKey pair, long both, Map<ReleaseKey, Long> users) {
    Long first = users.get(new ReleaseKey(Statistic.PAIRS, pair.first(), null));
    Long second = users.get(new ReleaseKey(Statistic.PAIRS, pair.second(), null));
    return first == null || second == null
        ? null
        : Math.min(1, both / Math.sqrt((double) first * second));
  }

  private ReleasedStatistic released(
      Statistic statistic, long window, List<Entry> entries, PrivacyBudget budget) {
    Mechanism mechanism = mechanisms.get(statistic);
    return new ReleasedStatistic(
        statistic,
        Status.RELEASED,
        window,
        window + settings.windowMillis(),
        entries,
        ReleasedStatistic.UNIT,
        mechanism.noise().mechanism(),
        mechanism.epsilon(),
        mechanism.delta(),
        mechanism.noise().standardDeviation(),
        mechanism.least(),
        mechanism.k(),
        mechanism.cap(),
        budget.spentEpsilon(),
        budget.spentDelta(),
        settings.budget().epsilon(),
        settings.budget().delta());
  }

  private ReleasedStatistic refused(Statistic statistic, long window, PrivacyBudget budget) {
    return new ReleasedStatistic(
        statistic,
        Status.REFUSED,
        window,
        window + settings.windowMillis(),
        List.of(),
        ReleasedStatistic.UNIT,
        null,
        null,
        null,
        null,
        null,
        settings.minimumUsers(),
        settings.caps().get(statistic),
        budget.spentEpsilon(),
        budget.spentDelta(),
        settings.budget().epsilon(),
        settings.budget().delta());
  }
}
