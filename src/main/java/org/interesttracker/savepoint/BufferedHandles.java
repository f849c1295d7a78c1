package org.interesttracker.savepoint;

import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;

/** Makes an operator's state be read in blocks. */
final class BufferedHandles {

  private BufferedHandles() {}

  /** The same state; only what restores it reads it otherwise. */
  static OperatorState of(OperatorState operator) {
    OperatorState buffered = OperatorStates.emptied(operator);
    operator.getSubtaskStates().forEach((subtask, state) -> buffered.putState(subtask, of(state)));
    return buffered;
  }

  private static OperatorSubtaskState of(OperatorSubtaskState state) {
    return state.toBuilder()
        .setManagedKeyedState(
            new StateObjectCollection<>(
                state.getManagedKeyedState().stream().map(BufferedHandles::of).toList()))
        .setManagedOperatorState(
            new StateObjectCollection<>(
                state.getManagedOperatorState().stream().map(BufferedHandles::of).toList()))
        .build();
  }

  /** RocksDB's files are copied whole, and need none. */
  private static KeyedStateHandle of(KeyedStateHandle handle) {
    if (handle instanceof KeyGroupsSavepointStateHandle canonical) {
      return new KeyGroupsSavepointStateHandle(
          canonical.getGroupRangeOffsets(),
          new BufferedStateHandle(canonical.getDelegateStateHandle()));
    }
    return handle instanceof KeyGroupsStateHandle heap
        ? new KeyGroupsStateHandle(
            heap.getGroupRangeOffsets(), new BufferedStateHandle(heap.getDelegateStateHandle()))
        : handle;
  }

  private static OperatorStateHandle of(OperatorStateHandle handle) {
    return new OperatorStreamStateHandle(
        handle.getStateNameToPartitionOffsets(),
        new BufferedStateHandle(handle.getDelegateStateHandle()));
  }
}
