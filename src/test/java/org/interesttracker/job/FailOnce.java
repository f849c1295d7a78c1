package org.interesttracker.job;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.interest.InterestUpdate;

/**
 * Fails its task once, when a checkpoint is complete that some records came before. What it did is
 * static, because Flink makes copies of it: one job at a time.
 *
 * @param <T> the records
 */
final class FailOnce<T> extends RichMapFunction<T, T> implements CheckpointListener {

  private static final long serialVersionUID = 1L;
  private static final AtomicBoolean FAILED = new AtomicBoolean();
  private static final AtomicInteger PASSED = new AtomicInteger();
  private static final AtomicInteger PASSED_AT_FAILURE = new AtomicInteger();

  private FailOnce() {}

  /** One that has not failed yet. */
  static <T> FailOnce<T> armed() {
    PASSED.set(0);
    PASSED_AT_FAILURE.set(0);
    FAILED.set(false);
    return new FailOnce<>();
  }

  /** Runs the whole job at parallelism 2 with one that fails behind the interests. */
  static void run(Configuration config) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, config);
    var out =
        new InterestPipeline(new PipelineSettings(config))
            .define(new Sources(environment, config).open());
    var failing =
        new InterestPipeline.Outputs(
            out.interests()
                .map(FailOnce.<InterestUpdate>armed())
                .returns(InterestUpdate.class)
                .uid("fail-once")
                .name("fail-once"),
            out.recommendations(),
            out.profiles(),
            out.deadLetters(),
            out.lateEvents(),
            out.refused(),
            out.receipts(),
            out.metrics(),
            out.released());
    new Sinks(config).attach(failing);
    environment.execute();
  }

  static boolean hasFailed() {
    return FAILED.get();
  }

  /** How many records had come when it failed. */
  static int passedAtFailure() {
    return PASSED_AT_FAILURE.get();
  }

  @Override
  public T map(T record) {
    PASSED.incrementAndGet();
    return record;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    if (PASSED.get() > 0 && FAILED.compareAndSet(false, true)) {
      PASSED_AT_FAILURE.set(PASSED.get());
      throw new IllegalStateException("Failing once, as the test asks");
    }
  }
}
