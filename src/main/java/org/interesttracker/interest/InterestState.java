package org.interesttracker.interest;

import java.time.Duration;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * The keyed state of the interest operator: what it is called, how it is typed, how long it lives.
 * Key: user id. Windows wait only while the catalog is read for the first time.
 */
public final class InterestState {

  private static final String WAITING = "waiting";

  private final KeyedStateBackend<String> backend;
  private final ValueState<UserState> user;
  private final ListState<UserWindow> waiting;

  InterestState(KeyedStateBackend<String> backend, Duration ttl) throws Exception {
    this.backend = backend;
    this.user = open(userDescriptor(ttl));
    this.waiting = open(waitingDescriptor());
  }

  public static ValueStateDescriptor<UserState> userDescriptor(Duration ttl) {
    var descriptor = new ValueStateDescriptor<>("user", new UserStateSerializer());
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  public static ListStateDescriptor<UserWindow> waitingDescriptor() {
    return new ListStateDescriptor<>(WAITING, TypeInformation.of(UserWindow.class));
  }

  private <S extends State> S open(StateDescriptor<S, ?> descriptor) throws Exception {
    return backend.getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  void use(String userId) {
    backend.setCurrentKey(userId);
  }

  /** Null for a user of whom nothing is kept. */
  UserState user() throws Exception {
    return user.value();
  }

  /**
   * @param state null to keep nothing of the user
   */
  void store(UserState state) throws Exception {
    user.update(state);
  }

  void wait(UserWindow window) throws Exception {
    waiting.add(window);
  }

  Iterable<UserWindow> waiting() throws Exception {
    return waiting.get();
  }

  void doneWaiting() {
    waiting.clear();
  }

  Stream<String> usersWaiting() {
    return backend.getKeys(WAITING, VoidNamespace.INSTANCE);
  }
}
