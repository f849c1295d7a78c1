package org.interesttracker.savepoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.interesttracker.cli.UsageException;

/** What can be asked for by name. A question mark stands for the argument. */
enum View {
  OVERVIEW(
      null,
      """
      SELECT uid, name, parallelism, max_parallelism, bytes FROM operators
      WHERE bytes > 0 ORDER BY bytes DESC, uid
      """),
  USERS(
      null,
      """
      SELECT user_id, first_seen, last_seen, events, top_topics, round(drift, 3) AS drift, consent,
        model_version[:12] AS model
      FROM users LEFT JOIN top_topics USING (user_id) LEFT JOIN user_drift USING (user_id)
      ORDER BY user_id
      """),
  INTERESTS(null, "SELECT * FROM interests ORDER BY weight DESC, topic"),
  ITEMS(
      null,
      """
      SELECT item_id, title, array_to_string(categories, ', ') AS categories, language,
        round(total, 1) AS times_met
      FROM items LEFT JOIN (FROM item_totals WHERE channel = 'item-cf') USING (item_id)
      ORDER BY times_met DESC NULLS LAST, item_id
      """),
  SIMILAR(
      "ITEM",
      """
      SELECT neighbour_id AS item_id, title, round(similarity, 4) AS similarity, channel
      FROM neighbours LEFT JOIN items ON items.item_id = neighbour_id
      WHERE neighbours.item_id = ? ORDER BY channel, similarity DESC
      """),
  BLEND(
      null,
      """
      FROM (PIVOT (SELECT model, users_with_events, round(weight, 3) AS weight FROM blend)
        ON users_with_events IN ('0-4', '5-19', '20-99', '100+') USING first(weight))
      ORDER BY "100+" DESC
      """);

  private final String argument;
  private final String sql;

  View(String argument, String sql) {
    this.argument = argument;
    this.sql = sql;
  }

  /**
   * @throws UsageException that says what there is
   */
  static View named(String name) {
    return Arrays.stream(values())
        .filter(view -> view.toString().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> new UsageException("There is no view '%s'; there are %s".formatted(name, all())));
  }

  /** All views, as they are called. */
  static String all() {
    return Arrays.stream(values())
        .map(view -> view.argument == null ? view.toString() : view + " " + view.argument)
        .collect(Collectors.joining(", "));
  }

  /** What is to be given with the name; null if nothing. */
  String argument() {
    return argument;
  }

  String sql() {
    return sql;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
