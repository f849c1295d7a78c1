package org.interesttracker.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.bundle.BundleOperator;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.interest.UserWindow;

/**
 * Reads and writes what the interest operator reads and writes, and knows nothing of what it is: of
 * each user of a bundle one value is read and written, and what events added to the item counts is
 * appended to a list. Emits a number for each window.
 */
final class TouchStateOperator extends BundleOperator<Long>
    implements OneInputStreamOperator<UserWindow, Long> {

  private static final long serialVersionUID = 1L;

  private final byte[] user;
  private final byte[] event;

  private transient ValueState<byte[]> users;
  private transient ListState<byte[]> counted;
  private transient List<UserWindow> bundle;

  /**
   * @param user as long as a user's state
   * @param event as long as what is kept of an event that was counted
   */
  TouchStateOperator(BundleSettings bundles, byte[] user, byte[] event) {
    super(bundles);
    this.user = user;
    this.event = event;
  }

  @Override
  public void open() throws Exception {
    super.open();
    StateTtlConfig ttl = StateTtlConfig.newBuilder(InterestOperator.TTL).build();
    var value = new ValueStateDescriptor<>("user", BytePrimitiveArraySerializer.INSTANCE);
    value.enableTimeToLive(ttl);
    users = open(value);
    var list = new ListStateDescriptor<>("counted", BytePrimitiveArraySerializer.INSTANCE);
    list.enableTimeToLive(ttl);
    counted = open(list);
    bundle = new ArrayList<>();
  }

  private <S extends State> S open(StateDescriptor<S, ?> descriptor) throws Exception {
    return getKeyedStateBackend()
        .getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  @Override
  public void processElement(StreamRecord<UserWindow> record) throws Exception {
    bundle.add(record.getValue());
    gathered(1 + record.getValue().messages().size());
  }

  @Override
  protected void flushBundle() throws Exception {
    Map<String, Integer> events = new LinkedHashMap<>();
    for (UserWindow window : bundle) {
      events.merge(window.userId(), window.messages().size(), Integer::sum);
    }
    for (Map.Entry<String, Integer> touched : events.entrySet()) {
      setCurrentKey(touched.getKey());
      byte[] held = users.value();
      users.update(held == null ? user : held);
      counted.addAll(Collections.nCopies(touched.getValue(), event));
    }
    for (UserWindow window : bundle) {
      output.collect(new StreamRecord<>(window.end()));
    }
    bundle.clear();
  }
}
