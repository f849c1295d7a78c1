package org.interesttracker.interest;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;

/** How much an event says about its user's interest. */
public final class EventWeights implements Serializable {

  private static final long serialVersionUID = 1L;

  private final EnumMap<EventType, Double> byType = new EnumMap<>(EventType.class);
  private final double neutralRating;

  /**
   * @param overrides weights that differ from {@link EventType#defaultWeight()}
   * @param neutralRating the rating that says nothing; below it counts against the item
   */
  public EventWeights(Map<EventType, Double> overrides, double neutralRating) {
    for (EventType type : EventType.values()) {
      byType.put(type, overrides.getOrDefault(type, type.defaultWeight()));
    }
    this.neutralRating = neutralRating;
  }

  /** The weight of the type; of a rating, times its distance from the neutral one. */
  public double of(Event event) {
    double weight = byType.get(event.type());
    return event.type() == EventType.RATING && event.value() != null
        ? weight * (event.value() - neutralRating)
        : weight;
  }
}
