package org.interesttracker.dataset;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a row names its categories.
 *
 * @param columns the most specific first
 * @param separator splits a column into several; null to keep it whole
 * @param none values that say that there is no category
 */
record CategoryColumns(List<String> columns, String separator, Set<String> none) {

  /** Each name once. */
  List<String> names(Row row) {
    Set<String> names = new LinkedHashSet<>();
    for (String column : columns) {
      row.texts(column).forEach(text -> names.addAll(split(text)));
    }
    names.removeAll(none);
    return List.copyOf(names);
  }

  private List<String> split(String text) {
    if (separator == null) {
      return List.of(text);
    }
    return Arrays.stream(text.split(Pattern.quote(separator)))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
