package org.interesttracker.dataset;

import java.util.List;
import org.interesttracker.event.CatalogItem;

/**
 * Makes items of rows.
 *
 * @param times for the column of the time; null if that is not the item's own
 * @param defaultLanguage for rows without a language; null if unknown
 */
record CatalogMapper(
    Columns columns,
    ItemColumn items,
    CategoryColumns categories,
    TimeParser times,
    String defaultLanguage) {

  /** The items of one row, without texts where there are no columns for them. */
  List<CatalogItem> items(Row row) throws BadRowException {
    float[] vector = new VectorColumn(columns.vector()).vector(row);
    String title = row.joined(columns.title());
    String description = row.joined(columns.description());
    List<String> names = categories.names(row);
    String language = row.first(columns.language());
    long time = time(row);
    return items.ids(row).stream()
        .map(
            id ->
                new CatalogItem(
                    id,
                    title == null ? "" : title,
                    description,
                    names,
                    vector,
                    language == null ? defaultLanguage : language,
                    time))
        .toList();
  }

  private long time(Row row) throws BadRowException {
    String text = times == null ? null : row.first(columns.time());
    return text == null ? 0 : times.parse(text);
  }
}
