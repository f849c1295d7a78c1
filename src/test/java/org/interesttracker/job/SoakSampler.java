package org.interesttracker.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.interesttracker.event.Json;
import org.interesttracker.metrics.Scrape;

/**
 * Looks at a job, its cluster and its broker every few seconds, in a thread of its own. What does
 * not answer, because it is down, is left out of a sample.
 */
final class SoakSampler implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofSeconds(3);
  private static final String HEAP = "flink_taskmanager_Status_JVM_Memory_Heap_Used";
  private static final int PATIENCE_MILLIS = 3_000;
  private static final double MILLION = 1e6;

  private final ChaosCluster cluster;
  private final ListLatency latency;
  private final Admin admin;
  private final Thread thread;
  private final long beganMillis = System.currentTimeMillis();
  private final ArrayNode samples = Json.MAPPER.createArrayNode();
  private final ArrayNode checkpoints = Json.MAPPER.createArrayNode();
  private final Map<Long, Integer> numbers = new HashMap<>();
  private long accepted = -1;
  private long acceptedMillis;
  private long checkpoint;
  private volatile boolean ends;

  /** What is asked of something that may be down. */
  @FunctionalInterface
  private interface Question {
    void ask() throws Exception;
  }

  SoakSampler(ChaosCluster cluster, ListLatency latency) {
    this.cluster = cluster;
    this.latency = latency;
    this.admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                cluster.broker().servers(),
                "request.timeout.ms",
                PATIENCE_MILLIS,
                "default.api.timeout.ms",
                PATIENCE_MILLIS));
    this.thread = new Thread(this::run, "soak-sampler");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!ends) {
      sample();
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  private void sample() {
    ObjectNode sample = Json.MAPPER.createObjectNode();
    sample.put("t", minutes(System.currentTimeMillis()));
    ask(() -> read(sample));
    ask(() -> sample.put("lag", KafkaTopics.lag(admin, "events", ChaosCluster.GROUP)));
    ask(this::checkpoint);
    members(sample.putArray("members"));
    latencies(sample);
    synchronized (samples) {
      samples.add(sample);
    }
  }

  private static void ask(Question question) {
    try {
      question.ask();
    } catch (Exception down) {
      // A gap in the plot says so.
    }
  }

  /** Counts begin anew with each start of the job, and what is read again counts again. */
  private void read(ObjectNode sample) throws Exception {
    long now = System.currentTimeMillis();
    long count = cluster.accepted();
    if (accepted >= 0 && count >= accepted) {
      sample.put("read", (count - accepted) * 1e3 / (now - acceptedMillis));
    }
    accepted = count;
    acceptedMillis = now;
  }

  private void checkpoint() throws Exception {
    FlinkRest.Checkpoint last = cluster.lastCheckpoint();
    if (last.id() > checkpoint) {
      checkpoint = last.id();
      synchronized (samples) {
        checkpoints
            .addObject()
            .put("t", minutes(last.triggered() + last.tookMillis()))
            .put("seconds", last.tookMillis() / 1e3)
            .put("mb", last.bytes() / MILLION);
      }
    }
  }

  private void members(ArrayNode members) {
    for (FlinkCluster.Member member : cluster.flink().taskManagers()) {
      long pid = member.process().pid();
      int number = numbers.computeIfAbsent(pid, another -> numbers.size() + 1);
      ObjectNode figures = members.addObject().put("n", number);
      ask(() -> figures.put("resident", ProcessFigures.residentKb(pid) * 1_024 / MILLION));
      ask(
          () ->
              Scrape.of(member.scrape())
                  .of(HEAP, Map.of())
                  .forEach(heap -> figures.put("heap", heap.value() / MILLION)));
    }
  }

  private void latencies(ObjectNode sample) {
    List<Long> millis = latency.take().stream().sorted().toList();
    if (!millis.isEmpty()) {
      sample.put("lists", millis.size());
      sample.put("p50", quantile(millis, .50) / 1e3);
      sample.put("p99", quantile(millis, .99) / 1e3);
    }
  }

  private static long quantile(List<Long> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size())));
  }

  /** Since this began. */
  double minutes(long epochMillis) {
    return (epochMillis - beganMillis) / 60e3;
  }

  /** Puts all that was seen so far into what a page shows. */
  void addTo(ObjectNode data) {
    synchronized (samples) {
      data.set("samples", samples.deepCopy());
      data.set("checkpoints", checkpoints.deepCopy());
    }
  }

  @Override
  public void close() {
    ends = true;
    admin.close();
  }
}
