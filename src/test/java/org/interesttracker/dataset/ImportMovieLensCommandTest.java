package org.interesttracker.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.interesttracker.dataset.JsonLines.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.interesttracker.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportMovieLensCommandTest {

  private static final String FIXTURES = "src/test/resources/movielens/";
  private static final Path REAL = SharedData.directory("ml-latest-small");

  @TempDir Path directory;

  @Test
  void readsTheCsvFormByTimeAndLeavesTagsOut() throws IOException {
    assertThat(run(FIXTURES + "csv")).isZero();
    List<JsonNode> events = JsonLines.read(directory.resolve("events.jsonl"));
    assertThat(texts(events, "event_id"))
        .containsExactly(
            "1:11:1000000100000:3",
            "2:12:1000000100000:5",
            "1:10:1000000300000:2",
            "2:10:1000000300000:4");
    assertThat(texts(events, "value")).containsExactly("2.5", "0.5", "4", "5");
    assertThat(texts(events, "type")).containsOnly("rating");
    assertThat(texts(events, "time")).startsWith("2001-09-09T01:48:20Z");
  }

  @Test
  void readsFilmsWithTheirGenres() throws IOException {
    run(FIXTURES + "csv");
    List<JsonNode> items = JsonLines.read(directory.resolve("catalog.jsonl"));
    assertThat(texts(items, "title"))
        .containsExactly(
            "Lantern, The (1999)",
            "Paper Moons (2001)",
            "Quiet Orbit (2003)",
            "Never Rated (2004)");
    assertThat(items.get(0).get("categories")).hasToString("[\"Drama\",\"Mystery\"]");
    assertThat(items.get(1).get("categories")).isEmpty();
  }

  @Test
  void listsABadRatingByItsLine() throws IOException {
    run(FIXTURES + "csv");
    JsonNode rejected = JsonLines.read(directory.resolve("rejected.jsonl")).get(0);
    assertThat(rejected.get("line").asInt()).isEqualTo(6);
    assertThat(rejected.get("file").textValue()).isEqualTo("ratings.csv");
    assertThat(rejected.get("reason").textValue()).contains("value").contains("rating");
  }

  @Test
  void tagsBecomeCommentsOnDemand() throws IOException {
    assertThat(run(FIXTURES + "csv", "--tags")).isZero();
    List<JsonNode> comments =
        JsonLines.read(directory.resolve("events.jsonl")).stream()
            .filter(e -> e.get("type").textValue().equals("comment"))
            .toList();
    assertThat(texts(comments, "text")).containsExactly("slow, but \"good\"", "lanterns");
  }

  @Test
  void readsThe100kForm() throws IOException {
    assertThat(run(FIXTURES + "100k")).isZero();
    List<JsonNode> events = JsonLines.read(directory.resolve("events.jsonl"));
    List<JsonNode> items = JsonLines.read(directory.resolve("catalog.jsonl"));
    assertThat(texts(events, "user_id")).containsExactly("8", "7", "7");
    assertThat(texts(events, "item_id")).containsExactly("2", "1", "2");
    assertThat(texts(items, "title"))
        .containsExactly("Café Lumière (1995)", "\"Odd\" Quote (1996)", "Night Rails (1997)");
    assertThat(items.get(0).get("categories")).hasToString("[\"Action\",\"Comedy\"]");
    assertThat(items.get(1).get("categories")).isEmpty();
    assertThat(items.get(2).get("categories")).hasToString("[\"Western\"]");
  }

  @Test
  void aDirectoryWithoutMovieLensFails() {
    assertThat(run(directory.toString())).isEqualTo(1);
  }

  @Test
  void readsAllOfMovieLensLatestSmall() throws IOException {
    assumeThat(REAL).as("MovieLens ml-latest-small is not in ../shared/data").isDirectory();
    assertThat(run(REAL.toString())).isZero();
    List<JsonNode> events = JsonLines.read(directory.resolve("events.jsonl"));
    assertThat(events).hasSize(100_836);
    assertThat(events).isSortedAccordingTo(Comparator.comparing(JsonLines::time));
    assertThat(texts(events, "event_id")).doesNotHaveDuplicates();
    assertThat(JsonLines.read(directory.resolve("catalog.jsonl"))).hasSize(9_742);
    assertThat(directory.resolve("rejected.jsonl")).doesNotExist();
  }

  private int run(String source, String... options) {
    CommandLine command = new CommandLine(new ImportCommand());
    String[] arguments = {"movielens", source, "--out", directory.toString()};
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(options));
    return command.execute(all.toArray(String[]::new));
  }
}
