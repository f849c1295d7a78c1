package org.interesttracker.interest;

import java.util.HashMap;
import java.util.Map;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.ErasurePart.Stage;

/** Tells how much was held of a user who is erased. */
final class ErasedParts {

  private ErasedParts() {}

  /**
   * @param held just before
   * @param windowEnd of the window with the order
   */
  static ErasurePart of(
      String userId, UserState held, CountedHistory.Taken taken, long erasedAt, long windowEnd) {
    Preferences preferences = held.getPreferences();
    Map<String, Long> removed = new HashMap<>();
    put(removed, "events", held.getProfile().getEvents());
    put(removed, "topics", held.getProfile().topics().size());
    put(removed, "recent_events", held.getTail().getEvents().size());
    put(removed, "sequence_states", held.getSequence() == null ? 0 : 1);
    put(
        removed,
        "preferences",
        preferences.blockedItems().size()
            + preferences.blockedCategories().size()
            + preferences.leanings().size());
    put(removed, "counted_events", taken.back());
    put(removed, ErasurePart.COUNTED_LEFT, taken.left());
    return new ErasurePart(userId, Stage.INTEREST, erasedAt, 0, windowEnd, removed);
  }

  private static void put(Map<String, Long> removed, String what, long count) {
    if (count > 0) {
      removed.put(what, count);
    }
  }
}
