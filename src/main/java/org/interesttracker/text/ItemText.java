package org.interesttracker.text;

import org.interesttracker.event.CatalogItem;

/** Title and description of an item. Training embeds the same text. */
public final class ItemText implements TextAccess<CatalogItem> {

  private static final long serialVersionUID = 1L;

  /** The text an item is known by; null if it has none. */
  public static String of(CatalogItem item) {
    if (item.description() == null) {
      return item.title().isEmpty() ? null : item.title();
    }
    return item.title().isEmpty() ? item.description() : item.title() + ". " + item.description();
  }

  @Override
  public String text(CatalogItem item) {
    return of(item);
  }

  @Override
  public float[] vector(CatalogItem item) {
    return item.vector();
  }

  @Override
  public CatalogItem embedded(CatalogItem item, float[] vector) {
    return item.embedded(vector);
  }
}
