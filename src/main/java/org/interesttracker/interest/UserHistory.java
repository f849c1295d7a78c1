package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.interesttracker.event.Event;
import org.interesttracker.similarity.CoOccurrence;

/**
 * All events of one user as they lie in a history: repeats are dropped, and events of one time are
 * put in the order of their ids, as the job's timeline and windows do. Not thread-safe.
 */
final class UserHistory {

  private static final Comparator<Event> BY_ID = Comparator.comparing(Event::eventId);

  private final UserLinks links;
  private final Consumer<CoOccurrence> counts;
  private final Set<String> ids = new HashSet<>();
  private final List<Event> sameTime = new ArrayList<>();
  private long time = Long.MIN_VALUE;

  UserHistory(InterestSettings settings, Consumer<CoOccurrence> counts) {
    this.links = new UserLinks(settings);
    this.counts = counts;
  }

  /**
   * Takes the next event by time.
   *
   * @return false for a repeat
   * @throws IllegalStateException if the event is of an earlier time than the one before it
   */
  boolean add(Event event) {
    if (!ids.add(event.eventId())) {
      return false;
    }
    if (event.timestamp() < time) {
      throw new IllegalStateException("The events of a user must come in the order of time");
    }
    if (event.timestamp() > time) {
      linkSameTime();
      time = event.timestamp();
    }
    sameTime.add(event);
    return true;
  }

  /** Takes in what waits for events of the same time. */
  void end() {
    linkSameTime();
  }

  private void linkSameTime() {
    sameTime.sort(BY_ID);
    sameTime.forEach(event -> links.take(event, counts));
    sameTime.clear();
  }
}
