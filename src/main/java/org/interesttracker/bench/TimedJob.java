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

  static double perSecond(Definition definition) throws Exception {
    return perSecond(config(), definition);
  }

  static double perSecond(Configuration config, Definition definition) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, config);
    FIRST.set(0);
    COUNT.set(0);
    definition
        .define(environment)
        .map(
            record -> {
              LAST.set(System.nanoTime());
              FIRST.compareAndSet(0, LAST.get());
              COUNT.incrementAndGet();
              return 0;
            })
        .returns(Integer.class)
        .sinkTo(new DiscardingSink<>());
    environment.execute("bench");
    return (COUNT.get() - 1) * 1e9 / (LAST.get() - FIRST.get());
  }

  /** RocksDB and no copies between operators, as the job has it. */
  static Configuration config() {
    Configuration config = new Configuration();
    config.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    config.set(PipelineOptions.OBJECT_REUSE, true);
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    return config;
  }
}
