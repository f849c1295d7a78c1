package org.interesttracker.job;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** As many events a second as a job takes that always has some waiting. */
final class HighestRate {

  private static final int WAITING = 5_000;
  private static final int AT_ONCE = 1_000_000;
  private static final Duration WARM_UP = Duration.ofSeconds(45);
  private static final Duration MEASURED = Duration.ofSeconds(45);
  private static final long LOOK_NANOS = 300_000_000;

  private final ChaosCluster cluster;
  private final ChaosRun run;

  HighestRate(ChaosCluster cluster, ChaosRun run) {
    this.cluster = cluster;
    this.run = run;
  }

  /**
   * Warms the job up, until what lies between its operators is full, and counts what it reads from
   * then on. When it returns nothing waits.
   */
  double measure() throws Exception {
    EventFeed feed = run.feed();
    feed.upTo(0);
    feed.pace(AT_ONCE);
    asTaken(WARM_UP);
    long before = cluster.accepted();
    long began = System.nanoTime();
    asTaken(MEASURED);
    double highest = (cluster.accepted() - before) * 1e9 / (System.nanoTime() - began);
    feed.upTo(0);
    ChaosCluster.await(
        "what was sent is read",
        () -> {
          run.look();
          return cluster.hasReadAll();
        });
    return highest;
  }

  private void asTaken(Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      run.feed().upTo(cluster.accepted() + WAITING);
      run.look();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
