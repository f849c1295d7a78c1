package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.interesttracker.docs.Page;
import org.interesttracker.event.Json;
import org.interesttracker.examples.LatestLists;

/** The readers of docs/OUTPUT.md, on what a job has written to a broker. */
final class OutputReaders {

  private static final String SERVERS_OF_THE_PAGE = "localhost:9092";

  private final KafkaBroker broker;
  private final List<ConsumerRecord<String, String>> records;
  private final Map<String, List<String>> latest = new HashMap<>();

  OutputReaders(KafkaBroker broker) throws Exception {
    this.broker = broker;
    this.records = new KafkaTopics(broker).committed("recommendations");
    for (ConsumerRecord<String, String> record : records) {
      latest.put(record.key(), items(Json.MAPPER.readTree(record.value())));
    }
    assertThat(latest).hasSizeGreaterThan(1);
  }

  private static List<String> items(JsonNode list) {
    return StreamSupport.stream(list.get("items").spliterator(), false)
        .map(item -> item.get("item_id").asText())
        .toList();
  }

  void assertThatTheConsumerKeepsTheLatestList() throws Exception {
    try (LatestLists reader = new LatestLists(broker.servers(), "recommendations")) {
      int[] read = {0};
      Await.until(
          "the consumer has read all",
          () -> (read[0] += reader.poll(Duration.ofMillis(200))) >= records.size());
      assertThat(reader.lists()).isEqualTo(latest);
    }
  }

  /**
   * Runs the statements of the page as they stand, but for the broker's address, with its query.
   *
   * @param folder for the client
   */
  void assertThatFlinkSqlReadsAll(Path folder) throws Exception {
    List<String> blocks = Page.read("OUTPUT.md").blocks("sql");
    assertThat(blocks).hasSize(2);
    List<JsonNode> rows =
        new FlinkSqlClient(folder)
            .ask(
                blocks.get(0).replace(SERVERS_OF_THE_PAGE, broker.servers()),
                List.of(narrow(blocks.get(1).strip().replaceFirst(";$", ""))));
    assertThat(rows).hasSameSizeAs(records);
    assertThat(rows)
        .extracting(row -> row.get("recommendation_id").asText())
        .containsExactlyInAnyOrderElementsOf(
            records.stream().map(record -> text(record, "/recommendation_id")).toList());
    assertThat(rows)
        .extracting(row -> row.get("first").asText())
        .containsExactlyInAnyOrderElementsOf(
            records.stream().map(record -> text(record, "/items/0/item_id")).toList());
  }

  /** The client prints a column as wide as its type may be. */
  private static String narrow(String query) {
    return "SELECT CAST(line AS VARCHAR(2000)) FROM (" + query + ")";
  }

  private static String text(ConsumerRecord<String, String> record, String pointer) {
    try {
      JsonNode found = Json.MAPPER.readTree(record.value()).at(pointer);
      return found.isMissingNode() ? "null" : found.asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
