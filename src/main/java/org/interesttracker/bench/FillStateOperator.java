package org.interesttracker.bench;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.interest.InterestState;

/**
 * Writes users' state as the interest operator has it, and compacts it after the last user, so that
 * a job that starts with it does not work off what writing so much at once has left. Emits nothing.
 */
final class FillStateOperator extends AbstractStreamOperator<Long>
    implements OneInputStreamOperator<Long, Long> {

  private static final long serialVersionUID = 1L;

  private final long count;
  private final boolean histories;

  private transient SampleUsers users;
  private transient ValueState<Object> states;
  private transient ListState<Object> counted;
  private transient boolean compacted;

  /**
   * @param count how many users there are, by number from 0
   */
  FillStateOperator(long count, boolean histories) {
    this.count = count;
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
    if (user == count - 1 && !compacted) {
      compact();
      compacted = true;
    }
    FilledState.written(user + 1);
  }

  private void compact() throws Exception {
    var backend = (RocksDBKeyedStateBackend<?>) getKeyedStateBackend();
    backend.compactState(InterestState.userDescriptor(InterestOperator.TTL));
    backend.compactState(InterestState.countedDescriptor(InterestOperator.TTL));
  }
}
