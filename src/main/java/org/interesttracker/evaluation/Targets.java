package org.interesttracker.evaluation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;

/** Which events a model can be asked to foresee. */
final class Targets {

  private Targets() {}

  /**
   * Tells of each event whether it is a target: it has an item, the user had an event before it,
   * and did not turn the item down.
   *
   * @param events by time
   * @param repeats whether an item that the user has met before can be a target
   */
  static boolean[] of(List<Event> events, boolean repeats) {
    Map<String, Set<String>> met = new HashMap<>();
    boolean[] targets = new boolean[events.size()];
    for (int e = 0; e < targets.length; e++) {
      Event event = events.get(e);
      Set<String> items = met.get(event.userId());
      targets[e] = items != null && isWanted(event) && (repeats || !items.contains(event.itemId()));
      met.computeIfAbsent(event.userId(), user -> new HashSet<>()).add(event.itemId());
    }
    return targets;
  }

  /** To foresee what a user dislikes or skips is no success. A low rating is still a meeting. */
  private static boolean isWanted(Event event) {
    return event.itemId() != null
        && event.type() != EventType.DISLIKE
        && event.type() != EventType.SKIP;
  }
}
