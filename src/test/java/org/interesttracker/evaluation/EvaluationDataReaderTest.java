package org.interesttracker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.interesttracker.event.DeadLetter.Reason;
import org.interesttracker.event.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationDataReaderTest {

  private static final String EVENTS =
      """
      {"event_id":"e2","user_id":"u","item_id":"咖啡","type":"click","time":"2026-01-01T00:00:02Z"}
      {"event_id":"e3","user_id":"v","item_id":"b","type":"click","time":"2026-01-01T00:00:01Z"}
      {"event_id":"e1","user_id":"u","item_id":"c","type":"click","time":"2026-01-01T00:00:01Z"}

      {"event_id":"e2","user_id":"u","item_id":"d","type":"click","time":"2026-01-01T00:00:09Z"}
      {"event_id":"e2","user_id":"v","item_id":"d","type":"click","time":"2026-01-01T00:00:09Z"}
      {"user_id":"v","type":"shown","recommendation_id":"r","time":"2026-01-01T00:00:09Z"}
      {"event_id":"e4","user_id":"v","type":"click","time":"2026-01-01T00:00:09Z"}
      not JSON
      """;

  @TempDir Path directory;
  private Path catalog;

  @BeforeEach
  void writeCatalog() throws IOException {
    catalog = directory.resolve("catalog.jsonl");
    Files.writeString(
        catalog,
        """
        {"item_id":"b","title":"First"}
        {"item_id":"c","title":"Other"}
        {"item_id":"b","title":"Last"}
        """);
  }

  @Test
  void readsByTimeWithTiesInTheOrderOfTheFile() throws IOException {
    EvaluationData data = read(plain());
    assertThat(data.events()).extracting(Event::itemId).containsExactly("b", "c", "咖啡", "d");
  }

  @Test
  void countsWhatCannotBeUsed() throws IOException {
    EvaluationData data = read(plain());
    assertThat(data.deadLetters()).isEqualTo(Map.of(Reason.MISSING_FIELD, 1, Reason.MALFORMED, 1));
    assertThat(data.repeats()).isEqualTo(1);
    assertThat(ResultTable.summary(data))
        .isEqualTo(
            "Read 4 events and 2 catalog items; 2 lines could not be used (malformed 1, missing"
                + " field 1); 1 events repeat an event id.");
  }

  @Test
  void theLastLineOfAnItemCounts() throws IOException {
    assertThat(read(plain()).catalog().get(0).title()).isEqualTo("Last");
  }

  @Test
  void readsGzipWhateverTheName() throws IOException {
    Path zipped = directory.resolve("zipped.jsonl");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(EVENTS.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(zipped)).isEqualTo(read(plain()));
  }

  @Test
  void aFileWithoutEventsIsRefused() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty.jsonl"), "nothing\n");
    assertThatThrownBy(() -> read(empty))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("empty.jsonl")
        .hasMessageContaining("docs/INPUT.md");
  }

  private Path plain() throws IOException {
    return Files.writeString(directory.resolve("events.jsonl"), EVENTS);
  }

  private EvaluationData read(Path events) throws IOException {
    return new EvaluationDataReader().read(events, catalog);
  }
}
