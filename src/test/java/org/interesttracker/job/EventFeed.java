package org.interesttracker.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends numbered events to a topic at a pace, until it is closed; an outage is waited for. */
final class EventFeed implements AutoCloseable {

  private static final long SECOND = 1_000_000_000;

  private final KafkaProducer<String, String> producer;
  private final NumberedEvents events;
  private final Thread thread;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private volatile boolean ends;

  /**
   * @param perSecond how many events
   */
  EventFeed(String servers, String topic, NumberedEvents events, int perSecond) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                servers,
                "delivery.timeout.ms",
                600_000,
                "max.block.ms",
                600_000,
                "enable.idempotence",
                true),
            new StringSerializer(),
            new StringSerializer());
    this.events = events;
    this.thread = new Thread(() -> send(topic, perSecond), "event-feed");
    thread.setDaemon(true);
    thread.start();
  }

  private void send(String topic, int perSecond) {
    long next = System.nanoTime();
    while (!ends) {
      KafkaTopics.Keyed event = events.next();
      sent.add(producer.send(new ProducerRecord<>(topic, event.key(), event.value())));
      next = Math.max(next + SECOND / perSecond, System.nanoTime());
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  /** Sends no more; returns how many records were sent when all have arrived. */
  int end() throws Exception {
    ends = true;
    thread.join();
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
    return sent.size();
  }

  @Override
  public void close() {
    ends = true;
    producer.close();
  }
}
