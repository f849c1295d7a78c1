package org.interesttracker.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.interesttracker.event.Json;

/**
 * The job under failures, from its first event to its savepoint, with a ledger beside it that is
 * told all that was sent and all that was committed.
 */
final class ChaosRun implements AutoCloseable {

  static final Duration WINDOW = Duration.ofMinutes(10);
  static final long OUT_OF_ORDER = 10_000;
  private static final List<String> INPUT = List.of("events");

  /** What the ledger knows of. */
  static final List<String> OUTPUT =
      List.of("interests", "recommendations", "dead-letters", "late-events");

  private final ChaosCluster cluster;
  private final Ledger ledger;
  private final EventFeed feed;
  private final CommittedTopics input;
  private final CommittedTopics output;
  private final Consumer<ConsumerRecord<String, String>> arrived;
  private long arrivals;

  /**
   * A failure that happened.
   *
   * @param lasted from its beginning until its cause was over
   * @param recovered from then on until the job ran, had completed a checkpoint, and all was
   *     committed that followed from what had been sent by then
   * @param events how many had been sent by then, repeats not counted
   */
  record Recovery(Failure failure, Duration lasted, Duration recovered, int events) {}

  /**
   * @param cluster without a job, and without topics
   * @param perSecond how many events are sent
   * @param arrived is told what is in the topic of events
   */
  ChaosRun(
      ChaosCluster cluster,
      NumberedEvents events,
      int perSecond,
      Consumer<ConsumerRecord<String, String>> arrived)
      throws Exception {
    this.cluster = cluster;
    this.arrived = arrived;
    this.ledger = new Ledger(WINDOW.toMillis(), items(), blocked());
    KafkaTopics topics = cluster.topics();
    topics.createThoseOfTheExample(ChaosCluster.PARTITIONS);
    topics.send("catalog", KafkaTopics.keyed(NumberedEvents.catalog(), "item_id"));
    topics.send("control", KafkaTopics.keyed(NumberedEvents.orders(), "user_id"));
    cluster.startJob();
    String servers = cluster.broker().servers();
    this.input = new CommittedTopics(servers, INPUT);
    this.output = new CommittedTopics(servers, OUTPUT);
    this.feed = new EventFeed(servers, "events", events, perSecond);
    ChaosCluster.await("a window is told", () -> topics.hasCommitted("interests"));
  }

  private static Set<String> items() throws IOException {
    Set<String> items = new HashSet<>();
    for (KafkaTopics.Keyed item : KafkaTopics.keyed(NumberedEvents.catalog(), "item_id")) {
      items.add(item.key());
    }
    return items;
  }

  private static Map<String, String> blocked() throws IOException {
    Map<String, String> blocked = new HashMap<>();
    for (String order : NumberedEvents.orders()) {
      var json = Json.MAPPER.readTree(order);
      blocked.put(json.get("user_id").asText(), json.get("item_id").asText());
    }
    return blocked;
  }

  /** Lets a failure happen, waits until the job is over it, and has the ledger checked. */
  Recovery after(Failure failure) throws Exception {
    int restored = failure.countsAnew() || !failure.restores() ? 0 : cluster.restored();
    long began = System.nanoTime();
    failure.happen(cluster);
    long over = System.nanoTime();
    takeIn();
    long closed = ledger.watermark(ChaosCluster.PARTITIONS, OUT_OF_ORDER);
    int events = ledger.size();
    if (failure.restores()) {
      ChaosCluster.await("the job is restored", () -> cluster.restored() > restored);
    }
    ChaosCluster.await("all tasks run again", cluster::isRunning);
    long checkpoint = cluster.lastCheckpoint().id();
    ChaosCluster.await(
        "a checkpoint is completed again", () -> cluster.lastCheckpoint().id() > checkpoint);
    ChaosCluster.await("all that followed is committed", () -> missing(closed) == 0);
    long recovered = System.nanoTime();
    requireClean(ledger.findings(closed), failure.title());
    return new Recovery(
        failure, Duration.ofNanos(over - began), Duration.ofNanos(recovered - over), events);
  }

  /** Takes in what came since, and has the ledger settle what is closed. */
  void look() {
    takeIn();
    requireClean(
        ledger.settle(ledger.watermark(ChaosCluster.PARTITIONS, OUT_OF_ORDER)), "a look at it");
  }

  private int missing(long closed) {
    takeIn();
    return ledger.missing(closed);
  }

  /** The outputs are read before the input, or there might be some of what is not known yet. */
  private void takeIn() {
    List<ConsumerRecord<String, String>> written = new ArrayList<>();
    output.read(written::add);
    input.read(
        record -> {
          arrived.accept(record);
          arrivals++;
          ledger.input(record);
        });
    for (ConsumerRecord<String, String> record : written) {
      try {
        ledger.output(record);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void requireClean(Ledger.Findings findings, String when) {
    if (!findings.isClean()) {
      throw new AssertionError("After " + when + ": " + findings);
    }
  }

  /**
   * Sends no more, waits until all is read, closes all windows and stops the job. The ledger is
   * checked to its end.
   *
   * @return the savepoint
   */
  String end() throws Exception {
    long records = feed.end();
    ChaosCluster.await("all events are read", cluster::hasReadAll);
    String savepoint = cluster.drain();
    takeIn();
    if (arrivals != records) {
      throw new AssertionError("The topic has " + arrivals + " of " + records + " events sent");
    }
    requireClean(ledger.findings(), "the end");
    return savepoint;
  }

  EventFeed feed() {
    return feed;
  }

  Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() {
    feed.close();
    input.close();
    output.close();
  }
}
