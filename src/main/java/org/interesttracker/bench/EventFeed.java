package org.interesttracker.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.interesttracker.event.Event;

/**
 * Sends events to a job that reads from a broker, over and over, each at the time when it is sent.
 * They are made beforehand, so that making them takes no processor from the job.
 */
final class EventFeed {

  private static final int EVENTS = 12_000;
  private static final long LOOK_NANOS = 1_000_000;

  private final KafkaRun run;
  private final List<Event> events;
  private long sent;

  EventFeed(KafkaRun run, JobData data) throws IOException {
    this.run = run;
    this.events = new ArrayList<>();
    data.with(EVENTS).forEach(events::add);
  }

  /** How many were sent. */
  long sent() {
    return sent;
  }

  /**
   * As many as the job takes: when fewer wait than so many, the next are sent.
   *
   * @param waiting how many events without a list are under way
   */
  void asTaken(int waiting, Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      run.requireRunning();
      while (sent - ListProbe.lists() < waiting) {
        send();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Evenly; one that is due late, as the job takes the processor, is sent when it can be. */
  void evenly(double perSecond, Duration time) throws IOException {
    long start = System.nanoTime();
    long count = (long) (perSecond * time.toMillis() / 1_000);
    for (long number = 0; number < count; number++) {
      LockSupport.parkNanos(start + (long) (number * 1e9 / perSecond) - System.nanoTime());
      send();
    }
  }

  private void send() throws IOException {
    run.send(at(events.get((int) (sent++ % events.size())), System.currentTimeMillis()));
  }

  /** The same event at another time; its id is another too, or it would be a repeat. */
  private static Event at(Event event, long time) {
    return new Event(
        event.eventId() + "-" + time,
        event.userId(),
        event.itemId(),
        event.type(),
        event.text(),
        event.value(),
        time,
        event.sessionId(),
        null,
        event.language(),
        null);
  }
}
