package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.List;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.similarity.Evidence;

/** A bounded tail of a user's recent events, oldest first. */
public final class EventTail {

  private final List<TailEvent> events;

  EventTail() {
    this(new ArrayList<>());
  }

  /**
   * @param events to be changed in place
   */
  EventTail(List<TailEvent> events) {
    this.events = events;
  }

  void add(TailEvent event, int bound) {
    events.add(event);
    if (events.size() > bound) {
      events.subList(0, events.size() - bound).clear();
    }
  }

  /** A tail of the same events that goes its own way. */
  EventTail fork() {
    return new EventTail(new ArrayList<>(events));
  }

  /** Whether items are linked with the other tail as with this one. */
  boolean linksAs(EventTail other) {
    if (events.size() != other.events.size()) {
      return false;
    }
    for (int i = 0; i < events.size(); i++) {
      if (!events.get(i).linksAs(other.events.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the tail is full and all of it happened shortly before a moment.
   *
   * @param shortly milliseconds; 0 for never
   */
  boolean isBurst(long time, int bound, long shortly) {
    return shortly > 0 && events.size() >= bound && time - events.get(0).timestamp() < shortly;
  }

  /**
   * The user's recent items, latest first, each with the strongest weight the user gave it; an item
   * disliked or skipped later than liked counts as disliked.
   */
  List<ItemWeight> itemWeights(int limit, Evidence evidence) {
    List<ItemWeight> items = new ArrayList<>(limit);
    HashFilter met = new HashFilter();
    for (int i = events.size() - 1; i >= 0; i--) {
      TailEvent event = events.get(i);
      if (event.itemId() == null) {
        continue;
      }
      int known = met.mayHave(event.itemId()) ? indexOf(event.itemId(), items) : -1;
      if (known >= 0) {
        items.set(known, withEarlier(items.get(known), said(event, evidence)));
      } else if (items.size() < limit) {
        items.add(said(event, evidence));
      } else {
        break;
      }
    }
    return items;
  }

  private static int indexOf(String itemId, List<ItemWeight> items) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).itemId().equals(itemId)) {
        return i;
      }
    }
    return -1;
  }

  private static ItemWeight said(TailEvent event, Evidence evidence) {
    return new ItemWeight(
        event.itemId(), event.weight(), evidence.of(event.type(), event.weight()), event.type());
  }

  private static ItemWeight withEarlier(ItemWeight later, ItemWeight earlier) {
    boolean laterTells = later.weight() < 0 || later.weight() >= earlier.weight();
    return new ItemWeight(
        later.itemId(),
        laterTells ? later.weight() : earlier.weight(),
        later.evidence() == 0 ? 0 : Math.max(later.evidence(), earlier.evidence()),
        laterTells ? later.type() : earlier.type());
  }

  public List<TailEvent> getEvents() {
    return events;
  }
}
