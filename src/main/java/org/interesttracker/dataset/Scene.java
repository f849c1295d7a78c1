package org.interesttracker.dataset;

import java.util.EnumMap;
import java.util.Map;
import org.interesttracker.event.EventType;

/**
 * One of the places where users meet items.
 *
 * @param name post, shop, film or course; the start of its item ids
 * @param viewSeconds the median time spent on an item of interest, seconds
 * @param eventMix how often each event type happens to an item of interest, any scale
 */
record Scene(String name, double viewSeconds, Map<EventType, Double> eventMix) {

  Scene {
    eventMix = new EnumMap<>(eventMix);
  }
}
