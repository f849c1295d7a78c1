package org.interesttracker.text;

import org.interesttracker.event.Event;

/** What the user wrote. */
public final class EventText implements TextAccess<Event> {

  private static final long serialVersionUID = 1L;

  @Override
  public String text(Event event) {
    return event.text();
  }

  @Override
  public float[] vector(Event event) {
    return null;
  }

  @Override
  public Event embedded(Event event, float[] vector) {
    return vector == null ? event : event.withTextVector(vector);
  }
}
