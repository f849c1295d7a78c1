package org.interesttracker.interest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
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
  private final ListState<HistoryEvent> counted;
  private final MapState<Long, List<UserWindow>> waiting;

  InterestState(KeyedStateBackend<String> backend, Duration ttl) throws Exception {
    this.backend = backend;
    this.user = open(userDescriptor(ttl));
    this.counted = open(countedDescriptor(ttl));
    this.waiting = open(waitingDescriptor());
  }

  public static ValueStateDescriptor<UserState> userDescriptor(Duration ttl) {
    var descriptor = new ValueStateDescriptor<>("user", new UserStateSerializer());
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  /** The events that were counted, in their order; each lives on its own. */
  public static ListStateDescriptor<HistoryEvent> countedDescriptor(Duration ttl) {
    var descriptor = new ListStateDescriptor<>("counted", TypeInformation.of(HistoryEvent.class));
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  /** By the windows' end. */
  public static MapStateDescriptor<Long, List<UserWindow>> waitingDescriptor() {
    return new MapStateDescriptor<>(
        WAITING, Types.LONG, Types.LIST(TypeInformation.of(UserWindow.class)));
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

  /** The events by which a user added to the item counts, as far as they are kept. */
  List<HistoryEvent> counted(String userId) {
    use(userId);
    List<HistoryEvent> events = new ArrayList<>();
    try {
      counted.get().forEach(events::add);
    } catch (Exception e) {
      throw new IllegalStateException("What a user added to the counts cannot be read", e);
    }
    return events;
  }

  /** Adds to them; that reads nothing. */
  void addCounted(List<HistoryEvent> events) throws Exception {
    counted.addAll(events);
  }

  void replaceCounted(List<HistoryEvent> events) throws Exception {
    counted.update(events);
  }

  void wait(UserWindow window) throws Exception {
    List<UserWindow> same = waiting.get(window.end());
    List<UserWindow> all = same == null ? new ArrayList<>() : same;
    all.add(window);
    waiting.put(window.end(), all);
  }

  /** All that wait, the earliest first, so that users come together as they would have. */
  List<Waiting> waiting() throws Exception {
    List<Waiting> all = new ArrayList<>();
    try (Stream<String> users = backend.getKeys(WAITING, VoidNamespace.INSTANCE)) {
      for (String userId : users.distinct().toList()) {
        use(userId);
        for (long end : waiting.keys()) {
          all.add(new Waiting(end, userId));
        }
      }
    }
    all.sort(Comparator.comparingLong(Waiting::end));
    return all;
  }

  /** Hands over what waits of one user for one time, and forgets it. */
  List<UserWindow> take(Waiting next) throws Exception {
    use(next.userId);
    List<UserWindow> windows = waiting.get(next.end);
    waiting.remove(next.end);
    return windows;
  }

  /** Where windows wait; the windows themselves stay in the state backend. */
  record Waiting(long end, String userId) {}
}
