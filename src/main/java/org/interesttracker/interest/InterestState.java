package org.interesttracker.interest;

import java.time.Duration;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
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
 * Key: user id. The three parts are written together and read together; windows wait only while the
 * catalog is read for the first time.
 */
public final class InterestState {

  private static final String WAITING = "waiting";

  private final KeyedStateBackend<String> backend;
  private final ValueState<UserProfile> profile;
  private final ValueState<EventTail> tail;
  private final ValueState<SequenceState> sequence;
  private final ListState<UserWindow> waiting;

  InterestState(KeyedStateBackend<String> backend, Duration ttl) throws Exception {
    this.backend = backend;
    this.profile = open(profileDescriptor(ttl));
    this.tail = open(tailDescriptor(ttl));
    this.sequence = open(sequenceDescriptor(ttl));
    this.waiting = open(waitingDescriptor());
  }

  public static ValueStateDescriptor<UserProfile> profileDescriptor(Duration ttl) {
    return living(new ValueStateDescriptor<>("profile", UserProfile.class), ttl);
  }

  public static ValueStateDescriptor<EventTail> tailDescriptor(Duration ttl) {
    return living(new ValueStateDescriptor<>("tail", EventTail.class), ttl);
  }

  public static ValueStateDescriptor<SequenceState> sequenceDescriptor(Duration ttl) {
    return living(new ValueStateDescriptor<>("sequence", SequenceState.class), ttl);
  }

  public static ListStateDescriptor<UserWindow> waitingDescriptor() {
    return new ListStateDescriptor<>(WAITING, TypeInformation.of(UserWindow.class));
  }

  private static <T> ValueStateDescriptor<T> living(
      ValueStateDescriptor<T> descriptor, Duration ttl) {
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  private <S extends org.apache.flink.api.common.state.State> S open(
      StateDescriptor<S, ?> descriptor) throws Exception {
    return backend.getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  void use(String userId) {
    backend.setCurrentKey(userId);
  }

  UserProfile profile() throws Exception {
    return profile.value();
  }

  EventTail tail() throws Exception {
    return tail.value();
  }

  SequenceState sequence() throws Exception {
    return sequence.value();
  }

  /** Writes what the turn came to; what is null is removed. */
  void store(UserTurn turn) throws Exception {
    profile.update(turn.profile());
    tail.update(turn.tail());
    sequence.update(turn.sequence());
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
