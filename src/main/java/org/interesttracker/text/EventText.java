package org.interesttracker.text;

import org.interesttracker.event.Event;

/** What the user wrote. With an item that is in the catalog, the item says what it is about. */
public final class EventText implements TextAccess<Event> {

  private static final long serialVersionUID = 1L;

  private final boolean withItem;

  /**
   * @param withItem whether the texts of events that name an item are read too; of use only where
   *     items are missing from the catalog
   */
  public EventText(boolean withItem) {
    this.withItem = withItem;
  }

  @Override
  public String text(Event event) {
    return withItem || event.itemId() == null ? event.text() : null;
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
