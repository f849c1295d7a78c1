package org.interesttracker.event;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A user's orders about consent, so that events out of order are judged by what held at their own
 * time. Changes are kept, not what came of them, so the order in which they come does not matter.
 * Immutable.
 *
 * @param changes by time, the earliest first; at most {@value #MAX}
 * @param isCut whether there were more: of the time before the first that is kept nothing is known
 *     then, and nothing allowed
 */
public record ConsentHistory(List<ConsentChange> changes, boolean isCut) {

  /** How many changes are kept. Who changes more often loses no consent but that of long ago. */
  public static final int MAX = 16;

  /** Of a user who said nothing. */
  public static final ConsentHistory NONE = new ConsentHistory(List.of(), false);

  /** True where the user said nothing. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** The consent after all changes. */
  public Consent latest(Consent byDefault) {
    return at(Long.MAX_VALUE, byDefault);
  }

  /**
   * The consent that holds for an event. An order of the same millisecond comes after it.
   *
   * @param time of the event, epoch milliseconds
   * @param byDefault what holds where the user said nothing
   */
  public Consent at(long time, Consent byDefault) {
    if (changes.isEmpty() || changes.get(0).since() >= time) {
      return isCut ? Consent.NONE : byDefault;
    }
    Set<Purpose> granted = EnumSet.noneOf(Purpose.class);
    granted.addAll(byDefault.purposes());
    String agreement = null;
    Long since = null;
    for (ConsentChange change : changes) {
      if (change.since() >= time) {
        break;
      }
      granted = change.after(granted);
      agreement = change.agreement() == null ? agreement : change.agreement();
      since = change.since() == ConsentChange.ALWAYS ? null : Long.valueOf(change.since());
    }
    return new Consent(Purpose.inOrder(granted), agreement, since);
  }

  /** Of a user whose consent was withdrawn for all purposes, nobody knows when. */
  public static ConsentHistory withdrawn() {
    ConsentChange all = new ConsentChange(List.of(), Purpose.all(), null, ConsentChange.ALWAYS);
    return new ConsentHistory(List.of(all), false);
  }

  /** With one change more. */
  public ConsentHistory with(ConsentChange change) {
    List<ConsentChange> longer = new ArrayList<>(changes);
    int place = longer.size();
    while (place > 0 && longer.get(place - 1).since() > change.since()) {
      place--;
    }
    longer.add(place, change);
    return longer.size() <= MAX
        ? new ConsentHistory(List.copyOf(longer), isCut)
        : new ConsentHistory(List.copyOf(cut(longer)), true);
  }

  /** The two earliest become one, of the later's time. */
  private static List<ConsentChange> cut(List<ConsentChange> longer) {
    ConsentChange first = longer.get(0);
    ConsentChange second = longer.get(1);
    Set<Purpose> granted = EnumSet.noneOf(Purpose.class);
    granted.addAll(second.after(Set.copyOf(first.granted())));
    Set<Purpose> withdrawn = EnumSet.noneOf(Purpose.class);
    withdrawn.addAll(first.withdrawn());
    withdrawn.addAll(second.withdrawn());
    withdrawn.removeAll(granted);
    List<ConsentChange> shorter = new ArrayList<>(longer.subList(2, longer.size()));
    shorter.add(
        0,
        new ConsentChange(
            Purpose.inOrder(granted),
            Purpose.inOrder(withdrawn),
            second.agreement() == null ? first.agreement() : second.agreement(),
            second.since()));
    return shorter;
  }
}
