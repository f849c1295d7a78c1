package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.interesttracker.event.Json;
import org.interesttracker.examples.LatestLists;

/** The reader of docs/OUTPUT.md, on what a job has written to a broker. */
final class OutputReaders {

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
}
