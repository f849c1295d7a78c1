package org.interesttracker.savepoint;

import java.util.List;

/**
 * What is asked of the tables.
 *
 * @param sql with a question mark for each argument
 * @param arguments texts
 */
record Question(String sql, List<String> arguments) {

  /** Only some of the rows, in another order. */
  Question with(String where, String sort, Integer limit) {
    StringBuilder outer = new StringBuilder("FROM (").append(sql).append(')');
    if (where != null) {
      outer.append(" WHERE ").append(where);
    }
    if (sort != null) {
      outer.append(" ORDER BY ").append(sort);
    }
    if (limit != null) {
      outer.append(" LIMIT ").append(limit);
    }
    return new Question(outer.toString(), arguments);
  }
}
