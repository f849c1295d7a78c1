package org.interesttracker.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;

/** Splits events by user, in order of time, ties in the order of the file. */
final class Timelines {

  /** Fewer events leave nothing to train on beside those held back. */
  private static final int MIN_TO_SPLIT = 3;

  private final Map<String, Integer> itemIndex;
  private final Map<String, float[]> textVectors;
  private final double validationShare;

  Timelines(
      Map<String, Integer> itemIndex, Map<String, float[]> textVectors, double validationShare) {
    this.itemIndex = itemIndex;
    this.textVectors = textVectors;
    this.validationShare = validationShare;
  }

  /** One timeline a user, in order of user id. */
  List<Timeline> of(List<Event> events) {
    Map<String, List<Event>> byUser = new TreeMap<>();
    for (Event event : events) {
      byUser.computeIfAbsent(event.userId(), user -> new ArrayList<>()).add(event);
    }
    return byUser.values().stream().map(this::timeline).toList();
  }

  private Timeline timeline(List<Event> events) {
    events.sort(Comparator.comparingLong(Event::timestamp));
    int n = events.size();
    Timeline timeline =
        new Timeline(
            new int[n], new EventType[n], new Double[n], new long[n], new float[n][], trained(n));
    for (int i = 0; i < n; i++) {
      Event event = events.get(i);
      timeline.items()[i] = event.itemId() == null ? Timeline.NONE : itemIndex.get(event.itemId());
      timeline.types()[i] = event.type();
      timeline.values()[i] = event.value();
      timeline.gaps()[i] = i == 0 ? 0 : event.timestamp() - events.get(i - 1).timestamp();
      timeline.texts()[i] = event.text() == null ? null : textVectors.get(event.text());
    }
    return timeline;
  }

  private int trained(int events) {
    return events < MIN_TO_SPLIT
        ? events
        : events - (int) Math.ceil(validationShare * events - 1e-9);
  }
}
