package org.interesttracker.savepoint;

import org.apache.flink.runtime.checkpoint.OperatorState;

/** What a savepoint says of operators. */
final class OperatorStates {

  private OperatorStates() {}

  /** The same operator, without any state. */
  static OperatorState emptied(OperatorState operator) {
    return new OperatorState(
        operator.getOperatorName().orElse(null),
        operator.getOperatorUid().orElse(null),
        operator.getOperatorID(),
        operator.getParallelism(),
        operator.getMaxParallelism());
  }
}
