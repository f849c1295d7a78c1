package org.interesttracker.dataset;

import java.util.List;

/** One row of a table or one JSON object. A null column is one that nobody asked for. */
@FunctionalInterface
interface Row {

  /** The non-empty texts of a column: none if it is missing, several only for a JSON array. */
  List<String> texts(String column);

  /** Null if there is none. */
  default String first(String column) {
    List<String> texts = column == null ? List.of() : texts(column);
    return texts.isEmpty() ? null : texts.get(0);
  }

  /** All texts of the column with spaces between; null if there is none. */
  default String joined(String column) {
    List<String> texts = column == null ? List.of() : texts(column);
    return texts.isEmpty() ? null : String.join(" ", texts);
  }

  /**
   * @param what the name of what the column holds, for the message
   */
  default String required(String column, String what) throws BadRowException {
    String text = first(column);
    if (text == null) {
      throw BadRowException.missing(what, column);
    }
    return text;
  }
}
