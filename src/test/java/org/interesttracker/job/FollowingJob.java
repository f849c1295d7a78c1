package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** The whole job within this process, which follows a folder of events until it is stopped. */
final class FollowingJob {

  private final JobClient client;
  private final CompletableFuture<JobExecutionResult> end;
  private final FlinkRest rest;
  private final Path savepoints;

  private FollowingJob(JobLauncher.Embedded running, Path savepoints) {
    this.client = running.client();
    // Asked for now: once the job has ended nobody answers.
    this.end = client.getJobExecutionResult();
    this.rest = new FlinkRest(running.webAddress());
    this.savepoints = savepoints;
  }

  /** The options of a job that reads and writes files. */
  static TrackerConfig config(Path events, Path catalog, Path out) {
    return new TrackerConfig()
        .set(TrackerOptions.EVENTS_PATH, events.toString())
        .set(TrackerOptions.EVENTS_FOLLOW, "true")
        .set(TrackerOptions.CATALOG_PATH, catalog.toString())
        .set(TrackerOptions.OUTPUT_PATH, out.toString());
  }

  /** Starts the job as it is. */
  static FollowingJob start(TrackerConfig config, Path work) throws Exception {
    return start(config, work, JobLauncher::define);
  }

  /**
   * Starts the job.
   *
   * @param work where checkpoints and savepoints go
   * @param definition puts the job together
   */
  static FollowingJob start(TrackerConfig config, Path work, JobLauncher.Definition definition)
      throws Exception {
    JobLauncher launcher = new JobLauncher(config.build(), JobLauncher.JOB_NAME, definition);
    return new FollowingJob(
        launcher.startEmbedded(work), Files.createDirectories(work.resolve("savepoints")));
  }

  /** Until a condition holds, as long as the job runs. */
  void await(String what, Callable<Boolean> condition) throws Exception {
    Await.until(
        what,
        () -> {
          assertThat(client.getJobStatus().get().isGloballyTerminalState())
              .as("the job has ended")
              .isFalse();
          return condition.call();
        });
  }

  /** How many records were read and refused so far, by the names of accumulators. */
  Map<String, Object> counts() throws Exception {
    return client.getAccumulators().get();
  }

  /** Makes a savepoint; returns its URI. */
  String savepoint(SavepointFormatType format) throws Exception {
    awaitOneSourceLeft();
    return client.triggerSavepoint(savepoints.toUri().toString(), format).get();
  }

  /**
   * @param savepoint its URI
   * @param counts how many records were read and refused, by the names of accumulators
   */
  record Stopped(String savepoint, Map<String, Object> counts) {}

  /** Ends the job as it is; its checkpoints stay. */
  void cancel() throws Exception {
    client.cancel().get();
    end.exceptionally(cancelled -> null).get();
  }

  /** Stops the job with a savepoint, and waits for its end. */
  Stopped stop() throws Exception {
    return stop(false);
  }

  /** As {@link #stop()}, after the windows that are open. */
  Stopped drain() throws Exception {
    return stop(true);
  }

  private Stopped stop(boolean drain) throws Exception {
    awaitOneSourceLeft();
    String savepoint =
        client
            .stopWithSavepoint(drain, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    return new Stopped(savepoint, end.get().getAllAccumulatorResults());
  }

  /** Until the job ends by itself; throws what ended it. */
  void awaitEnd() throws Exception {
    Await.until("the job has ended", () -> client.getJobExecutionResult().isDone());
    client.getJobExecutionResult().get();
  }

  /** Until event time has come so far at an operator. */
  void awaitTime(String operator, long time) throws Exception {
    String id = client.getJobID().toString();
    await("event time has come to " + operator, () -> rest.watermark(id, operator) >= time);
  }

  /** Until nothing but the events is read: a task that ends just then declines a savepoint. */
  void awaitOneSourceLeft() throws Exception {
    Await.until("all else is read", () -> rest.hasOneSourceLeft(client.getJobID().toString()));
  }
}
