package org.interesttracker.job;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends numbered events to a topic at a pace, until it is closed; an outage is waited for. */
final class EventFeed implements AutoCloseable {

  /** As whom the broker knows it. */
  static final String CLIENT = "event-feed";

  private static final long SECOND = 1_000_000_000;
  private static final long LOOK = 1_000_000;

  private final KafkaProducer<String, String> producer;
  private final NumberedEvents events;
  private final Thread thread;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile int perSecond;
  private volatile long most = Long.MAX_VALUE;
  private volatile long sent;
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
                "client.id",
                CLIENT,
                "delivery.timeout.ms",
                600_000,
                "max.block.ms",
                600_000,
                "enable.idempotence",
                true),
            new StringSerializer(),
            new StringSerializer());
    this.events = events;
    this.perSecond = perSecond;
    this.thread = new Thread(() -> send(topic), CLIENT);
    thread.setDaemon(true);
    thread.start();
  }

  private void send(String topic) {
    long next = System.nanoTime();
    while (!ends) {
      if (sent < most) {
        KafkaTopics.Keyed event = events.next();
        producer.send(
            new ProducerRecord<>(topic, event.key(), event.value()),
            (where, thrown) -> failure.compareAndSet(null, thrown));
        sent++;
        next = Math.max(next + SECOND / perSecond, System.nanoTime());
      } else {
        next = System.nanoTime() + LOOK;
      }
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  /** How many records were sent so far. */
  long sent() {
    return sent;
  }

  /**
   * @param events a second from now on
   */
  void pace(int events) {
    perSecond = events;
  }

  /** Sends no more than so many in all, until another bound is set. */
  void upTo(long records) {
    most = records;
  }

  /** Sends no more; returns how many records were sent when all have arrived. */
  long end() throws Exception {
    ends = true;
    thread.join();
    producer.flush();
    if (failure.get() != null) {
      throw failure.get();
    }
    return sent;
  }

  @Override
  public void close() {
    ends = true;
    producer.close();
  }
}
