package org.interesttracker.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.interesttracker.event.Json;

/**
 * From the moment when an event is sent to the moment when a consumer has the list that it led to,
 * by a broker, at least once. First the job is warmed up, since it runs for months and is compiled
 * in its first minute; then as many events come as it takes, which gives the highest rate that it
 * sustains with these options; then they come evenly at half of it. By default updates wait for the
 * end of a window; here they do not, see {@link #OPTIONS}.
 */
final class JobLatencyBench implements Benchmark {

  /** What the job is told, as the documentation has it for low latency. */
  static final Map<String, String> OPTIONS =
      Map.of(
          "output.delivery-guarantee", "at-least-once",
          "window.early-count", "1",
          "interest.bundle-age", "1 ms",
          "text.bundle-age", "5 ms",
          "execution.buffer-timeout.interval", "2 ms");

  /** Enough that no operator ever waits for the broker. */
  private static final int WAITING = 1_000;

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration WARM_UP = Duration.ofSeconds(45);
  private static final Duration HIGHEST = Duration.ofSeconds(8);
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration MEASURED = Duration.ofSeconds(14);
  private static final Duration LAST = Duration.ofSeconds(2);

  private final BenchOptions options;

  JobLatencyBench(BenchOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "job.latency";
  }

  @Override
  public String description() {
    return "event to list, from and to Kafka, at half of the highest rate; needs --kafka";
  }

  @Override
  public boolean isPossible() {
    return options.hasKafka();
  }

  @Override
  public void measure(Figures figures) throws Exception {
    JobData data = JobData.KNOWN_TEXTS;
    try (KafkaRun run =
        new KafkaRun(data, options.kafka(name()), JobOfEngineBench.cores(), OPTIONS)) {
      EventFeed feed = new EventFeed(run, data);
      run.startCounting();
      feed.asTaken(WAITING, FIRST);
      awaitLists(run, 1);
      feed.asTaken(WAITING, WARM_UP);
      double highest = highest(feed);
      awaitLists(run, feed.sent());
      List<Long> millis = latencies(run, feed, highest / 2);
      figures.add("job.latency.p50", quantile(millis, .50), "ms", Target.atMost(50));
      figures.add("job.latency.p99", quantile(millis, .99), "ms", Target.atMost(200));
      figures.add("job.latency.at", highest / 2, "events/s");
      figures.add("job.latency.highest", highest, "events/s");
    }
  }

  private static double highest(EventFeed feed) throws IOException {
    long before = ListProbe.lists();
    long start = System.nanoTime();
    feed.asTaken(WAITING, HIGHEST);
    return (ListProbe.lists() - before) * 1e9 / (System.nanoTime() - start);
  }

  private static void awaitLists(KafkaRun run, long count) {
    while (ListProbe.lists() < count) {
      run.requireRunning();
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** A list as it came. */
  private record Received(byte[] list, long atMillis) {}

  /** What came is read when all is over, so that reading takes no processor from the job. */
  private static List<Long> latencies(KafkaRun run, EventFeed feed, double perSecond)
      throws Exception {
    List<Received> received = new ArrayList<>();
    AtomicBoolean done = new AtomicBoolean();
    Thread reader =
        new Thread(
            () ->
                run.topics()
                    .readLists(
                        done::get,
                        list -> received.add(new Received(list, System.currentTimeMillis()))));
    reader.start();
    feed.evenly(perSecond, BEFORE);
    long from = System.currentTimeMillis();
    feed.evenly(perSecond, MEASURED);
    Thread.sleep(LAST.toMillis());
    done.set(true);
    reader.join();
    List<Long> millis = new ArrayList<>();
    for (Received one : received) {
      long sent = time(one.list());
      if (sent >= from) {
        millis.add(one.atMillis() - sent);
      }
    }
    return millis;
  }

  private static long time(byte[] list) {
    try {
      return Instant.parse(Json.MAPPER.readTree(list).get("time").textValue()).toEpochMilli();
    } catch (IOException e) {
      throw new IllegalStateException("The job wrote a list that is no JSON", e);
    }
  }

  private static double quantile(List<Long> values, double share) {
    if (values.isEmpty()) {
      throw new IllegalStateException("No list came while latency was measured");
    }
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size())));
  }
}
