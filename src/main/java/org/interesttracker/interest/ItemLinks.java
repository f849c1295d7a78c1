package org.interesttracker.interest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.interesttracker.similarity.CoOccurrence;
import org.interesttracker.similarity.CountDelta;

/** Which of a user's recent items count as seen together with the one at hand. */
final class ItemLinks {

  private ItemLinks() {}

  /**
   * Emits what an event adds to the item counts.
   *
   * @param tail the user's events before this one
   */
  static void emit(
      EventTail tail, TailEvent event, InterestSettings settings, Consumer<CountDelta> deltas) {
    if (event.weight() <= 0) {
      return;
    }
    CoOccurrence.increments(
        event.itemId(),
        tail.strongestWeight(event.itemId()),
        event.weight(),
        linked(tail, event, settings),
        deltas);
  }

  private static Map<String, Double> linked(
      EventTail tail, TailEvent event, InterestSettings settings) {
    Map<String, Double> linked = new LinkedHashMap<>();
    List<TailEvent> events = tail.getEvents();
    for (int i = events.size() - 1; i >= 0 && linked.size() < settings.linkedItems(); i--) {
      TailEvent other = events.get(i);
      if (event.timestamp() - other.timestamp() > settings.linkedTimeMillis()) {
        break;
      }
      if (other.itemId() != null && other.weight() > 0 && !other.itemId().equals(event.itemId())) {
        linked.merge(other.itemId(), other.weight(), Math::max);
      }
    }
    return linked;
  }
}
