package org.interesttracker.job;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import me.tongfei.progressbar.ProgressBar;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.interesttracker.cli.Console;

/** One run of the job within this process, with progress. */
public final class EmbeddedRun {

  private static final long UNKNOWN = -1;

  private static final String ALL_READ =
      "All events are read; what they lead to is being worked on.";

  /** As often as counts come. */
  private static final long POLL_SECONDS = 2;

  private final JobLauncher launcher;
  private final Path work;
  private final long expected;
  private final long expectedItems;
  private JobClient client;
  private Instant started;

  /**
   * @param work where checkpoints go
   */
  public EmbeddedRun(JobLauncher launcher, Configuration config, Path work) {
    this.launcher = launcher;
    this.work = work;
    this.expected =
        TrackerConfig.localPath(config, TrackerOptions.EVENTS_PATH)
            .map(LineCount::of)
            .orElse(UNKNOWN);
    this.expectedItems =
        TrackerConfig.localPath(config, TrackerOptions.CATALOG_PATH).map(LineCount::of).orElse(0L);
  }

  /** Starts the job; returns the address of Flink's web page. */
  public String start() throws Exception {
    started = Instant.now();
    JobLauncher.Embedded job = launcher.startEmbedded(work);
    client = job.client();
    return job.webAddress();
  }

  /** Waits for a job whose input ends. */
  public RunSummary awaitEnd() throws Exception {
    return summary(awaitCounts());
  }

  /** Waits for a job whose input ends; returns what was counted, by the names of accumulators. */
  Map<String, Object> awaitCounts() throws Exception {
    var result = client.getJobExecutionResult();
    try (ProgressBar progress = Console.progress("events read", expected)) {
      while (!ended(result) && progress.getCurrent() != expected) {
        progress.stepTo(read(counts(), "events"));
      }
      if (result.isDone()) {
        progress.stepTo(read(result.join().getAllAccumulatorResults(), "events"));
      }
    }
    return rest(result).getAllAccumulatorResults();
  }

  private static JobExecutionResult rest(CompletableFuture<JobExecutionResult> result)
      throws InterruptedException {
    if (!result.isDone()) {
      Console.print(ALL_READ);
    }
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  /** Waits a little for the end; throws what ended the job if it failed. */
  private static boolean ended(CompletableFuture<JobExecutionResult> result)
      throws InterruptedException {
    try {
      result.get(POLL_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  private static IllegalStateException failed(ExecutionException e) {
    return new IllegalStateException(RootCause.sentence(e), e);
  }

  /** What was counted so far; nothing once the job has ended and its cluster is gone. */
  private Map<String, Object> counts() throws InterruptedException {
    try {
      return client.getAccumulators().get();
    } catch (ExecutionException | IllegalStateException e) {
      return Map.of();
    }
  }

  /** Waits until a job that follows its input has read all that was there at the start. */
  public RunSummary awaitRead() throws Exception {
    try (ProgressBar progress = Console.progress("events read", expected)) {
      var result = client.getJobExecutionResult();
      Map<String, Object> counts = Map.of();
      while (read(counts, "events") < expected || read(counts, "catalog") < expectedItems) {
        ended(result);
        counts = counts();
        progress.stepTo(read(counts, "events"));
      }
    }
    Console.print(ALL_READ);
    return summary(counts());
  }

  /** Ends the job with a savepoint, after all windows have fired; returns the savepoint's path. */
  public String stop(Path savepoints) throws Exception {
    return client
        .stopWithSavepoint(true, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  /** The time since the start. */
  public Duration elapsed() {
    return Duration.between(started, Instant.now());
  }

  RunSummary summary(Map<String, Object> counts) {
    return new RunSummary(
        count(counts, "events.accepted"),
        counts.keySet().stream()
            .filter(name -> name.endsWith(".rejected"))
            .mapToLong(name -> count(counts, name))
            .sum(),
        count(counts, "catalog.accepted"),
        elapsed());
  }

  private static long read(Map<String, Object> counts, String input) {
    return count(counts, input + ".accepted") + count(counts, input + ".rejected");
  }

  static long count(Map<String, Object> counts, String name) {
    return counts.get(name) instanceof Long value ? value : 0;
  }
}
