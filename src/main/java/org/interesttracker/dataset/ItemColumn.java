package org.interesttracker.dataset;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a row names its items.
 *
 * @param pattern each match in the column is an item (its group 1, if it has groups); null if the
 *     column holds one item
 */
record ItemColumn(String column, Pattern pattern) {

  /** The items of the row, each once; none if it names none. */
  List<String> ids(Row row) {
    String text = row.first(column);
    if (text == null) {
      return List.of();
    }
    return pattern == null ? List.of(text) : matches(text);
  }

  private List<String> matches(String text) {
    Set<String> found = new LinkedHashSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      String id = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
      if (id != null && !id.isBlank()) {
        found.add(id);
      }
    }
    return List.copyOf(found);
  }
}
