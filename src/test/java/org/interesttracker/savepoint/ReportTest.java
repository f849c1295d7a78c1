package org.interesttracker.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.interesttracker.savepoint.Database.Rows;
import org.junit.jupiter.api.Test;

/** A page of a large savepoint stays small, and says so. */
class ReportTest {

  private static final int USERS = 2 * Report.MOST_USERS;
  private static final int ITEMS = 2 * Report.MOST_ITEMS;

  @Test
  void holdsOnlySoManyUsersAndItems() throws Exception {
    try (Database database = Database.open()) {
      JsonNode data = Report.data(database, fill(database));

      JsonNode totals = data.get("totals").get(0);
      assertThat(totals.get("users").asInt()).isEqualTo(USERS);
      assertThat(totals.get("events").asInt()).isEqualTo(3 * USERS);
      assertThat(totals.get("items").asInt()).isEqualTo(ITEMS);
      assertThat(totals.get("shown_users").asInt()).isEqualTo(Report.MOST_USERS);
      assertThat(totals.get("shown_items").asInt()).isEqualTo(Report.MOST_ITEMS);
      assertThat(data.get("users")).hasSize(Report.MOST_USERS);
      assertThat(data.get("items")).hasSize(Report.MOST_ITEMS);
      assertThat(data.get("interests").get(0).get("users").asInt()).isEqualTo(USERS);
    }
  }

  @Test
  void holdsTheItemsThatWereMetMostAndTheTitlesOfAllThatAreNamed() throws Exception {
    try (Database database = Database.open()) {
      JsonNode data = Report.data(database, fill(database));

      assertThat(data.get("items").findValuesAsText("item_id"))
          .startsWith("item-1999", "item-1998")
          .endsWith("item-1000");
      Set<String> titles = new HashSet<>(data.get("titles").findValuesAsText("item_id"));
      assertThat(titles).contains("item-0", "item-1999").hasSize(Report.MOST_ITEMS + 1);
    }
  }

  /** Every user met item-0 alone, which is met least of all. Returns those who are shown. */
  private static Set<String> fill(Database database) throws Exception {
    UserSample sample = new UserSample(Report.MOST_USERS);
    Instant time = Instant.parse("2025-10-01T00:00:00Z");
    try (Rows users = database.rows("users");
        Rows topics = database.rows("user_topics");
        Rows events = database.rows("recent_events");
        Rows items = database.rows("items");
        Rows totals = database.rows("item_totals")) {
      for (int u = 0; u < USERS; u++) {
        sample.offer("user-" + u);
        users.add("user-" + u, time, time, 3L, null, null, null, null);
        topics.add("user-" + u, "topic", 1.5, 1.0, time);
        events.add("user-" + u, 1, time, "click", "item-0", 1.0);
      }
      for (int i = 0; i < ITEMS; i++) {
        items.add("item-" + i, "Title " + i, List.of("topic"), "en", null, null);
        totals.add("item-" + i, "item-cf", (double) i);
      }
    }
    return sample.users();
  }
}
