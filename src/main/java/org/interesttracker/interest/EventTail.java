package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keyed state: a bounded tail of the user's recent events, oldest first. */
public final class EventTail {

  private List<TailEvent> events = new ArrayList<>();

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
  Map<String, Double> itemWeights(int limit) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = events.size() - 1; i >= 0; i--) {
      TailEvent event = events.get(i);
      if (event.itemId() == null) {
        continue;
      }
      if (weights.size() == limit && !weights.containsKey(event.itemId())) {
        break;
      }
      weights.merge(
          event.itemId(),
          event.weight(),
          (later, earlier) -> later < 0 ? later : Math.max(later, earlier));
    }
    return weights;
  }

  public List<TailEvent> getEvents() {
    return events;
  }

  public void setEvents(List<TailEvent> events) {
    this.events = events;
  }
}
