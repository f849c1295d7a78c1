package org.interesttracker.bench;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.interesttracker.job.RocksDbSettings;

/**
 * A job in this process whose records are counted between the first and the last that come out, so
 * that starting the job and loading models do not count.
 */
final class TimedJob {

  private static final AtomicLong FIRST = new AtomicLong();
  private static final AtomicLong LAST = new AtomicLong();
  private static final AtomicLong COUNT = new AtomicLong();

  private TimedJob() {}

  /** Defines what comes before the sink. */
  @FunctionalInterface
  interface Definition {
    DataStream<?> define(StreamExecutionEnvironment environment);
  }

  /** On one slot, between the first and the last record that come out. */
  static double perSecond(Definition definition) throws Exception {
    return perSecond(1, definition);
  }

  /** Between the first and the last record that come out. */
  static double perSecond(int slots, Definition definition) throws Exception {
    return perSecond(slots, config(), definition);
  }

  /** On one slot with settings of its own. */
  static double perSecond(Configuration config, Definition definition) throws Exception {
    return perSecond(1, config, definition);
  }

  private static double perSecond(int slots, Configuration config, Definition definition)
      throws Exception {
    run(slots, config, 0, definition);
    return (COUNT.get() - 1) * 1e9 / (LAST.get() - FIRST.get());
  }

  /** On one slot, between the record that comes out after so many and the last. */
  static double perSecondAfter(long skipped, Definition definition) throws Exception {
    run(1, config(), skipped, definition);
    return (COUNT.get() - skipped - 1) * 1e9 / (LAST.get() - FIRST.get());
  }

  /**
   * Between the first record that goes in, at which the source must call {@link #begin}, and the
   * last that comes out: for what lets many records out at once.
   */
  static double perSecondFromInput(int slots, Definition definition) throws Exception {
    run(slots, config(), Long.MAX_VALUE, definition);
    return COUNT.get() * 1e9 / (LAST.get() - FIRST.get());
  }

  /** To be called for each record that goes in; the first call counts. */
  static void begin() {
    if (FIRST.get() == 0) {
      FIRST.compareAndSet(0, System.nanoTime());
    }
  }

  private static void run(int slots, Configuration config, long skipped, Definition definition)
      throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(slots, config);
    FIRST.set(0);
    COUNT.set(0);
    definition
        .define(environment)
        .map(
            record -> {
              LAST.set(System.nanoTime());
              if (COUNT.getAndIncrement() == skipped) {
                FIRST.set(LAST.get());
              }
              return 0;
            })
        .returns(Integer.class)
        .sinkTo(new DiscardingSink<>());
    environment.execute("bench");
  }

  /** RocksDB by its settings and no copies between operators, as the job has it. */
  static Configuration config() {
    Configuration config = new Configuration();
    config.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    RocksDbSettings.byDefault(config);
    config.set(PipelineOptions.OBJECT_REUSE, true);
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    return config;
  }
}
