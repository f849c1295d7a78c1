package org.interesttracker.savepoint;

import org.apache.flink.api.common.RuntimeExecutionMode;
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

  /** What a function makes of each key of an operator. To be closed. */
  <T> CloseableIterator<T> keyed(
      String uid, KeyedStateReaderFunction<String, T> function, Class<T> type) throws Exception {
    return SavepointReader.read(environment(), snapshot.location(), backend)
        .readKeyedState(
            OperatorIdentifier.forUid(uid), function, Types.STRING, TypeInformation.of(type))
        .executeAndCollect("Read " + uid);
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
