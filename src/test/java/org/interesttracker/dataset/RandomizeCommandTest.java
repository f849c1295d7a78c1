package org.interesttracker.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.interesttracker.event.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RandomizeCommandTest {

  @TempDir private Path folder;

  private Path catalog;
  private Path events;

  @BeforeEach
  void write() throws Exception {
    catalog = folder.resolve("catalog.jsonl");
    Files.writeString(
        catalog,
        """
        {"item_id": "i", "title": "I", "categories": ["bikes", "cars"]}
        {"item_id": "j", "title": "J", "categories": ["boats"]}
        """);
    events = folder.resolve("events.jsonl");
    StringBuilder lines = new StringBuilder("no event\n");
    for (int e = 0; e < 500; e++) {
      lines.append(
          "{\"user_id\": \"ann\", \"item_id\": \"i\", \"type\": \"like\", \"time\": %d}%n"
              .formatted(1_000 + e));
    }
    Files.writeString(events, lines);
  }

  @Test
  void reportsHaveTypeAndTopicAndNothingElse() throws Exception {
    assertThat(run("--events=" + events, "--out=" + folder.resolve("r"), "--epsilon=1")).isZero();
    List<String> reports = Files.readAllLines(folder.resolve("r"));
    assertThat(reports).hasSize(500);
    Set<String> topics = new TreeSet<>();
    Set<String> types = new TreeSet<>();
    for (String line : reports) {
      JsonNode report = Json.MAPPER.readTree(line);
      assertThat(report.properties()).hasSize(2);
      topics.add(report.get("topic").asText());
      types.add(report.get("type").asText());
    }
    assertThat(topics).containsExactly("(none)", "bikes", "boats");
    assertThat(types).hasSize(10);
  }

  @Test
  void whatIsHardlyRandomizedComesThrough() throws Exception {
    assertThat(run("--events=" + events, "--out=" + folder.resolve("r"), "--epsilon=90")).isZero();
    assertThat(Files.readAllLines(folder.resolve("r")))
        .containsOnly("{\"type\":\"like\",\"topic\":\"bikes\"}");
    assertThat(run("--reports=" + folder.resolve("r"), "--epsilon=90")).isZero();
  }

  @Test
  void refusesWhatItCannotDo() throws Exception {
    assertThat(run("--events=" + events, "--epsilon=1")).isNotZero();
    assertThat(run("--events=" + events, "--out=" + catalog, "--epsilon=1")).isNotZero();
    assertThat(run("--events=" + events, "--out=" + folder.resolve("r"), "--epsilon=0"))
        .isNotZero();
    assertThat(folder.resolve("r")).doesNotExist();
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--catalog=" + catalog;
    return new CommandLine(new RandomizeCommand()).execute(all);
  }
}
