package org.interesttracker.savepoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Several answers under headings, to be read. */
enum Page {
  OVERVIEW(
      "operators or states",
      new Part("Savepoint", "FROM snapshot"),
      new Part(
          "Operators with state",
          """
          SELECT uid, parallelism, max_parallelism, bytes, states
          FROM operators LEFT JOIN (SELECT operator AS uid, string_agg(state, ', ' ORDER BY state) AS states
            FROM states WHERE kind <> 'timers' GROUP BY operator) USING (uid)
          WHERE states IS NOT NULL ORDER BY bytes DESC, uid
          """),
      new Part(
          "States",
          """
          SELECT operator, state, scope, kind, type FROM states
          WHERE kind <> 'timers' AND type <> 'byte[]' ORDER BY operator, scope, state
          """)),
  USER(
      "users --where \"user_id = 'ID'\" or why ID, or for a table by --sql",
      new Part("In words", "SELECT english FROM user_words WHERE user_id = ?"),
      new Part("Profile", "SELECT * EXCLUDE (interest) FROM users WHERE user_id = ?"),
      new Part(
          "Topics",
          """
          SELECT topic, round(weight, 3) AS weight, round(share, 4) AS share, as_of
          FROM user_topics WHERE user_id = ? ORDER BY user_topics.weight DESC, topic
          """),
      new Part(
          "Events by type",
          "SELECT type, events FROM user_event_counts WHERE user_id = ? ORDER BY events DESC, type"),
      new Part(
          "Recent events",
          """
          SELECT e.time, type, item_id, title, weight
          FROM recent_events e LEFT JOIN items USING (item_id) WHERE user_id = ? ORDER BY place
          """),
      new Part(
          "Orders about lists",
          "SELECT * EXCLUDE (user_id) FROM user_preferences WHERE user_id = ?"),
      new Part("Last list, and what each model adds to an item's score", View.WHY.sql()),
      new Part("Items met", "SELECT count(*) AS items FROM met WHERE user_id = ?")),
  BUDGET(
      "budget or budget-charges",
      new Part("Privacy budget", View.BUDGET.sql()),
      new Part("What windows spent of it, as far as it counts", View.BUDGET_CHARGES.sql())),
  DIFF(
      "diff-counts, diff-users, diff-topics or diff-lists",
      new Part("Users", View.DIFF_COUNTS.sql()),
      new Part("Who changed most", View.DIFF_USERS.sql() + " LIMIT 20"),
      new Part("Topics, by how much more or less of all interest they are", View.DIFF_TOPICS.sql()),
      new Part("Lists", View.DIFF_LISTS.sql()));

  /** Instead of the names of columns alone. */
  private static final String NOTHING = "none";

  private final String rows;
  private final List<Part> parts;

  /**
   * @param rows see {@link #rows()}
   */
  Page(String rows, Part... parts) {
    this.rows = rows;
    this.parts = List.of(parts);
  }

  /** A heading and a question; a question mark stands for what the page is about. */
  private record Part(String heading, String sql) {}

  /** The page of a name; null if there is none. */
  static Page named(String name) {
    return Arrays.stream(values())
        .filter(page -> page.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  /** What to ask for, in words, to have of it as rows. */
  String rows() {
    return rows;
  }

  /** All questions in one text. */
  String sql() {
    return parts.stream().map(Part::sql).collect(Collectors.joining(" "));
  }

  /**
   * @param about what a question mark stands for; null where there is none
   */
  void print(Database database, String about, Consumer<String> out) throws Exception {
    for (Part part : parts) {
      List<String> arguments = new ArrayList<>();
      part.sql.chars().filter(c -> c == '?').forEach(c -> arguments.add(about));
      out.accept(part.heading);
      List<String> lines = new ArrayList<>();
      database.print(new Question(part.sql, arguments), Format.TABLE, lines::add);
      if (lines.size() == 1) {
        out.accept("  " + NOTHING);
      } else {
        lines.forEach(line -> out.accept("  " + line));
      }
      out.accept("");
    }
  }
}
