package org.interesttracker.interest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.interesttracker.event.ConsentHistory;
import org.interesttracker.seal.SealableSerializer;
import org.interesttracker.seal.SealedListState;
import org.interesttracker.seal.SealedMapState;
import org.interesttracker.seal.SealedValueState;
import org.interesttracker.seal.Sealer;
import org.interesttracker.seal.UserKeysException;

/**
 * The keyed state of the interest operator: what it is called, how it is typed, how long it lives.
 * Key: user id. Windows wait only while the catalog is read for the first time. Values may be
 * sealed by the user's key; then they are {@link org.interesttracker.seal.Sealed}, else of the type
 * that each method names.
 */
public final class InterestState {

  private static final String USER = "user";
  private static final String COUNTED = "counted";
  private static final String WAITING = "waiting";
  private static final String CONSENTS = "consents";

  private final KeyedStateBackend<String> backend;
  private final SealedValueState<UserState> user;
  private final ValueState<ConsentHistory> consents;
  private final SealedListState<HistoryEvent> counted;
  private final SealedMapState<Long, List<UserWindow>> waiting;
  private final UserStateSerializer serializer = new UserStateSerializer();
  private final DataOutputSerializer sizer = new DataOutputSerializer(1_024);
  private String userId;

  InterestState(KeyedStateBackend<String> backend, Duration ttl, Sealer sealer) throws Exception {
    this.backend = backend;
    this.user = new SealedValueState<>(open(userDescriptor(ttl)), USER, users(), sealer);
    this.consents = open(consentsDescriptor());
    this.counted =
        new SealedListState<>(
            open(countedDescriptor(ttl)), COUNTED, events(), sealer, HistoryEvent::timestamp);
    this.waiting = new SealedMapState<>(open(waitingDescriptor()), WAITING, windows(), sealer);
  }

  private static SealableSerializer<UserState> users() {
    return new SealableSerializer<>(new UserStateSerializer());
  }

  private static SealableSerializer<HistoryEvent> events() {
    return SealableSerializer.of(TypeInformation.of(HistoryEvent.class));
  }

  private static SealableSerializer<List<UserWindow>> windows() {
    return SealableSerializer.of(Types.LIST(TypeInformation.of(UserWindow.class)));
  }

  /** Of a {@link UserState}. */
  public static ValueStateDescriptor<Object> userDescriptor(Duration ttl) {
    var descriptor = new ValueStateDescriptor<>(USER, users());
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  /**
   * The users' orders about consent, once more and without an end: a refusal must outlive what is
   * kept of a user who is away for long. Read for users of whom nothing else is kept.
   */
  public static ValueStateDescriptor<ConsentHistory> consentsDescriptor() {
    return new ValueStateDescriptor<>(CONSENTS, TypeInformation.of(ConsentHistory.class));
  }

  /** Of {@link HistoryEvent}, those that were counted, in their order; each lives on its own. */
  public static ListStateDescriptor<Object> countedDescriptor(Duration ttl) {
    var descriptor = new ListStateDescriptor<>(COUNTED, events());
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  /** By the windows' end, lists of {@link UserWindow}. */
  public static MapStateDescriptor<Long, Object> waitingDescriptor() {
    return new MapStateDescriptor<>(WAITING, LongSerializer.INSTANCE, windows());
  }

  private <S extends State> S open(StateDescriptor<S, ?> descriptor) throws Exception {
    return backend.getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  void use(String user) {
    userId = user;
    backend.setCurrentKey(user);
  }

  /** Null for a user of whom nothing is kept, or can be read any more. */
  UserState user() throws Exception {
    UserState held = user.value(userId);
    ConsentHistory said = held == null ? consents.value() : null;
    return said == null ? held : UserState.of(said);
  }

  /**
   * @param said empty to keep nothing
   */
  void storeConsents(ConsentHistory said) throws Exception {
    consents.update(said.isEmpty() ? null : said);
  }

  /**
   * @param state null to keep nothing of the user
   * @param time of the latest message that it knows of, an erasure included, event time
   */
  void store(UserState state, long time) throws Exception {
    user.update(state, userId, time + 1);
  }

  /** How many bytes it takes as it is serialized, before it is sealed. */
  int bytes(UserState state) throws IOException {
    sizer.clear();
    serializer.serialize(state, sizer);
    return sizer.length();
  }

  /** The events by which a user added to the item counts, as far as they are kept. */
  List<HistoryEvent> counted(String user) {
    use(user);
    try {
      return counted.values(userId);
    } catch (UserKeysException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("What a user added to the counts cannot be read", e);
    }
  }

  /** Adds to them; that reads nothing. */
  void addCounted(List<HistoryEvent> events) throws Exception {
    counted.addAll(events, userId);
  }

  void replaceCounted(List<HistoryEvent> events) throws Exception {
    counted.update(events, userId);
  }

  /** Of the user in use. */
  void wait(UserWindow window) throws Exception {
    List<UserWindow> same = waiting.get(window.end(), userId);
    List<UserWindow> all = same == null ? new ArrayList<>() : same;
    all.add(window);
    long first = all.stream().mapToLong(UserWindow::firstTime).min().orElseThrow();
    waiting.put(window.end(), all, userId, first);
  }

  /** All that wait, the earliest first, so that users come together as they would have. */
  List<Waiting> waiting() throws Exception {
    List<Waiting> all = new ArrayList<>();
    try (Stream<String> users = backend.getKeys(WAITING, VoidNamespace.INSTANCE)) {
      for (String user : users.distinct().toList()) {
        use(user);
        for (long end : waiting.keys()) {
          all.add(new Waiting(end, user));
        }
      }
    }
    all.sort(Comparator.comparingLong(Waiting::end));
    return all;
  }

  /** Hands over what waits of one user for one time, and forgets it. */
  List<UserWindow> take(Waiting next) throws Exception {
    use(next.userId);
    List<UserWindow> windows = waiting.get(next.end, userId);
    waiting.remove(next.end);
    return windows == null ? List.of() : windows;
  }

  /** Where windows wait; the windows themselves stay in the state backend. */
  record Waiting(long end, String userId) {}
}
