package org.interesttracker.job;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.interesttracker.event.EventType;

/** How many events of each type the profiles in a savepoint have counted. */
final class ProfileCounts {

  private ProfileCounts() {}

  /** By user and type; without types of which there are none. */
  static Map<String, Map<String, Integer>> of(SavepointContents savepoint) {
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    savepoint
        .state("track-interest/user")
        .forEach((key, value) -> counts.put(key.split(" ")[0], of((Map<?, ?>) value)));
    return counts;
  }

  private static Map<String, Integer> of(Map<?, ?> user) {
    List<?> byType = (List<?>) ((Map<?, ?>) user.get("profile")).get("counts");
    Map<String, Integer> counts = new TreeMap<>();
    for (EventType type : EventType.teaching()) {
      int count = ((Number) byType.get(type.ordinal())).intValue();
      if (count > 0) {
        counts.put(type.name(), count);
      }
    }
    return counts;
  }
}
