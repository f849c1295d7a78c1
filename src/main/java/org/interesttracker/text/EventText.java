package org.interesttracker.text;

import org.interesttracker.event.Event;

/** What the user wrote. With an item that is in the catalog, the item says what it is about. */
public final class EventText implements TextAccess<Event> {

  private static final long serialVersionUID = 1L;

  private final boolean withItem;
  private final boolean keepText;

  /**
   * @param withItem whether the texts of events that name an item are read too; of use only where
   *     items are missing from the catalog
   * @param keepText whether the text stays in the event when it has its place in the vector space;
   *     nothing that comes after needs it
   */
  public EventText(boolean withItem, boolean keepText) {
    this.withItem = withItem;
    this.keepText = keepText;
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
    if (vector == null) {
      return keepText ? event : event.withoutText();
    }
    return keepText ? event.withTextVector(vector) : event.withVectorForText(vector);
  }
}
