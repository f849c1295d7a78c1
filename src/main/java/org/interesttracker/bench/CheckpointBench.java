package org.interesttracker.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.FileUtils;
import org.interesttracker.cli.Console;
import org.interesttracker.interest.UserWindow;

/**
 * How long an incremental checkpoint of the interest operator takes where it knows a million users
 * and 1 % of them were there since the last, from the order to its end; the median of three. Files
 * go to a folder of this machine.
 */
final class CheckpointBench implements Benchmark {

  private static final double MOST_SECONDS = 5;
  private static final int TOUCHED_PERCENT = 1;
  private static final int ROUNDS = 3;

  /** The job runs in this process and is told here how far to go, and tells how far it went. */
  private static final AtomicLong UNTIL = new AtomicLong();

  private static final AtomicLong NEXT = new AtomicLong();

  /** The end of the latest window that was taken in. */
  private static final AtomicLong LATEST = new AtomicLong();

  private final FilledState state;

  CheckpointBench(FilledState state) {
    this.state = state;
  }

  @Override
  public String name() {
    return "checkpoint.million";
  }

  @Override
  public String description() {
    return "an incremental checkpoint at 1 million users, 1 % of them touched since the last";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    Path folder = Files.createTempDirectory("bench");
    Configuration config = state.config();
    config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    config.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    MiniCluster cluster = cluster(config);
    try {
      cluster.start();
      UNTIL.set(0);
      NEXT.set(0);
      LATEST.set(0);
      JobGraph graph = graph(config);
      cluster.submitJob(graph).get();
      figures.add(
          name(), medianSeconds(cluster, graph.getJobID()), "s", Target.atMost(MOST_SECONDS));
    } finally {
      cluster.closeAsync().get();
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  private static MiniCluster cluster(Configuration config) {
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(config)
            .setNumSlotsPerTaskManager(1)
            .withRandomPorts()
            .build());
  }

  private JobGraph graph(Configuration config) {
    long users = state.users();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, config);
    new InterestOperator()
        .on(
            UserWindows.stream(environment, n -> asToldThenSilence(users), Long.MAX_VALUE),
            environment)
        .map(
            update -> {
              LATEST.accumulateAndGet(update.windowEnd(), Math::max);
              return 0;
            })
        .returns(Integer.class)
        .uid("done")
        .sinkTo(new DiscardingSink<>())
        .uid("nothing");
    return environment.getStreamGraph().getJobGraph();
  }

  /** While nothing is to be done, windows of one user, so that the job goes on. */
  private static UserWindow asToldThenSilence(long users) throws InterruptedException {
    long next = NEXT.get();
    if (next < UNTIL.get()) {
      NEXT.incrementAndGet();
      return UserWindows.window(next, users);
    }
    Thread.sleep(1);
    return UserWindows.window(0, 1);
  }

  private double medianSeconds(MiniCluster cluster, JobID job) throws Exception {
    double[] seconds = new double[ROUNDS];
    try (ProgressBar progress = Console.progress(name(), ROUNDS + 1L)) {
      touch(1);
      checkpointSeconds(cluster, job);
      progress.step();
      for (int round = 0; round < ROUNDS; round++) {
        touch(state.users() * TOUCHED_PERCENT / 100);
        seconds[round] = checkpointSeconds(cluster, job);
        progress.step();
      }
    }
    Arrays.sort(seconds);
    return seconds[ROUNDS / 2];
  }

  /** Lets windows of as many more users through, to the end. */
  private void touch(long users) throws InterruptedException {
    long until = UNTIL.addAndGet(users);
    while (LATEST.get() < UserWindows.end(until - 1)) {
      Thread.sleep(10);
    }
  }

  private static double checkpointSeconds(MiniCluster cluster, JobID job) throws Exception {
    long start = System.nanoTime();
    cluster.triggerCheckpoint(job, CheckpointType.CONFIGURED).get();
    return (System.nanoTime() - start) / 1e9;
  }
}
