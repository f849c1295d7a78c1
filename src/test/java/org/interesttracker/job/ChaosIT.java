package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job on a cluster of processes, with a real broker, while they fail one after another: each
 * event has its effect once for those who read committed records, and the state is that of a run
 * that nothing disturbed. The profile chaos has more failures, in an order drawn by a seed.
 */
class ChaosIT {

  private static final int EVENTS_PER_SECOND = 40;

  private static final List<Failure> SHORT =
      List.of(
          Failure.TASK_MANAGER_KILLED,
          Failure.BROKER_KILLED,
          Failure.TASK_THROWS,
          Failure.JOB_MANAGER_KILLED);

  /** Long enough for the slowest recovery, short enough to be waited for. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(90);

  /** No failure begins later, by the property chaos.minutes. */
  private static final Duration LONGEST =
      Duration.ofMinutes(Integer.getInteger("chaos.minutes", 120));

  /** Entries of which there are as many as there are subtasks, and what each job draws. */
  private static final Set<String> NOT_COMPARED =
      Set.of("recommend/blend", "prequential-quality/window", "timeline/salt");

  @TempDir private Path folder;

  @Test
  void eachEventHasItsEffectOnceWhateverFails() throws Exception {
    long seed = Long.getLong("chaos.seed", 1);
    int failures = Integer.getInteger("chaos.failures", 0);
    ChaosReport report = new ChaosReport(seed);
    long began = System.nanoTime();
    Duration timeout = failures == 0 ? Duration.ofMinutes(10) : TRANSACTION_TIMEOUT;
    List<ConsumerRecord<String, String>> sent = new ArrayList<>();
    NumberedEvents events = new NumberedEvents(seed);
    try (ChaosCluster cluster = new ChaosCluster(folder, timeout);
        ChaosRun run = new ChaosRun(cluster, events, EVENTS_PER_SECOND, sent::add)) {
      for (Failure failure : failures == 0 ? named() : Failure.drawn(cluster, seed, failures)) {
        if (System.nanoTime() - began > LONGEST.toNanos()) {
          report.remark("The time was over before the last failure.");
          break;
        }
        report.add(run.after(failure));
        report.write();
      }
      SavepointContents disturbed = SavepointContents.read(run.end());
      SavepointContents undisturbed =
          SavepointContents.read(
              UndisturbedRun.of(sent, folder.resolve("undisturbed"), cluster.model()));

      assertThat(ProfileCounts.of(disturbed)).isEqualTo(run.ledger().events());
      assertThat(UndisturbedRun.differences(disturbed, undisturbed, NOT_COMPARED)).isEmpty();
      report.remark(
          sent.size()
              + " records were sent, "
              + run.ledger().size()
              + " of them events that count. 0 effects were lost, 0 were there twice. The state is"
              + " that of an undisturbed run.");
    } finally {
      report.write();
    }
  }

  /** Those that the property chaos.of names, separated by commas, or those of the short suite. */
  private static List<Failure> named() {
    String names = System.getProperty("chaos.of", "");
    return names.isEmpty() ? SHORT : Arrays.stream(names.split(",")).map(Failure::valueOf).toList();
  }
}
