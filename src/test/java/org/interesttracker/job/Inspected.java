package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.event.Json;
import org.interesttracker.savepoint.InspectCommand;
import picocli.CommandLine;

/** What the command inspect answers of one snapshot. */
final class Inspected {

  private final Path folder;
  private final String snapshot;

  /**
   * @param folder for the files that answers are written to
   */
  Inspected(Path folder, String snapshot) {
    this.folder = folder;
    this.snapshot = snapshot;
  }

  /** The exit code of the command on the snapshot. */
  int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(snapshot));
    all.addAll(List.of(arguments));
    return new CommandLine(new InspectCommand()).execute(all.toArray(String[]::new));
  }

  /** The rows of a view, as the command writes them. */
  List<JsonNode> view(String... arguments) throws Exception {
    Path answer = Files.createTempFile(folder, "answer", ".jsonl");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--out=" + answer);
    assertThat(run(all.toArray(String[]::new))).as(all + " of " + snapshot).isZero();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(answer)) {
      rows.add(Json.MAPPER.readTree(line));
    }
    return rows;
  }

  /** The rows that a question in SQL has. */
  List<JsonNode> sql(String sql) throws Exception {
    return view("--sql=" + sql);
  }

  /** A moment as rows have it, in epoch milliseconds. */
  static long time(JsonNode moment) {
    return LocalDateTime.parse(moment.asText().replace(' ', 'T'))
        .toInstant(ZoneOffset.UTC)
        .toEpochMilli();
  }

  /** The texts of a list; empty where there is none. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
