package org.interesttracker.savepoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.interesttracker.cli.UsageException;

/** Everything of one user. */
final class UserView {

  static final String NAME = "user";

  private static final Map<String, String> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("Profile", "SELECT * EXCLUDE (interest) FROM users WHERE user_id = ?");
    PARTS.put(
        "Topics",
        """
        SELECT topic, round(weight, 3) AS weight, round(share, 4) AS share, as_of
        FROM user_topics WHERE user_id = ? ORDER BY weight DESC, topic
        """);
    PARTS.put(
        "Events by type",
        "SELECT type, events FROM user_event_counts WHERE user_id = ? ORDER BY events DESC, type");
    PARTS.put(
        "Recent events",
        """
        SELECT e.time, type, item_id, title, weight FROM recent_events e LEFT JOIN items USING (item_id)
        WHERE user_id = ? ORDER BY place
        """);
    PARTS.put(
        "Last list",
        """
        SELECT place, item_id, title FROM lists LEFT JOIN items USING (item_id)
        WHERE user_id = ? ORDER BY place
        """);
    PARTS.put("Items met", "SELECT count(*) AS items FROM met WHERE user_id = ?");
  }

  private final Inspection inspection;
  private final String userId;

  UserView(Inspection inspection, String userId) {
    this.inspection = inspection;
    this.userId = userId;
  }

  /**
   * @throws UsageException if nothing is kept of such a user
   */
  void print(Consumer<String> out) throws Exception {
    inspection.prepare(String.join(" ", PARTS.values()), userId);
    if (inspection.database().isEmpty("users")) {
      throw new UsageException("Nothing is kept of a user '%s'".formatted(userId));
    }
    for (Map.Entry<String, String> part : PARTS.entrySet()) {
      out.accept(part.getKey());
      inspection
          .database()
          .print(
              new Question(part.getValue(), List.of(userId)),
              Format.TABLE,
              line -> out.accept("  " + line));
      out.accept("");
    }
  }
}
