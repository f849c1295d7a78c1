package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.interesttracker.event.Json;

/** What tests count in the records of the output interests. */
final class InterestRecords {

  private InterestRecords() {}

  /** No window of a user is told twice, and the windows hold so many events together. */
  static void assertEachEventOnce(List<String> updates, int events) throws Exception {
    Set<String> windows = new HashSet<>();
    int sum = 0;
    for (String line : updates) {
      JsonNode update = Json.MAPPER.readTree(line);
      String window = update.get("user_id").asText() + " " + update.get("window_start").asText();
      assertThat(windows.add(window)).as("first update of " + window).isTrue();
      sum += update.get("events").asInt();
    }
    assertThat(sum).isEqualTo(events);
  }
}
