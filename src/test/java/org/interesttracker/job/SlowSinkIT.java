package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.cli.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job on a cluster of processes, while its broker takes a tenth of the bytes that it would
 * write: the source reads less, what waits for the sink stays within a bound, checkpoints go on,
 * and when the broker takes all again each event has had its effect once. A checkpoint takes
 * minutes meanwhile, so this is for {@code mvn verify -Plong}.
 */
@EnabledIfSystemProperty(named = "long", matches = "true")
class SlowSinkIT {

  private static final int FIRST_PER_SECOND = 200;
  private static final int EVENTS_PER_SECOND = 2_000;

  /** How many of the job's events the highest rates are taken over. */
  private static final int MEASURED = 10_000;

  private static final double SLOWED = 10;

  /** A rate that a tenth of the bytes leads to, whatever else the machine does meanwhile. */
  private static final double SLOW = 3;

  private static final long SPAN = Duration.ofSeconds(3).toNanos();
  private static final long NOISE_KB = 200 * 1_024;

  @TempDir private Path folder;

  private ChaosCluster cluster;
  private ChaosRun run;

  /** How many events wait in the topic at most, so that what is sent can be read to its end. */
  private int waiting = MEASURED;

  @Test
  void aSlowBrokerSlowsTheSourceAndFillsNoMemory() throws Exception {
    try (ChaosCluster started = new ChaosCluster(folder, Duration.ofMinutes(10));
        ChaosRun running =
            new ChaosRun(started, new NumberedEvents(1), FIRST_PER_SECOND, record -> {})) {
      cluster = started;
      run = running;
      run.feed().pace(EVENTS_PER_SECOND);
      awaitAccepted(MEASURED);
      long bytes = cluster.topics().bytes(ChaosRun.OUTPUT);
      Look before = look();
      Look fast = awaitAccepted(before.accepted() + MEASURED);
      double written =
          (cluster.topics().bytes(ChaosRun.OUTPUT) - bytes) / seconds(before.nanos(), fast.nanos());
      Console.print(
          "%.0f events/s are read, %.0f KB/s written".formatted(rate(before, fast), written / 1e3));

      // At the start of the job some fail, because not all tasks run yet.
      int failed = cluster.lastCheckpoint().failed();
      new ProducerQuota(cluster.broker().servers(), (long) (written / SLOWED), EventFeed.CLIENT)
          .during(() -> holdsOn(rate(before, fast)));
      assertThat(cluster.restored()).isZero();
      assertThat(cluster.lastCheckpoint().failed()).isEqualTo(failed);
      run.end();
    }
  }

  /** With the quota in force. */
  private void holdsOn(double fast) throws Exception {
    Await.until("the source reads less", () -> slowed() < fast / SLOW && slowed() < fast / SLOW);
    List<ProcessFigures> filled = memory();
    Look begin = look();
    long checkpoint = cluster.lastCheckpoint().id();
    waiting *= 2;
    Await.until(
        "a checkpoint is completed that began before",
        () -> cluster.lastCheckpoint().id() > checkpoint);
    Await.until(
        "one is completed that began since", () -> cluster.lastCheckpoint().id() > checkpoint + 1);
    Await.until(
        "more events wait in the topic",
        () -> run.feed().sent() - look().accepted() > waiting - MEASURED / 2);
    Look end = look();
    assertThat(rate(begin, end)).isLessThan(fast / SLOW);
    List<ProcessFigures> now = memory();
    for (int member = 0; member < now.size(); member++) {
      assertThat(now.get(member).heapKb()).isLessThan(filled.get(member).heapKb() + NOISE_KB);
      assertThat(now.get(member).residentKb())
          .isLessThan(filled.get(member).residentKb() + NOISE_KB);
    }
    Console.print(
        "slowed: %.0f events/s; %d checkpoints in %.0f s, the last in %.1f s; %,d events wait;%n%s%n%s"
            .formatted(
                rate(begin, end),
                cluster.lastCheckpoint().id() - checkpoint,
                seconds(begin.nanos(), end.nanos()),
                cluster.lastCheckpoint().tookMillis() / 1e3,
                run.feed().sent() - end.accepted(),
                filled,
                now));
  }

  /** How many events were read by a moment. */
  private record Look(long nanos, long accepted) {}

  private Look look() throws Exception {
    Look now = new Look(System.nanoTime(), cluster.accepted());
    run.feed().upTo(now.accepted() + waiting);
    return now;
  }

  private Look awaitAccepted(long events) throws Exception {
    Await.until(events + " events are read", () -> look().accepted() >= events);
    return look();
  }

  private double slowed() throws Exception {
    Look from = look();
    Await.until("some time is over", () -> System.nanoTime() > from.nanos() + SPAN);
    return rate(from, look());
  }

  private static double rate(Look from, Look to) {
    return (to.accepted() - from.accepted()) / seconds(from.nanos(), to.nanos());
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }

  private List<ProcessFigures> memory() throws Exception {
    List<ProcessFigures> figures = new ArrayList<>();
    for (FlinkCluster.Member member : cluster.flink().taskManagers()) {
      figures.add(ProcessFigures.of(member.process().pid()));
    }
    return figures;
  }
}
