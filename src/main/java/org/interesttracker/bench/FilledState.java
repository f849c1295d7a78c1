package org.interesttracker.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.interesttracker.job.OperatorIds;

/**
 * A savepoint of the interest operator's state of many users, each with an LSTM's state, a profile
 * and a full tail. It is written straight to RocksDB, because a million users with 24 events each
 * would take the operator minutes, and made once in a process, which deletes it at its end. Its
 * files are those of RocksDB.
 */
final class FilledState {

  /** How many different users there are; all others are like one of them. */
  static final int DIFFERENT = 512;

  private static final AtomicLong WRITTEN = new AtomicLong();

  private final long users;
  private final boolean histories;
  private Path folder;
  private String savepoint;

  /**
   * @param histories whether what the users' events added to the item counts is kept as well, as
   *     the job keeps it for erasure
   */
  FilledState(long users, boolean histories) {
    this.users = users;
    this.histories = histories;
  }

  long users() {
    return users;
  }

  /** To be told by the job, which runs in this process. */
  static void written(long count) {
    WRITTEN.set(count);
  }

  /** What makes a job start with it. */
  synchronized Configuration config() throws Exception {
    if (savepoint == null) {
      savepoint = fill();
    }
    Configuration config = TimedJob.config();
    config.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    // The source that filled it is in no other job.
    config.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    return config;
  }

  /** Of all files together. */
  long bytes() throws Exception {
    config();
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private String fill() throws Exception {
    folder = Files.createTempDirectory("bench");
    Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
    Configuration config = TimedJob.config();
    config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, config);
    WRITTEN.set(0);
    long count = users;
    environment
        .fromSource(
            new DataGeneratorSource<>(n -> thenSilence(n, count), Long.MAX_VALUE, Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "users")
        .uid("users")
        .keyBy(number -> UserWindows.user(number), Types.STRING)
        .transform(OperatorIds.TRACK_INTEREST, Types.LONG, new FillStateOperator(count, histories))
        .uid(OperatorIds.TRACK_INTEREST)
        .sinkTo(new DiscardingSink<>())
        .uid("done");
    JobClient job = environment.executeAsync("bench");
    while (WRITTEN.get() < users) {
      job.getJobStatus().get();
      Thread.sleep(50);
    }
    return job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.NATIVE)
        .get();
  }

  /** After the last user, the last again and again, so that the job goes on. */
  private static Long thenSilence(long index, long users) throws InterruptedException {
    if (index >= users) {
      Thread.sleep(10);
    }
    return Math.min(index, users - 1);
  }

  /** Does not wait for what a job that was stopped still writes. */
  private void delete() {
    FileUtils.deleteQuietly(folder.toFile());
  }
}
