package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user's interest is must not depend on timing or on the number of subtasks. */
class RepeatableRunIT {

  private static final double TOLERANCE = 1e-5;

  @TempDir private Path folder;

  @Test
  void interestsAreTheSameWhateverTheParallelismAndHoweverSlowTheCatalog() throws Exception {
    GeneratedData data = GeneratedData.in(folder.resolve("data"), 2_000);

    Map<String, JsonNode> alone = run(data, 1);
    Map<String, JsonNode> shared = run(data, 2);

    assertThat(alone).isNotEmpty();
    assertThat(shared.keySet()).isEqualTo(alone.keySet());
    alone.forEach((window, update) -> assertSame(window, shared.get(window), update));
  }

  /** To the digit in words; the vectors up to what batches of other sizes may change. */
  private static void assertSame(String window, JsonNode actual, JsonNode expected) {
    for (String field : new String[] {"topics", "events", "recent_items", "new_items"}) {
      assertThat(actual.get(field)).as(field + " of " + window).isEqualTo(expected.get(field));
    }
    for (int d = 0; d < expected.get("vector").size(); d++) {
      assertThat(actual.get("vector").get(d).asDouble())
          .as("vector of " + window)
          .isEqualTo(expected.get("vector").get(d).asDouble(), within(TOLERANCE));
    }
  }

  private Map<String, JsonNode> run(GeneratedData data, int parallelism) throws Exception {
    Path out = folder.resolve("out-" + parallelism);
    Configuration config = config(data, out);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, config);
    JobLauncher.define(environment, config);
    environment.execute();
    return interests(out);
  }

  /** A catalog that counts as read after a silence would count as read at once. */
  private static Configuration config(GeneratedData data, Path out) throws Exception {
    TrackerConfig config =
        new TrackerConfig()
            .set(TrackerOptions.EVENTS_PATH, data.events().toString())
            .set(TrackerOptions.CATALOG_PATH, data.catalog().toString())
            .set(TrackerOptions.OUTPUT_PATH, out.toString())
            .set(TrackerOptions.CATALOG_FIRST, "1 ms")
            .set(TrackerOptions.CATALOG_QUIET, "1 ms");
    return new JobLauncher(config.build()).embedded(out);
  }

  /** By user and window. */
  private static Map<String, JsonNode> interests(Path out) throws Exception {
    Map<String, JsonNode> updates = new TreeMap<>();
    for (JsonNode update : OutputRecords.json(out, "interests")) {
      updates.put(update.get("user_id").asText() + " " + update.get("window_start"), update);
    }
    return updates;
  }
}
