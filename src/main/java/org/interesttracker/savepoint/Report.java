package org.interesttracker.savepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.interesttracker.cli.HtmlPage;
import org.interesttracker.event.Json;
import org.interesttracker.job.PipelineSettings;
import org.interesttracker.savepoint.Database.Rows;

/**
 * A page to look at a savepoint with, which needs nothing else. Its numbers are those of the views.
 * Of users and items it holds at most so many one by one: users as if drawn by lot, the same ones
 * each time, and the items that were met most.
 */
final class Report {

  static final int MOST_USERS = 1_000;
  static final int MOST_ITEMS = 1_000;

  private static final String TEMPLATE = "/savepoint/report.html";

  private static final String CHOSEN_ITEMS =
      """
      CREATE TABLE chosen_items AS
      SELECT item_id FROM items LEFT JOIN (FROM item_totals WHERE channel = 'item-cf') USING (item_id)
      ORDER BY total DESC NULLS LAST, item_id LIMIT\s"""
          + MOST_ITEMS;

  private static final String OPERATORS =
      """
      SELECT o.*, states
      FROM (%s) o LEFT JOIN (SELECT operator AS uid, string_agg(state, ', ' ORDER BY state) AS states
        FROM states WHERE kind <> 'timers' GROUP BY operator) USING (uid)
      ORDER BY bytes DESC, uid
      """
          .formatted(View.OPERATORS.sql());

  private static final String TOTALS =
      """
      SELECT (SELECT count(*) FROM users) AS users, (SELECT sum(events) FROM users) AS events,
        (SELECT min(first_seen) FROM users) AS first_seen,
        (SELECT max(last_seen) FROM users) AS last_seen,
        (SELECT count(*) FROM items) AS items, (SELECT count(*) FROM interests) AS topics,
        (SELECT count(*) FROM chosen_users) AS shown_users,
        (SELECT count(*) FROM chosen_items) AS shown_items
      """;

  private static final String DRIFT =
      """
      SELECT floor(drift / 0.05) * 0.05 AS at_least, count(*) AS users
      FROM user_drift WHERE drift IS NOT NULL GROUP BY ALL ORDER BY at_least
      """;

  private static final String USERS =
      """
      SELECT u.*, english, chinese, topics, recent, list
      FROM chosen_users JOIN (%s) u USING (user_id) LEFT JOIN user_words USING (user_id)
        LEFT JOIN (SELECT user_id, list(json_array(topic, round(weight, 3), round(share, 4))
            ORDER BY weight DESC, topic) AS topics
          FROM user_topics SEMI JOIN chosen_users USING (user_id) GROUP BY user_id)
          USING (user_id)
        LEFT JOIN (SELECT user_id, list(json_array(time, type, item_id, weight) ORDER BY place)
            AS recent
          FROM recent_events SEMI JOIN chosen_users USING (user_id) GROUP BY user_id)
          USING (user_id)
        LEFT JOIN (SELECT user_id, list(item_id ORDER BY place) AS list
          FROM lists SEMI JOIN chosen_users USING (user_id) GROUP BY user_id) USING (user_id)
      ORDER BY user_id
      """
          .formatted(View.USERS.sql());

  private static final String ITEMS =
      """
      SELECT i.item_id, language, times_met, neighbours, nearest
      FROM chosen_items JOIN (%s) i USING (item_id)
        LEFT JOIN (SELECT item_id, list(json_array(neighbour_id, channel, round(similarity, 4))
            ORDER BY channel, similarity DESC, neighbour_id) AS nearest
          FROM (SELECT *, row_number() OVER (PARTITION BY item_id, channel
                ORDER BY similarity DESC, neighbour_id) AS place
              FROM neighbours SEMI JOIN chosen_items USING (item_id))
          WHERE place <= 10 GROUP BY item_id) USING (item_id)
      ORDER BY times_met DESC NULLS LAST, item_id
      """
          .formatted(View.ITEMS.sql());

  /** Of every item that is named somewhere on the page. */
  private static final String TITLES =
      """
      SELECT item_id, title, categories FROM items
      WHERE item_id IN (FROM chosen_items)
        OR item_id IN (SELECT item_id FROM recent_events SEMI JOIN chosen_users USING (user_id))
        OR item_id IN (SELECT item_id FROM lists SEMI JOIN chosen_users USING (user_id))
        OR item_id IN (SELECT neighbour_id FROM neighbours SEMI JOIN chosen_items USING (item_id))
      ORDER BY item_id
      """;

  /** Vectors of different models cannot be compared; these are of the one that most users have. */
  private static final String USER_VECTORS =
      """
      SELECT user_id AS id, interest AS vector FROM users SEMI JOIN chosen_users USING (user_id)
      WHERE list_sum(list_transform(interest, x -> abs(x))) > 0
        AND model_version = (SELECT mode(model_version) FROM users) ORDER BY user_id
      """;

  private static final String ITEM_VECTORS =
      """
      SELECT item_id AS id, vector FROM items SEMI JOIN chosen_items USING (item_id)
      WHERE list_sum(list_transform(vector, x -> abs(x))) > 0 ORDER BY item_id
      """;

  /** What is shown as rows, by its name in the page. */
  private static final Map<String, String> ROWS = rows();

  private final UserSample sample = new UserSample(MOST_USERS);
  private final Inspection inspection;
  private final Database database;

  Report(Snapshot snapshot, Database database, PipelineSettings settings) {
    this.inspection = new Inspection(snapshot, database, settings, sample);
    this.database = database;
  }

  private static Map<String, String> rows() {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("snapshot", "FROM snapshot");
    rows.put("operators", OPERATORS);
    rows.put("totals", TOTALS);
    rows.put("interests", View.INTERESTS.sql());
    rows.put("topic_days", "FROM topic_days ORDER BY day, topic");
    rows.put("drift", DRIFT);
    rows.put("users", USERS);
    rows.put("items", ITEMS);
    rows.put("titles", TITLES);
    rows.put("quality", View.QUALITY.sql());
    rows.put("blend", View.BLEND.sql());
    return rows;
  }

  /** Reads all that is needed, and writes the page. */
  void write(Path file) throws SQLException, IOException {
    inspection.prepare(String.join(" ", ROWS.values()));
    Files.writeString(file, HtmlPage.of(TEMPLATE, data(database, sample.users())));
  }

  /**
   * What the page holds.
   *
   * @param database with its tables filled
   * @param users who are shown one by one
   */
  static ObjectNode data(Database database, Set<String> users) throws SQLException, IOException {
    database.run("CREATE TABLE chosen_users (user_id VARCHAR)");
    try (Rows rows = database.rows("chosen_users")) {
      for (String user : users) {
        rows.add(user);
      }
    }
    database.run(CHOSEN_ITEMS);
    ObjectNode data = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, String> part : ROWS.entrySet()) {
      data.set(part.getKey(), all(database, part.getValue()));
    }
    data.set("user_map", map(database, USER_VECTORS));
    data.set("item_map", map(database, ITEM_VECTORS));
    return data;
  }

  private static ArrayNode all(Database database, String sql) throws SQLException, IOException {
    ArrayNode rows = Json.MAPPER.createArrayNode();
    database.read(sql, rows::add);
    return rows;
  }

  /** An id and its place in two dimensions, for each; none where there are too few. */
  private static ArrayNode map(Database database, String sql) throws SQLException, IOException {
    List<String> ids = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    database.read(
        sql,
        row -> {
          ids.add(row.get("id").asText());
          vectors.add(vector(row.get("vector")));
        });
    ArrayNode map = Json.MAPPER.createArrayNode();
    float[][] places = Plane.of(vectors);
    for (int i = 0; places != null && i < places.length; i++) {
      map.addArray().add(ids.get(i)).add(places[i][0]).add(places[i][1]);
    }
    return map;
  }

  private static float[] vector(JsonNode numbers) {
    float[] vector = new float[numbers.size()];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) numbers.get(d).asDouble();
    }
    return vector;
  }
}
