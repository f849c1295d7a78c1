package org.interesttracker.job;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.recommend.Recommendation;

/** Puts the pipeline together from the options and starts it. */
public final class JobLauncher {

  public static final String JOB_NAME = "interest-tracker";

  /** Into how many groups keys are cut, unless an option says otherwise; it can never change. */
  static final int MAX_PARALLELISM = 128;

  private final Configuration config;
  private final String name;
  private final Definition definition;

  /** Puts a job together. */
  @FunctionalInterface
  public interface Definition {
    void define(StreamExecutionEnvironment environment, Configuration config);
  }

  /**
   * @param config checked options, and options of Flink
   */
  public JobLauncher(Configuration config) {
    this(config, JOB_NAME, JobLauncher::define);
  }

  /**
   * Another job that runs as this one does.
   *
   * @param name of the job
   */
  public JobLauncher(Configuration config, String name, Definition definition) {
    this.config = new Configuration(config);
    this.name = name;
    this.definition = definition;
    always(PipelineOptions.GENERIC_TYPES, false);
    always(PipelineOptions.AUTO_GENERATE_UIDS, false);
    if (config.getOptional(TrackerOptions.PRIVACY_SHREDDING).orElse(false)) {
      // Unaligned checkpoints hold what is under way between operators, where nothing is sealed.
      always(CheckpointingOptions.ENABLE_UNALIGNED, false);
    }
    byDefault(PipelineOptions.OBJECT_REUSE, true);
    byDefault(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
  }

  /** The options with what every run has. */
  Configuration effective() {
    return config;
  }

  /** True when no cluster is at hand, and the job is to run within this process. */
  public static boolean isEmbedded() {
    return StreamExecutionEnvironment.getExecutionEnvironment() instanceof LocalStreamEnvironment;
  }

  /** Submits to the cluster that the Flink client names. */
  public void submit() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(config);
    definition.define(environment, config);
    environment.execute(name);
  }

  /** A job that runs within this process, and where to watch it. */
  public record Embedded(JobClient client, String webAddress) {}

  /**
   * Starts a Flink cluster within this process, with RocksDB and checkpoints, and runs the job
   * there.
   *
   * @param work where checkpoints go
   */
  public Embedded startEmbedded(Path work) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(embedded(work));
    definition.define(environment, config);
    JobClient client = environment.executeAsync(name);
    return new Embedded(client, "http://localhost:" + config.get(RestOptions.PORT));
  }

  /** The options with what a run within this process has. */
  Configuration embedded(Path work) throws IOException {
    byDefault(StateBackendOptions.STATE_BACKEND, "rocksdb");
    RocksDbSettings.byDefault(config);
    byDefault(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    byDefault(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
    byDefault(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    byDefault(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, work.resolve("checkpoints").toUri().toString());
    byDefault(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    byDefault(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    byDefault(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    byDefault(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    byDefault(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    byDefault(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    // Heartbeats bring the counts that progress is shown by.
    byDefault(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(2));
    byDefault(RestOptions.PORT, freePort());
    return config;
  }

  /** The whole job: sources, pipeline, sinks. */
  static void define(StreamExecutionEnvironment environment, Configuration config) {
    define(
        environment,
        config,
        new TrackerOperators(new PipelineSettings(config)),
        UnaryOperator.identity(),
        UnaryOperator.identity());
  }

  /**
   * The whole job to be measured.
   *
   * @param operators those that hold a model, or others in their place
   * @param interests looks at what is written
   * @param recommendations likewise
   */
  public static void define(
      StreamExecutionEnvironment environment,
      Configuration config,
      ModelOperators operators,
      UnaryOperator<DataStream<InterestUpdate>> interests,
      UnaryOperator<DataStream<Recommendation>> recommendations) {
    InterestPipeline.Inputs inputs = new Sources(environment, config).open();
    InterestPipeline.Outputs outputs =
        new InterestPipeline(new PipelineSettings(config), operators).define(inputs);
    new Sinks(config)
        .attach(
            outputs.with(
                interests.apply(outputs.interests()),
                recommendations.apply(outputs.recommendations())));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private <T> void always(ConfigOption<T> option, T value) {
    config.set(option, value);
  }

  private <T> void byDefault(ConfigOption<T> option, T value) {
    if (config.getOptional(option).isEmpty()) {
      config.set(option, value);
    }
  }
}
