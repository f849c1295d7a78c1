package org.interesttracker.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A reader of the topic {@code recommendations} that keeps the latest list of each user, as
 * docs/OUTPUT.md describes it. It needs Kafka's client and Jackson, and nothing of this project.
 * Not to be used by several threads.
 */
public final class LatestLists implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaConsumer<String, String> consumer;
  private final Map<String, List<String>> lists = new HashMap<>();

  /**
   * @param servers brokers, host:port
   * @param topic of recommendations
   */
  public LatestLists(String servers, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", servers,
                "group.id", "latest-lists",
                // Records of transactions that were aborted are left out.
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                // The map is not kept beyond this process, so each start reads all of the topic.
                "enable.auto.commit", false),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.subscribe(List.of(topic));
  }

  /**
   * Takes in what has come, or waits for it for a while.
   *
   * @return how many records
   */
  public int poll(Duration wait) {
    int read = 0;
    for (ConsumerRecord<String, String> record : consumer.poll(wait)) {
      take(record.key(), record.value());
      read++;
    }
    return read;
  }

  /** A record without a value says that there is no list any more. */
  private void take(String user, String value) {
    if (value == null) {
      lists.remove(user);
    } else {
      lists.put(user, items(value));
    }
  }

  /** Of fields that it does not know it takes no notice, so that new ones do no harm. */
  private static List<String> items(String value) {
    try {
      return StreamSupport.stream(JSON.readTree(value).path("items").spliterator(), false)
          .map((JsonNode item) -> item.path("item_id").asText())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("A record of recommendations is not JSON", e);
    }
  }

  /** The ids of the items of each user's latest list, best first. */
  public Map<String, List<String>> lists() {
    return Map.copyOf(lists);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
