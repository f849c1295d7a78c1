package org.interesttracker.interest;

import java.util.function.Consumer;
import org.interesttracker.event.Event;
import org.interesttracker.similarity.CoOccurrence;

/**
 * One user's events from the first on, linked as the job links them, without all else that the job
 * keeps of a user: for what needs the item counts alone. Not thread-safe.
 */
public final class UserLinks {

  private final InterestSettings settings;
  private final EventTail tail = new EventTail();

  public UserLinks(InterestSettings settings) {
    this.settings = settings;
  }

  /**
   * Takes the user's next event by time, and among events of one time by id.
   *
   * @param counts receives what it adds to the item counts
   */
  public void take(Event event, Consumer<CoOccurrence> counts) {
    TailEvent kept = TailEvent.withoutText(event, settings.weights());
    ItemLinks.count(tail, kept, settings, counts);
    tail.add(kept, settings.tailLength());
  }
}
