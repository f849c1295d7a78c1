package org.interesttracker.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Keyed state: what a user counts by in one window, so far. Of each statistic no more keys are kept
 * than the user may give: those with the least hash, which makes a uniform sample of the distinct
 * ones (bottom-k, Cohen and Kaplan, PODC 2007) whatever the order and the number of repeats.
 *
 * <p>The hash depends on the user, so that each user samples anew and counts stay in proportion.
 * Items of pairs are the exception: all users rank them alike, by a hash of the item and the
 * window, because a pair needs both its items to be taken by the same users. Each window so looks
 * at another part of the items. Either way what one user gives depends on that user's events alone,
 * which is what bounds the user's influence.
 *
 * @param keys of all statistics but pairs
 * @param linked the items that pairs are made of
 */
public record UserKeys(List<ReleaseKey> keys, List<String> linked) {

  /** Of a user who has done nothing. */
  public static final UserKeys NONE = new UserKeys(List.of(), List.of());

  /**
   * With an event.
   *
   * @param window that it lies in, epoch milliseconds
   * @param caps how many keys of a statistic a user may give; statistics without one are left out
   */
  public UserKeys with(PublishableEvent event, long window, Map<Statistic, Integer> caps) {
    List<ReleaseKey> grown = new ArrayList<>(keys);
    if (event.isMeeting()) {
      if (event.itemId() != null) {
        add(grown, new ReleaseKey(Statistic.ITEMS, event.itemId(), null), caps);
      }
      event.topics().forEach(t -> add(grown, new ReleaseKey(Statistic.TOPICS, t, null), caps));
    }
    if (event.language() != null) {
      add(grown, new ReleaseKey(Statistic.LANGUAGES, event.language(), null), caps);
    }
    String type = event.type().name().toLowerCase(Locale.ROOT);
    event.topics().forEach(t -> add(grown, new ReleaseKey(Statistic.ACTIONS, t, type), caps));
    ToLongFunction<ReleaseKey> own =
        key -> SpreadHash.of(window, event.userId(), key.first(), key.second());
    caps.forEach((statistic, cap) -> cut(grown, statistic, cap, own));
    return new UserKeys(grown, linked(event, window, caps));
  }

  private static void add(List<ReleaseKey> keys, ReleaseKey key, Map<Statistic, Integer> caps) {
    if (caps.containsKey(key.statistic()) && !keys.contains(key)) {
      keys.add(key);
    }
  }

  private static void cut(
      List<ReleaseKey> keys, Statistic statistic, int cap, ToLongFunction<ReleaseKey> hash) {
    List<ReleaseKey> of = keys.stream().filter(key -> key.statistic() == statistic).toList();
    if (of.size() > cap) {
      List<ReleaseKey> ranked = of.stream().sorted(Comparator.comparingLong(hash)).toList();
      keys.removeAll(ranked.subList(cap, ranked.size()));
    }
  }

  private List<String> linked(PublishableEvent event, long window, Map<Statistic, Integer> caps) {
    String item = event.itemId();
    int most = items(caps.getOrDefault(Statistic.PAIRS, 0));
    if (item == null || most == 0 || !event.isMeeting() || linked.contains(item)) {
      return linked;
    }
    List<String> grown = new ArrayList<>(linked);
    grown.add(item);
    grown.sort(Comparator.comparingLong(i -> SpreadHash.of(window, i)));
    return grown.size() > most ? grown.subList(0, most) : grown;
  }

  /** Of how many items the pairs, each item with itself among them, are no more than a cap. */
  static int items(int cap) {
    return (int) ((Math.sqrt(8.0 * cap + 1) - 1) / 2);
  }

  /** All that the user gives. */
  public List<ReleaseKey> all() {
    List<ReleaseKey> all = new ArrayList<>(keys);
    for (int i = 0; i < linked.size(); i++) {
      all.add(new ReleaseKey(Statistic.PAIRS, linked.get(i), null));
      for (int j = 0; j < i; j++) {
        all.add(ReleaseKey.pair(linked.get(i), linked.get(j)));
      }
    }
    return all;
  }
}
