package org.interesttracker.job;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Runs one subtask of an operator that is keyed by a string. */
public final class KeyedHarness<I, O> extends KeyedOneInputStreamOperatorTestHarness<String, I, O> {

  private static final int MAX_PARALLELISM = 16;

  private final int parallelism;
  private final int subtask;

  public KeyedHarness(
      StreamOperatorFactory<O> operator, KeySelector<I, String> key, int parallelism, int subtask)
      throws Exception {
    super(operator, key, Types.STRING, MAX_PARALLELISM, parallelism, subtask);
    this.parallelism = parallelism;
    this.subtask = subtask;
  }

  /** Opens with its part of what a single subtask had left. */
  public void restore(OperatorSubtaskState whole) throws Exception {
    initializeState(repartitionOperatorState(whole, MAX_PARALLELISM, 1, parallelism, subtask));
    open();
  }

  /** Those of the keys that this subtask has. */
  public List<String> mine(List<String> keys) {
    return keys.stream()
        .filter(
            key ->
                subtask
                    == KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        key, MAX_PARALLELISM, parallelism))
        .toList();
  }

  /** Without a checked exception, as try-with-resources wants it. */
  @Override
  public void close() {
    try {
      super.close();
    } catch (Exception e) {
      throw new IllegalStateException("The harness could not be closed", e);
    }
  }
}
