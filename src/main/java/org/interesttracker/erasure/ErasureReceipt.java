package org.interesttracker.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.interesttracker.event.EpochMillis;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.ErasurePart.Stage;

/**
 * The answer to an order to erase a user, when nothing is held of the user any more. All times are
 * event times, because a replay after a failure would give another time by the clock.
 *
 * @param userId who was erased
 * @param ordered the time that the order has, epoch milliseconds
 * @param erased when it took effect: all of before that is gone, epoch milliseconds
 * @param finished when the last of it was gone, epoch milliseconds
 * @param found whether anything was held of the user
 * @param removed how many of what was removed, by name; what there was none of is left out
 * @param countedEventsLeft how many events at the most may still be in the item counts, because
 *     they could not be taken back
 * @param tombstones the topics that a record without a value was sent to
 * @param notUndone what was learned of all users together and keeps what it learned of this one
 * @param refusedUntil until when what comes late is refused, and the fingerprint that this takes is
 *     kept, epoch milliseconds
 */
public record ErasureReceipt(
    String userId,
    @EpochMillis long ordered,
    @EpochMillis long erased,
    @EpochMillis long finished,
    boolean found,
    Map<String, Long> removed,
    long countedEventsLeft,
    List<String> tombstones,
    List<String> notUndone,
    @EpochMillis long refusedUntil) {

  /** In the item counts there is something that was not taken back. */
  static final String ITEM_COUNTS = "item_counts";

  /**
   * @param parts one of each stage
   * @param finished epoch milliseconds
   */
  static ErasureReceipt of(List<ErasurePart> parts, long finished, ErasureTerms terms) {
    Map<String, Long> removed = new TreeMap<>();
    long ordered = 0;
    for (ErasurePart part : parts) {
      removed.putAll(part.removed());
      ordered = part.stage() == Stage.TIMELINE ? part.orderedAt() : ordered;
    }
    Long left = removed.remove(ErasurePart.COUNTED_LEFT);
    List<String> notUndone = new ArrayList<>(terms.notUndone());
    if (left != null) {
      notUndone.add(ITEM_COUNTS);
    }
    long erased = parts.get(0).erasedAt();
    return new ErasureReceipt(
        parts.get(0).userId(),
        ordered,
        erased,
        finished,
        !removed.isEmpty() || left != null,
        removed,
        left == null ? 0 : left,
        terms.tombstones(),
        notUndone,
        erased + terms.refuseFor().toMillis());
  }
}
