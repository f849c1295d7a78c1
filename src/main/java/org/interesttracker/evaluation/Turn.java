package org.interesttracker.evaluation;

import java.util.List;
import java.util.function.IntPredicate;
import org.interesttracker.event.Event;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.similarity.CountDelta;

/**
 * One event and the user's interest around it.
 *
 * @param item the number of the event's item; -1 without an item
 * @param target whether the event is one that models are asked to foresee
 * @param events how many events of the user came before
 * @param before the user's interest before the event; null if it is the first
 * @param after the user's interest with the event in; null if the event is only scored
 * @param deltas what the event adds to the item counts; empty if it is only scored
 * @param left by item number, whether the item stays out of the ranking, as what the user has met
 *     does unless repeats are allowed, and what the rules for lists forbid
 */
public record Turn(
    Event event,
    int item,
    boolean target,
    int events,
    InterestUpdate before,
    InterestUpdate after,
    List<CountDelta> deltas,
    IntPredicate left) {

  static final int NO_ITEM = -1;
}
