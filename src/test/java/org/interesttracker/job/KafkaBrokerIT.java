package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker that the other tests stand on. */
class KafkaBrokerIT {

  @TempDir private Path folder;

  @Test
  void keepsTheOrderOfAKey() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(folder)) {
      KafkaTopics topics = new KafkaTopics(broker);
      topics.create(3, "orders");
      topics.send(
          "orders",
          List.of(
              new KafkaTopics.Keyed("a", "1"),
              new KafkaTopics.Keyed("b", "1"),
              new KafkaTopics.Keyed("a", "2")));
      assertThat(topics.committed("orders"))
          .filteredOn(record -> record.key().equals("a"))
          .extracting(ConsumerRecord::value)
          .containsExactly("1", "2");
    }
  }
}
