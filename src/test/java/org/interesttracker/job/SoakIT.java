package org.interesttracker.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.interesttracker.cli.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job for an hour at half of the highest rate that it takes, with failures every few minutes:
 * {@code mvn verify -Psoak}. The ledger is that of {@link ChaosIT}; the page
 * target/soak/report.html says what became of rates, latency, memory and checkpoints.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+")
class SoakIT {

  private static final int USERS = 200;
  private static final int FIRST_PER_SECOND = 100;
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(90);
  private static final int MOST_FAILURES = 1_000;

  /** Between the end of a recovery and the next failure. */
  private static final int LEAST_SECONDS = 90;

  private static final int MOST_SECONDS = 210;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final long seed = Long.getLong("soak.seed", 1);

  @TempDir private Path folder;

  @Test
  void nothingIsLostAndNothingGrows() throws Exception {
    NumberedEvents events = new NumberedEvents(seed, USERS);
    try (ChaosCluster cluster = new ChaosCluster(folder, TRANSACTION_TIMEOUT);
        ChaosRun run = new ChaosRun(cluster, events, FIRST_PER_SECOND, record -> {});
        ListLatency latency =
            new ListLatency(
                cluster.broker().servers(),
                ChaosCluster.PARTITIONS,
                ChaosRun.WINDOW.toMillis(),
                ChaosRun.OUT_OF_ORDER)) {
      int asked = Integer.getInteger("soak.rate", 0);
      double highest = asked == 0 ? new HighestRate(cluster, run).measure() : 2.0 * asked;
      latency.take();
      try (SoakSampler sampler = new SoakSampler(cluster, latency)) {
        SoakReport report = new SoakReport(sampler);
        report.about("seed", seed);
        report.about("events a second", Math.round(highest / 2));
        report.about("half of", asked == 0 ? "the highest rate" : "twice the rate asked for");
        run.feed().pace((int) Math.max(1, highest / 2));
        run.feed().upTo(Long.MAX_VALUE);
        try {
          failNowAndThen(cluster, run, report);
          run.end();
          report.about("records sent", run.feed().sent());
          report.about("events that count", run.ledger().size());
          report.about("effects lost, twice or wrong", 0);
        } finally {
          Console.print("The report is " + report.write());
        }
      }
    }
  }

  private void failNowAndThen(ChaosCluster cluster, ChaosRun run, SoakReport report)
      throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(Long.getLong("soak.minutes")).toNanos();
    Iterator<Failure> failures = Failure.drawn(cluster, seed, MOST_FAILURES).iterator();
    Random random = new Random(seed);
    while (true) {
      long pause = Duration.ofSeconds(random.nextInt(LEAST_SECONDS, MOST_SECONDS)).toNanos();
      watch(run, Math.min(end, System.nanoTime() + pause));
      if (System.nanoTime() >= end) {
        return;
      }
      long began = System.currentTimeMillis();
      report.add(run.after(failures.next()), began);
      report.write();
    }
  }

  private static void watch(ChaosRun run, long untilNanos) {
    while (System.nanoTime() < untilNanos) {
      run.look();
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
