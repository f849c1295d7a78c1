package org.interesttracker.savepoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.OperatorTransformation;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.functions.KeyedStateBootstrapFunction;
import org.apache.flink.state.api.output.SnapshotUtils;
import org.apache.flink.state.api.output.operators.KeyedStateBootstrapOperator;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.broadcast.SharedState;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestState;
import org.interesttracker.interest.UserStates;
import org.interesttracker.job.OperatorIds;

/** Writes a savepoint of as many users as are asked for, each with a full tail. */
public final class LargeSavepoint {

  static final List<String> TOPICS = IntStream.range(0, 60).mapToObj(t -> "topic " + t).toList();

  private static final List<String> ITEMS =
      IntStream.range(0, 5_000).mapToObj("item-%06d"::formatted).toList();

  private static final long NOW = 1_760_000_000_000L;

  private LargeSavepoint() {}

  /**
   * @param args the folder, which must not exist, the number of users, and canonical or native
   */
  public static void main(String[] args) throws Exception {
    write(
        Path.of(args[0]),
        Long.parseLong(args[1]),
        args.length < 3
            ? SavepointFormatType.CANONICAL
            : SavepointFormatType.valueOf(args[2].toUpperCase(Locale.ROOT)));
  }

  static void write(Path folder, long users, SavepointFormatType format) throws Exception {
    Configuration config = new Configuration();
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    // The scheduler for batches deals keys out by bytes, and state needs them by key group.
    config.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, config);
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    var transformation =
        OperatorTransformation.bootstrapWith(environment.fromSequence(0, users - 1))
            .keyBy(LargeSavepoint::id, Types.STRING)
            .transform(
                (timestamp, path) ->
                    SimpleOperatorFactory.of(new BootstrapOperator(timestamp, path, format)));
    SavepointWriter.newSavepoint(environment, new EmbeddedRocksDBStateBackend(), 128)
        .withOperator(OperatorIdentifier.forUid(OperatorIds.TRACK_INTEREST), transformation)
        .write(folder.toUri().toString());
    environment.execute("Write " + users + " users");
  }

  /** The id of a user by number. */
  static String id(long user) {
    return "user-%09d".formatted(user);
  }

  /** Flink's own, but that it writes in the format that is asked for. */
  private static final class BootstrapOperator extends KeyedStateBootstrapOperator<String, Long> {

    private static final long serialVersionUID = 1L;
    private static final long CHECKPOINT = 1;

    private final long timestamp;
    private final org.apache.flink.core.fs.Path path;
    private final SavepointFormatType format;

    BootstrapOperator(
        long timestamp, org.apache.flink.core.fs.Path path, SavepointFormatType format) {
      super(CHECKPOINT, timestamp, path, new Bootstrap());
      this.timestamp = timestamp;
      this.path = path;
      this.format = format;
    }

    @Override
    public void endInput() throws Exception {
      output.collect(
          new StreamRecord<>(
              SnapshotUtils.snapshot(
                  CHECKPOINT,
                  this,
                  getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
                  timestamp,
                  CheckpointingMode.EXACTLY_ONCE,
                  false,
                  getContainingTask().getConfiguration().getConfiguration(),
                  path,
                  format)));
    }
  }

  /** What the job would keep of each. */
  private static final class Bootstrap extends KeyedStateBootstrapFunction<String, Long>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Object> state;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(InterestState.userDescriptor(ReadUserFunction.NEVER));
    }

    @Override
    public void processElement(Long user, Context context) throws Exception {
      state.update(UserStates.of(user, ITEMS, TOPICS, NOW));
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      var items = context.getOperatorStateStore().getBroadcastState(SharedState.ITEMS);
      for (int i = 0; i < ITEMS.size(); i++) {
        float[] vector = new float[64];
        vector[i % vector.length] = 1;
        items.put(
            ITEMS.get(i),
            new CatalogItem(
                ITEMS.get(i),
                "Item " + i,
                null,
                List.of(TOPICS.get(i % TOPICS.size())),
                vector,
                "en",
                0));
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {}
  }
}
