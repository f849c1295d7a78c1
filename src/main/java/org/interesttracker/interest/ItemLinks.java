package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.interesttracker.similarity.CoOccurrence;
import org.interesttracker.similarity.LinkedItem;
import org.interesttracker.similarity.SimilaritySettings;

/** Which of a user's recent items count as seen together with the one at hand. */
final class ItemLinks {

  private ItemLinks() {}

  /**
   * Emits what an event adds to the item counts, if it is on an item and not one of a burst.
   *
   * @param tail the user's events before this one
   * @return whether it counts
   */
  static boolean count(
      EventTail tail, TailEvent event, InterestSettings settings, Consumer<CoOccurrence> counts) {
    long burstMillis = settings.similarity().userBounds().burstMillis();
    boolean counted =
        event.itemId() != null
            && !tail.isBurst(event.timestamp(), settings.tailLength(), burstMillis);
    if (counted) {
      emit(tail, event, settings.similarity(), counts);
    }
    return counted;
  }

  /**
   * Emits what an event adds to the item counts.
   *
   * @param tail the user's events before this one
   */
  static void emit(
      EventTail tail, TailEvent event, SimilaritySettings settings, Consumer<CoOccurrence> counts) {
    CoOccurrence.increments(
        settings.channels(),
        before(tail, event.itemId(), settings),
        new LinkedItem(event.itemId(), evidence(event, settings), event.weight()),
        linked(tail, event, settings),
        event.timestamp(),
        counts);
  }

  private static double evidence(TailEvent event, SimilaritySettings settings) {
    return settings.evidence().of(event.type(), event.weight());
  }

  private static LinkedItem before(EventTail tail, String itemId, SimilaritySettings settings) {
    LinkedItem before = null;
    for (TailEvent event : tail.getEvents()) {
      if (event.itemId() != null && isSame(itemId, event.itemId())) {
        before = with(before, event, settings);
      }
    }
    return before;
  }

  private static LinkedItem with(LinkedItem held, TailEvent event, SimilaritySettings settings) {
    double evidence = evidence(event, settings);
    return held == null
        ? new LinkedItem(event.itemId(), evidence, event.weight())
        : new LinkedItem(
            held.itemId(),
            Math.max(held.evidence(), evidence),
            Math.max(held.weight(), event.weight()));
  }

  private static List<LinkedItem> linked(
      EventTail tail, TailEvent event, SimilaritySettings settings) {
    List<LinkedItem> linked = new ArrayList<>();
    HashFilter met = new HashFilter();
    List<TailEvent> events = tail.getEvents();
    for (int i = events.size() - 1; i >= 0; i--) {
      TailEvent other = events.get(i);
      if (linked.size() == settings.channels().maxLinked()
          || event.timestamp() - other.timestamp() > settings.linkedTimeMillis()) {
        break;
      }
      if (other.itemId() != null && !isSame(other.itemId(), event.itemId())) {
        add(linked, other, met, settings);
      }
    }
    return linked;
  }

  /** Strings have their hashes at hand, and those of different items hardly ever agree. */
  private static boolean isSame(String a, String b) {
    return a.hashCode() == b.hashCode() && a.equals(b);
  }

  private static void add(
      List<LinkedItem> linked, TailEvent event, HashFilter met, SimilaritySettings settings) {
    int known = met.mayHave(event.itemId()) ? linked.size() : 0;
    for (int k = 0; k < known; k++) {
      if (isSame(linked.get(k).itemId(), event.itemId())) {
        linked.set(k, with(linked.get(k), event, settings));
        return;
      }
    }
    linked.add(with(null, event, settings));
  }
}
