package org.interesttracker.bench;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.interest.InterestState;

/** Writes users' state as the interest operator has it. Emits nothing. */
final class FillStateOperator extends AbstractStreamOperator<Long>
    implements OneInputStreamOperator<Long, Long> {

  private static final long serialVersionUID = 1L;

  private final boolean histories;

  private transient SampleUsers users;
  private transient ValueState<Object> states;
  private transient ListState<Object> counted;

  FillStateOperator(boolean histories) {
    this.histories = histories;
  }

  @Override
  public void open() throws Exception {
    super.open();
    users = SampleUsers.make(FilledState.DIFFERENT);
    states = open(InterestState.userDescriptor(InterestOperator.TTL));
    counted = open(InterestState.countedDescriptor(InterestOperator.TTL));
  }

  private <S extends State> S open(StateDescriptor<S, ?> descriptor) throws Exception {
    return getKeyedStateBackend()
        .getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  @Override
  public void processElement(StreamRecord<Long> record) throws Exception {
    long user = record.getValue();
    states.update(users.state(user));
    if (histories) {
      counted.update(List.copyOf(users.history(user)));
    }
    FilledState.written(user + 1);
  }
}
