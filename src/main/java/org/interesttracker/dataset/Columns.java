package org.interesttracker.dataset;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which column holds what; null for none.
 *
 * @param categories columns of categories, the most specific first; may be empty, never null
 */
record Columns(
    String eventId,
    String user,
    String item,
    String time,
    String type,
    String text,
    String value,
    String session,
    String language,
    String title,
    String description,
    List<String> categories,
    String vector) {

  /** The names of this program's own event lines. */
  static final Columns OWN_EVENTS =
      new Columns(
          "event_id",
          "user_id",
          "item_id",
          "time",
          "type",
          "text",
          "value",
          "session_id",
          "language",
          null,
          null,
          List.of(),
          null);

  /** The names of this program's own catalog lines. */
  static final Columns OWN_CATALOG =
      new Columns(
          null,
          null,
          "item_id",
          "time",
          null,
          null,
          null,
          null,
          "language",
          "title",
          "description",
          List.of("categories"),
          "vector");

  static Columns event(String user, String item, String time, String value, String text) {
    return new Columns(
        null, user, item, time, null, text, value, null, null, null, null, List.of(), null);
  }

  static Columns catalog(String item, String title, String category) {
    return new Columns(
        null, null, item, null, null, null, null, null, null, title, null, List.of(category), null);
  }

  Set<String> all() {
    return Stream.concat(
            Stream.of(
                eventId,
                user,
                item,
                time,
                type,
                text,
                value,
                session,
                language,
                title,
                description,
                vector),
            categories.stream())
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  boolean none() {
    return all().isEmpty();
  }
}
