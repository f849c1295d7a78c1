package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.interesttracker.cli.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sink that takes ten times as long as results come slows the source down; memory does not grow,
 * checkpoints go on, and nothing is lost. Of the profile chaos.
 */
@EnabledIfSystemProperty(named = "chaos.failures", matches = "[1-9]\\d*")
class SlowSinkIT {

  private static final int EVENTS_PER_SECOND = 200;

  /** Windows of ten minutes have 120 events, and a result for each of 20 users, on two subtasks. */
  private static final double RESULTS_PER_SECOND =
      EVENTS_PER_SECOND / 120.0 * NumberedEvents.USERS / 2;

  private static final Duration EACH = Duration.ofMillis((long) (10 * 1_000 / RESULTS_PER_SECOND));

  /** Flink fetches figures each 10 s. */
  private static final Duration OBSERVED = Duration.ofSeconds(30);

  private static final int CHECKPOINTS = 3;

  @TempDir private Path folder;

  @Test
  void theSourceWaitsForTheSinkAndCheckpointsGoOn() throws Exception {
    try (ChaosCluster cluster = new ChaosCluster(folder, Duration.ofMinutes(10));
        ChaosRun run = new ChaosRun(cluster, 1, EVENTS_PER_SECOND)) {
      double fast = rate(cluster);
      int failed = cluster.failedCheckpoints();
      cluster.slowSink(
          EACH,
          () -> {
            double[] slow = new double[1];
            ChaosCluster.await("the source is slowed", () -> (slow[0] = rate(cluster)) < fast / 3);
            long memory = cluster.residentBytes();
            long checkpoint = cluster.lastCheckpoint();
            ChaosCluster.await(
                "checkpoints go on", () -> cluster.lastCheckpoint() >= checkpoint + CHECKPOINTS);
            assertThat(cluster.failedCheckpoints()).isEqualTo(failed);
            assertThat((double) cluster.residentBytes() / memory).isLessThan(1.1);
            Console.print(
                String.format(
                    Locale.ROOT,
                    "Events per second: %.0f before, %.0f with a sink that takes %d ms for each"
                        + " interest; memory %d MB, then %d MB",
                    fast,
                    slow[0],
                    EACH.toMillis(),
                    memory >> 20,
                    cluster.residentBytes() >> 20));
          });
      run.end();
    }
  }

  /** Events that the source hands on each second. */
  private static double rate(ChaosCluster cluster) throws Exception {
    long before = cluster.handedOn();
    Thread.sleep(OBSERVED.toMillis());
    return (cluster.handedOn() - before) / (double) OBSERVED.toSeconds();
  }
}
