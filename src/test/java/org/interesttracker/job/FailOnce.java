package org.interesttracker.job;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.interest.InterestUpdate;

/**
 * Fails its task once, when a checkpoint is complete that some records came before; until then it
 * holds back the others, or all might have passed before the first checkpoint is complete. What it
 * did is static, because Flink makes copies of it: one job at a time.
 *
 * @param <T> the records
 */
final class FailOnce<T> extends RichMapFunction<T, T> implements CheckpointListener {

  private static final long serialVersionUID = 1L;

  /** Records to come fill the buffers before it, and the source has to wait. */
  private static final long HELD_BACK_MILLIS = 20;

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
    run(config, environment -> {});
  }

  /**
   * As {@link #run(Configuration)}.
   *
   * @param more what the job has besides
   */
  static void run(Configuration config, Consumer<StreamExecutionEnvironment> more)
      throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, config);
    var out =
        new InterestPipeline(new PipelineSettings(config))
            .define(new Sources(environment, config).open());
    var failing =
        Exchanged.interests(
            out,
            out.interests()
                .map(FailOnce.<InterestUpdate>armed())
                .returns(InterestUpdate.class)
                .uid("fail-once")
                .name("fail-once"));
    new Sinks(config).attach(failing);
    more.accept(environment);
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
  public T map(T record) throws InterruptedException {
    PASSED.incrementAndGet();
    if (!FAILED.get()) {
      Thread.sleep(HELD_BACK_MILLIS);
    }
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
