package org.interesttracker.savepoint;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.OperatorTransformation;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.functions.KeyedStateBootstrapFunction;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
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
   * @param args the folder, which must not exist, and the number of users
   */
  public static void main(String[] args) throws Exception {
    write(Path.of(args[0]), Long.parseLong(args[1]));
  }

  static void write(Path folder, long users) throws Exception {
    Configuration config = new Configuration();
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, config);
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    var transformation =
        OperatorTransformation.bootstrapWith(environment.fromSequence(0, users - 1))
            .keyBy(LargeSavepoint::id, Types.STRING)
            .transform(new Bootstrap());
    SavepointWriter.newSavepoint(environment, new EmbeddedRocksDBStateBackend(), 128)
        .withOperator(OperatorIdentifier.forUid(OperatorIds.TRACK_INTEREST), transformation)
        .write(folder.toUri().toString());
    environment.execute("Write " + users + " users");
  }

  /** The id of a user by number. */
  static String id(long user) {
    return "user-%09d".formatted(user);
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
