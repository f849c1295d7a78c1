package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
   * Runs the statements of the page as they stand, but for the broker's address. Of a stream the
   * client would print each row as wide as the type of its column may be; of a batch it knows the
   * widest.
   *
   * @param folder for the client
   */
  void assertThatFlinkSqlReadsAll(Path folder) throws Exception {
    List<String> blocks = Page.read("OUTPUT.md").blocks("sql");
    assertThat(blocks).hasSize(2);
    List<JsonNode> rows =
        new FlinkSqlClient(folder)
            .ask(
                "SET 'execution.runtime-mode' = 'batch';\n"
                    + blocks.get(0).replace(SERVERS_OF_THE_PAGE, broker.servers()),
                List.of(blocks.get(1).strip().replaceFirst(";$", "")));
    List<JsonNode> written = new ArrayList<>();
    for (ConsumerRecord<String, String> record : records) {
      written.add(Json.MAPPER.readTree(record.value()));
    }
    assertSame(rows, "/user_id", written, "/user_id");
    assertSame(rows, "/recommendation_id", written, "/recommendation_id");
    assertSame(rows, "/first", written, "/items/0/item_id");
    assertSame(rows, "/why", written, "/items/0/reason/text_en");
  }

  private static void assertSame(
      List<JsonNode> rows, String of, List<JsonNode> written, String field) {
    assertThat(texts(rows, of))
        .as(field)
        .containsExactlyInAnyOrderElementsOf(texts(written, field));
  }

  /** What a field says in each; "" where it is null or not there. */
  private static List<String> texts(List<JsonNode> objects, String field) {
    return objects.stream()
        .map(object -> object.at(field))
        .map(found -> found.isNull() ? "" : found.asText())
        .toList();
  }
}
