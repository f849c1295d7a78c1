package org.interesttracker.savepoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.interesttracker.cli.UsageException;

/** What can be asked for by name, as rows. A question mark stands for the argument. */
enum View {
  OPERATORS(null, "FROM operators WHERE bytes > 0 ORDER BY bytes DESC, uid"),
  STATES(null, "FROM states ORDER BY operator, scope, state"),
  KEYS(null, "FROM state_keys ORDER BY operator, state"),
  USERS(
      null,
      """
      SELECT user_id, first_seen, last_seen, events, top_topics, round(drift, 3) AS drift, consent,
        model_version[:12] AS model
      FROM users LEFT JOIN top_topics USING (user_id) LEFT JOIN user_drift USING (user_id)
      ORDER BY user_id
      """),
  WHY(
      "ID",
      """
      SELECT place, any_value(item_id) AS item_id, any_value(title) AS title,
        round(sum(part), 3) AS score,
        string_agg(format('{} {:.2f}', model, part), ', ' ORDER BY part DESC)
          FILTER (abs(part) >= 0.005) AS by_model
      FROM (SELECT l.place, l.item_id, title, t.model,
          t.term * (b.weight + coalesce(w.weight_offset * w.counts, 0)) AS part
        FROM lists l JOIN list_terms t USING (user_id, place)
          JOIN blend b USING (model, users_with_events)
          LEFT JOIN user_weights w USING (user_id, model)
          LEFT JOIN items USING (item_id)
        WHERE l.user_id = ?)
      GROUP BY place ORDER BY place
      """),
  INTERESTS(
      null,
      """
      SELECT topic, users, round(weight, 3) AS weight, round(mean_share, 4) AS mean_share,
        round(change, 4) AS change
      FROM interests ORDER BY interests.weight DESC, topic
      """),
  ITEMS(
      null,
      """
      SELECT item_id, title, array_to_string(categories, ', ') AS categories, language,
        round(total, 1) AS times_met, coalesce(n.neighbours, 0) AS neighbours
      FROM items LEFT JOIN (FROM item_totals WHERE channel = 'item-cf') USING (item_id)
        LEFT JOIN (SELECT item_id, count(*) AS neighbours FROM neighbours
          WHERE channel = 'item-cf' GROUP BY item_id) n USING (item_id)
      ORDER BY total DESC NULLS LAST, item_id
      """),
  SIMILAR(
      "ITEM",
      """
      SELECT neighbour_id AS item_id, title, round(similarity, 4) AS similarity, channel
      FROM neighbours LEFT JOIN items ON items.item_id = neighbour_id
      WHERE neighbours.item_id = ? ORDER BY channel, neighbours.similarity DESC
      """),
  BLEND(
      null,
      """
      FROM (PIVOT (SELECT model, users_with_events, round(weight, 3) AS weight FROM blend)
        ON users_with_events IN ('0-4', '5-19', '20-99', '100+') USING first(weight))
      ORDER BY "100+" DESC
      """),
  QUALITY(
      null,
      """
      SELECT model, figure, over, position, round(value, 4) AS value, round(low, 4) AS low,
        round(high, 4) AS high, round(samples, 1) AS samples, time
      FROM quality ORDER BY figure, over, position, quality.value DESC
      """),
  CONSENTS(null, "FROM consents ORDER BY user_id, time"),
  BUDGET(null, "FROM budget"),
  BUDGET_CHARGES(null, "FROM budget_charges ORDER BY window_end"),
  DIFF_COUNTS(
      "SAVEPOINT",
      """
      SELECT count(*) FILTER (a.user_id IS NULL) AS came, count(*) FILTER (b.user_id IS NULL) AS went,
        count(*) FILTER (b.events > a.events) AS had_events,
        count(*) FILTER (a.user_id IS NOT NULL AND b.user_id IS NOT NULL) AS in_both
      FROM before.users a FULL JOIN after.users b USING (user_id)
      """),
  DIFF_USERS(
      "SAVEPOINT",
      """
      SELECT user_id,
        CASE WHEN a.user_id IS NULL THEN 'came' WHEN b.user_id IS NULL THEN 'went'
          ELSE 'stayed' END AS user,
        round(change, 4) AS change, coalesce(b.events, 0) - coalesce(a.events, 0) AS events,
        fell, rose
      FROM before.users a FULL JOIN after.users b USING (user_id)
        LEFT JOIN (SELECT user_id, sum(abs(more)) / 2 AS change,
            arg_min(topic, more) FILTER (more < 0) AS fell,
            arg_max(topic, more) FILTER (more > 0) AS rose
          FROM (SELECT user_id, topic, coalesce(y.share, 0) - coalesce(x.share, 0) AS more
            FROM before.user_topics x FULL JOIN after.user_topics y USING (user_id, topic))
          GROUP BY user_id) USING (user_id)
      ORDER BY change DESC, user_id
      """),
  DIFF_TOPICS(
      "SAVEPOINT",
      """
      SELECT topic, coalesce(a.users, 0) AS users_before, coalesce(b.users, 0) AS users_after,
        round(coalesce(a.part, 0), 4) AS part_before, round(coalesce(b.part, 0), 4) AS part_after,
        round(coalesce(b.part, 0) - coalesce(a.part, 0), 4) AS change
      FROM (SELECT topic, count(*) AS users, sum(share) / (SELECT sum(share) FROM before.user_topics)
            AS part FROM before.user_topics WHERE weight > 0 GROUP BY topic) a
        FULL JOIN (SELECT topic, count(*) AS users, sum(share) / (SELECT sum(share)
            FROM after.user_topics) AS part FROM after.user_topics WHERE weight > 0 GROUP BY topic) b
        USING (topic)
      ORDER BY coalesce(b.part, 0) - coalesce(a.part, 0) DESC, topic
      """),
  DIFF_LISTS(
      "SAVEPOINT",
      """
      SELECT count(*) AS users, count(*) FILTER (same < items) AS lists_changed,
        round(avg(same / items), 4) AS mean_share_kept
      FROM (SELECT user_id, count(*) FILTER (b.item_id IS NOT NULL) AS same, count(*) AS items
        FROM before.lists a LEFT JOIN after.lists b USING (user_id, item_id)
        WHERE user_id IN (SELECT user_id FROM after.lists) GROUP BY user_id)
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
    return find(name)
        .orElseThrow(
            () -> new UsageException("There is no view '%s'; there are %s".formatted(name, all())));
  }

  static boolean isNamed(String name) {
    return find(name).isPresent();
  }

  private static Optional<View> find(String name) {
    return Arrays.stream(values())
        .filter(view -> view.toString().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** All views, as they are called. */
  static String all() {
    return "overview, user ID, diff SAVEPOINT, "
        + Arrays.stream(values())
            .map(view -> view.argument == null ? view.toString() : view + " " + view.argument)
            .collect(Collectors.joining(", "));
  }

  /** What is to be given with the name; null if nothing. */
  String argument() {
    return argument;
  }

  /** Whether it compares with another savepoint. */
  boolean compares() {
    return "SAVEPOINT".equals(argument);
  }

  String sql() {
    return sql;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
