package org.interesttracker.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.interesttracker.event.EventType;

/** Where a row names its event type. */
final class TypeColumn {

  private static final Map<String, EventType> OWN_NAMES =
      EventType.teaching().stream().collect(Collectors.toMap(t -> lower(t.name()), t -> t));

  private final String column;
  private final EventType defaultType;
  private final Map<String, EventType> sourceNames;

  /**
   * @param column null if all rows are of the default type
   * @param sourceNames names that differ from ours; case does not matter
   */
  TypeColumn(String column, EventType defaultType, Map<String, EventType> sourceNames) {
    this.column = column;
    this.defaultType = defaultType;
    this.sourceNames =
        sourceNames.entrySet().stream()
            .collect(Collectors.toMap(e -> lower(e.getKey()), Map.Entry::getValue, (a, b) -> b));
  }

  EventType type(Row row) throws BadRowException {
    String name = row.first(column);
    if (name == null) {
      return defaultType;
    }
    EventType type = sourceNames.getOrDefault(lower(name), OWN_NAMES.get(lower(name)));
    if (type == null) {
      throw new BadRowException(
          "The type in column \"%s\" is none of %s; --map-type can translate it."
              .formatted(column, OWN_NAMES.keySet().stream().sorted().toList()));
    }
    return type;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
