package org.interesttracker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.interesttracker.event.Json;

/**
 * How long it takes from the sending of the event by which a window is over to the moment when a
 * consumer of committed records has the list of that window: what a user waits for whose window is
 * at its end. Both are times of this machine's clock. Reads on in a thread of its own.
 */
final class ListLatency implements AutoCloseable {

  private static final String EVENTS = "events";
  private static final long BETWEEN_NANOS = 50_000_000;

  private final long windowMillis;
  private final long outOfOrder;
  private final CommittedTopics topics;
  private final Thread thread;
  private final List<Map<Long, Long>> over = new ArrayList<>();
  private final long[] reached;
  private final ConcurrentLinkedQueue<Long> millis = new ConcurrentLinkedQueue<>();
  private volatile boolean ends;

  /**
   * Begins to read, from the beginning of the topics.
   *
   * @param partitions how many there are of the events
   * @param windowMillis the size of windows
   * @param outOfOrder how far behind the latest event time is
   */
  ListLatency(String servers, int partitions, long windowMillis, long outOfOrder) {
    this.windowMillis = windowMillis;
    this.outOfOrder = outOfOrder;
    this.topics = new CommittedTopics(servers, List.of(EVENTS, "recommendations"));
    this.reached = new long[partitions];
    for (int partition = 0; partition < partitions; partition++) {
      over.add(new HashMap<>());
    }
    this.thread = new Thread(this::read, "list-latency");
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    List<ConsumerRecord<String, String>> made = new ArrayList<>();
    while (!ends) {
      topics.read(
          record -> {
            if (record.topic().equals(EVENTS)) {
              event(record);
            } else {
              made.add(record);
            }
          });
      long now = System.currentTimeMillis();
      made.forEach(list -> list(list, now));
      made.clear();
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
    topics.close();
  }

  /** The first event of its partition behind the end of a window ends it, as far as that goes. */
  private void event(ConsumerRecord<String, String> record) {
    long time;
    try {
      time = Json.MAPPER.readTree(record.value()).path("time").asLong();
    } catch (JsonProcessingException unusable) {
      return;
    }
    long ended = Math.floorDiv(time - outOfOrder, windowMillis);
    int partition = record.partition();
    long first = reached[partition] == 0 ? ended : reached[partition] + 1;
    for (long window = first; window <= ended; window++) {
      over.get(partition).put(window * windowMillis, record.timestamp());
    }
    reached[partition] = Math.max(reached[partition], ended);
  }

  private void list(ConsumerRecord<String, String> record, long now) {
    try {
      JsonNode list = Json.MAPPER.readTree(record.value());
      long end = Instant.parse(list.get("window_end").asText()).toEpochMilli();
      OptionalLong sent =
          over.stream().mapToLong(times -> times.getOrDefault(end, Long.MAX_VALUE)).max();
      if (sent.isPresent() && sent.getAsLong() != Long.MAX_VALUE) {
        millis.add(now - sent.getAsLong());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In milliseconds, of the lists seen since this was last asked. */
  List<Long> take() {
    List<Long> taken = new ArrayList<>();
    for (Long one = millis.poll(); one != null; one = millis.poll()) {
      taken.add(one);
    }
    return taken;
  }

  @Override
  public void close() {
    ends = true;
  }
}
