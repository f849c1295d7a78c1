package org.interesttracker.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.Json;
import org.interesttracker.savepoint.InspectCommand;
import picocli.CommandLine;

/**
 * What a savepoint of a version says, as questions with their answers, so that a later version is
 * asked the same even where its tables have more columns.
 */
final class SavepointQuestions {

  private static final List<String> QUESTIONS =
      List.of(
          "SELECT user_id, events, first_seen, last_seen, agreement FROM users ORDER BY ALL",
          "SELECT user_id, topic, round(weight, 6) AS weight FROM user_topics ORDER BY ALL",
          "SELECT user_id, place, type, item_id FROM recent_events ORDER BY ALL",
          "SELECT user_id, kind, about, steps FROM user_preferences ORDER BY ALL",
          "SELECT user_id, item_id FROM met ORDER BY ALL",
          "SELECT user_id, place, item_id FROM lists ORDER BY ALL",
          "SELECT item_id, title FROM items ORDER BY ALL",
          "SELECT channel, item_id, round(total, 6) AS total FROM item_totals ORDER BY ALL",
          "SELECT channel, item_id, neighbour_id FROM neighbours ORDER BY ALL",
          "SELECT model, figure, round(samples, 6) AS samples FROM quality ORDER BY ALL");

  private SavepointQuestions() {}

  /**
   * @param teaching how many events of each user the job was fed that say something of an interest
   * @param end when the last event happened, epoch milliseconds
   */
  static ObjectNode asked(String savepoint, Map<String, Integer> teaching, long end)
      throws Exception {
    ObjectNode expected = Json.MAPPER.createObjectNode();
    expected.put("end", end);
    expected.set("teaching", Json.MAPPER.valueToTree(teaching));
    ArrayNode questions = expected.putArray("questions");
    for (String sql : QUESTIONS) {
      ObjectNode question = questions.addObject();
      question.put("sql", sql);
      question.set("rows", Json.MAPPER.valueToTree(ask(savepoint, sql)));
    }
    return expected;
  }

  /** The rows that the command inspect writes. */
  static List<JsonNode> ask(String savepoint, String sql) throws Exception {
    Path answer = Files.createTempFile("answer", ".jsonl");
    try {
      int code =
          new CommandLine(new InspectCommand())
              .execute(savepoint, "--sql=" + sql, "--out=" + answer);
      if (code != 0) {
        throw new IllegalStateException("inspect ended with " + code + " for " + sql);
      }
      List<JsonNode> rows = new ArrayList<>();
      for (String line : Files.readAllLines(answer)) {
        rows.add(Json.MAPPER.readTree(line));
      }
      return rows;
    } finally {
      Files.delete(answer);
    }
  }
}
