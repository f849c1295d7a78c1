package org.interesttracker.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;

/**
 * Makes events of rows.
 *
 * @param defaultLanguage of texts in rows without a language; null if unknown
 */
record EventMapper(
    Columns columns, ItemColumn items, TypeColumn types, TimeParser times, String defaultLanguage) {

  /**
   * The events of one row: one, or with an item pattern one per item.
   *
   * @param place unique for the row; becomes part of ids that the row does not give itself
   */
  List<Event> events(Row row, String place) throws BadRowException {
    String user = row.required(columns.user(), "user");
    long time = times.parse(row.required(columns.time(), "time"));
    EventType type = types.type(row);
    Double value = value(row);
    String text = row.joined(columns.text());
    List<Event> events = new ArrayList<>();
    for (String item : items(row, type)) {
      events.add(
          new Event(
              eventId(row, user, item, time, place),
              user,
              item,
              type,
              text,
              value,
              time,
              row.first(columns.session()),
              null,
              text == null ? null : language(row),
              null));
    }
    return events;
  }

  /** A search may be without an item: then one null stands for it. */
  private List<String> items(Row row, EventType type) throws BadRowException {
    List<String> ids = items.ids(row);
    if (ids.isEmpty() && type == EventType.SEARCH) {
      return Arrays.asList((String) null);
    }
    if (ids.isEmpty()) {
      throw BadRowException.missing("item", items.column());
    }
    return ids;
  }

  private String eventId(Row row, String user, String item, long time, String place) {
    String given = row.first(columns.eventId());
    return given != null
        ? given
        : "%s:%s:%d:%s".formatted(user, item == null ? "" : item, time, place);
  }

  private Double value(Row row) throws BadRowException {
    String text = row.first(columns.value());
    if (text == null) {
      return null;
    }
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, together with infinities.
    }
    throw new BadRowException(
        "The value in column \"%s\" is not a number.".formatted(columns.value()));
  }

  private String language(Row row) {
    String language = row.first(columns.language());
    return language != null ? language : defaultLanguage;
  }
}
