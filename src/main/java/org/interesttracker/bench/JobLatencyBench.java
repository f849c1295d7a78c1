package org.interesttracker.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.interesttracker.event.Event;
import org.interesttracker.event.Json;

/**
 * From the moment when an event is sent to the moment when a consumer has the list that it led to,
 * by a broker, at least once. First as many events as are there are worked off, which gives the
 * highest rate that the job sustains with these options; then they come at half of it. By default
 * updates wait for the end of a window; here each event makes its window fire, bundles wait 5 ms
 * instead of 50, and buffers between operators 2 ms instead of 100.
 */
final class JobLatencyBench implements Benchmark {

  /** What the job is told, as the documentation has it for low latency. */
  static final Map<String, String> OPTIONS =
      Map.of(
          "output.delivery-guarantee", "at-least-once",
          "window.early-count", "1",
          "interest.bundle-age", "5 ms",
          "text.bundle-age", "5 ms",
          "execution.buffer-timeout.interval", "2 ms");

  private static final int BACKLOG = 6_000;
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
      data.with(BACKLOG).forEach(event -> run.send(at(event, System.currentTimeMillis())));
      run.topics().flush();
      double highest = run.listsPerSecond(BACKLOG / 2, BACKLOG * 9L / 10);
      while (ListProbe.lists() < BACKLOG) {
        LockSupport.parkNanos(1_000_000);
      }
      List<Long> millis = latencies(run, data, highest / 2);
      figures.add("job.latency.p50", quantile(millis, .50), "ms", Target.atMost(50));
      figures.add("job.latency.p99", quantile(millis, .99), "ms", Target.atMost(200));
      figures.add("job.latency.at", highest / 2, "events/s");
      figures.add("job.latency.highest", highest, "events/s");
    }
  }

  private static List<Long> latencies(KafkaRun run, JobData data, double perSecond)
      throws Exception {
    List<Long> millis = new ArrayList<>();
    AtomicBoolean done = new AtomicBoolean();
    long from = System.currentTimeMillis() + BEFORE.toMillis();
    Thread reader =
        new Thread(
            () ->
                run.topics()
                    .readLists(
                        done::get,
                        list -> {
                          long now = System.currentTimeMillis();
                          long sent = time(list);
                          if (sent >= from) {
                            millis.add(now - sent);
                          }
                        }));
    reader.start();
    send(run, data, perSecond);
    Thread.sleep(LAST.toMillis());
    done.set(true);
    reader.join();
    return millis;
  }

  /** Evenly; an event that is due late, as the job takes the processor, is sent when it can be. */
  private static void send(KafkaRun run, JobData data, double perSecond) throws Exception {
    int count = (int) (perSecond * (BEFORE.toMillis() + MEASURED.toMillis()) / 1_000);
    long start = System.nanoTime();
    long[] number = {0};
    data.with(count - count % JobData.SESSION)
        .forEach(
            event -> {
              long due = start + (long) (number[0]++ * 1e9 / perSecond);
              LockSupport.parkNanos(due - System.nanoTime());
              run.send(at(event, System.currentTimeMillis()));
            });
  }

  /** The same event at another time; its id is another too, or it would be a repeat. */
  private static Event at(Event event, long time) {
    return new Event(
        event.eventId() + "-" + time,
        event.userId(),
        event.itemId(),
        event.type(),
        event.text(),
        event.value(),
        time,
        event.sessionId(),
        null,
        event.language(),
        null);
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
