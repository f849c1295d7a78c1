package org.interesttracker.savepoint;

import java.sql.SQLException;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * Reads state by Flink's State Processor API, in a cluster within this process: its tasks restore
 * an operator's state as a job would, one part after the other.
 */
final class SnapshotReader {

  private final Snapshot snapshot;
  private final StateBackend backend;

  /**
   * @param backend that restores the state; for a savepoint in canonical form any will do, for a
   *     checkpoint it must be the one that wrote it
   */
  SnapshotReader(Snapshot snapshot, StateBackend backend) {
    this.snapshot = snapshot;
    this.backend = backend;
  }

  /** Hands over what a function makes of each key of an operator. */
  <T> void keyed(
      String uid,
      KeyedStateReaderFunction<String, T> function,
      Class<T> type,
      ThrowingConsumer<T, SQLException> out)
      throws Exception {
    drain(
        SavepointReader.read(environment(), snapshot.location(), backend)
            .readKeyedState(
                OperatorIdentifier.forUid(uid), function, Types.STRING, TypeInformation.of(type))
            .executeAndCollect("Read " + uid),
        out);
  }

  /** Hands over the values that all subtasks of an operator hold alike. */
  <V> void broadcast(
      String uid,
      MapStateDescriptor<String, V> descriptor,
      Class<V> type,
      ThrowingConsumer<V, SQLException> out)
      throws Exception {
    drain(
        SavepointReader.read(environment(), snapshot.location(), backend)
            .readBroadcastState(
                OperatorIdentifier.forUid(uid),
                descriptor.getName(),
                Types.STRING,
                TypeInformation.of(type))
            .map(entry -> entry.f1)
            .returns(type)
            .executeAndCollect("Read " + uid),
        out);
  }

  private static <T> void drain(CloseableIterator<T> results, ThrowingConsumer<T, SQLException> out)
      throws Exception {
    try {
      while (results.hasNext()) {
        out.accept(results.next());
      }
    } finally {
      results.close();
    }
  }

  /** Hands over what each subtask of an operator holds. */
  <V> void union(
      String uid,
      ListStateDescriptor<V> descriptor,
      Class<V> type,
      ThrowingConsumer<V, SQLException> out)
      throws Exception {
    drain(
        SavepointReader.read(environment(), snapshot.location(), backend)
            .readUnionState(
                OperatorIdentifier.forUid(uid), descriptor.getName(), TypeInformation.of(type))
            .executeAndCollect("Read " + uid),
        out);
  }

  private static StreamExecutionEnvironment environment() {
    Configuration config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            Runtime.getRuntime().availableProcessors(), config);
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    return environment;
  }
}
