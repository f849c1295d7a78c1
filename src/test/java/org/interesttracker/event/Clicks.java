package org.interesttracker.event;

/** Events of tests that need no more than a user and an item. */
public final class Clicks {

  private Clicks() {}

  /** A click without a text. */
  public static Event of(String id, String user, String item, long time) {
    return new Event(id, user, item, EventType.CLICK, null, null, time, null, null, null, null);
  }
}
