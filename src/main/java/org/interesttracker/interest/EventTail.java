package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.List;
import org.interesttracker.interest.InterestUpdate.ItemWeight;

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

  /** The strongest weight the user's recent events gave an item; 0 if none was positive. */
  double strongestWeight(String itemId) {
    double strongest = 0;
    for (TailEvent event : events) {
      if (event.weight() > strongest && itemId.equals(event.itemId())) {
        strongest = event.weight();
      }
    }
    return strongest;
  }

  /**
   * The user's recent items, latest first, each with the strongest weight the user gave it; an item
   * disliked or skipped later than liked counts as disliked.
   */
  List<ItemWeight> itemWeights(int limit) {
    List<ItemWeight> items = new ArrayList<>(limit);
    int[] hashes = new int[limit];
    for (int i = events.size() - 1; i >= 0; i--) {
      TailEvent event = events.get(i);
      if (event.itemId() == null) {
        continue;
      }
      int known = indexOf(event.itemId(), items, hashes);
      if (known >= 0) {
        items.set(known, withEarlier(items.get(known), event.weight()));
      } else if (items.size() < limit) {
        hashes[items.size()] = event.itemId().hashCode();
        items.add(new ItemWeight(event.itemId(), event.weight()));
      } else {
        break;
      }
    }
    return items;
  }

  /** The hashes, next to each other, spare a look at all but the right item. */
  private static int indexOf(String itemId, List<ItemWeight> items, int[] hashes) {
    int hash = itemId.hashCode();
    for (int i = 0; i < items.size(); i++) {
      if (hashes[i] == hash && items.get(i).itemId().equals(itemId)) {
        return i;
      }
    }
    return -1;
  }

  private static ItemWeight withEarlier(ItemWeight later, double earlier) {
    return later.weight() < 0 || later.weight() >= earlier
        ? later
        : new ItemWeight(later.itemId(), earlier);
  }

  public List<TailEvent> getEvents() {
    return events;
  }
}
