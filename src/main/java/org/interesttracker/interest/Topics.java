package org.interesttracker.interest;

import java.util.List;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.model.Catalog;

/** What an event is about: the categories of its item, or else the topic its text is nearest to. */
final class Topics {

  private Topics() {}

  /**
   * @param textVector of an event without an item that is in the catalog; else null
   * @return empty when neither item nor text tells
   */
  static List<String> of(
      String itemId, float[] textVector, Catalog catalog, InterestSettings settings) {
    CatalogItem item = catalog.item(itemId);
    if (item != null) {
      return item.categories();
    }
    float[] text = catalog.fitting(textVector);
    String nearest =
        text == null ? null : catalog.topics().nearest(text, settings.textTopicSimilarity());
    return nearest == null ? List.of() : List.of(nearest);
  }
}
