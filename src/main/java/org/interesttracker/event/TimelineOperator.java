package org.interesttracker.event;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.interesttracker.event.ErasurePart.Stage;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.SealableSerializer;
import org.interesttracker.seal.SealedTimesState;
import org.interesttracker.seal.SharedUserKeys;

/**
 * Makes a user's timeline: drops events that came before, sees to it that no order comes late, and
 * refuses what comes of an erased user too late.
 *
 * <p>Key: user id. State: {@code event-ids}, with a time to live; {@code erasures}, orders to erase
 * whose time has not come, by it. State per subtask: {@code erased}, the fingerprints of those
 * erased lately, and their {@code salt}; after a restore each subtask has those of its key groups.
 * Timers: event time, one for each order to erase. Side outputs: what is refused; what was removed.
 *
 * <p>An order whose time has passed is put right after the watermark, because the window operator
 * would refuse it; an erasure must never be refused. An erasure is handed on when event time has
 * come to it, not when it came: all that lies before it has gone the same way by then, and what
 * comes after it from before it is refused here, before anything else is done with it. So no
 * operator behind this one needs to remember whom it has erased.
 */
public final class TimelineOperator extends AbstractStreamOperator<UserMessage>
    implements OneInputStreamOperator<UserMessage, UserMessage>,
        Triggerable<String, VoidNamespace> {

  /** What of erased users comes too late. */
  public static final OutputTag<Refusal> REFUSED = new OutputTag<>("refused") {};

  /** What an operator removed of an erased user; all operators that do have it. */
  public static final OutputTag<ErasurePart> ERASURES = new OutputTag<>("erasures") {};

  private static final long serialVersionUID = 1L;

  private static final String EVENT_IDS = "event-ids";

  private final Duration deduplicateWithin;
  private final Duration refuseFor;
  private final byte[] newSalt;
  private final SealSettings seals;

  private transient SharedUserKeys keys;
  private transient SealedTimesState eventIds;
  private transient MapState<Long, ControlMessage> erasures;
  private transient ListState<ErasedUser> erasedState;
  private transient ListState<byte[]> saltState;
  private transient ErasedUsers erased;
  private transient byte[] salt;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Counter duplicates;
  private transient Counter refused;
  private transient long watermark;

  /**
   * @param deduplicateWithin how long an event id is remembered, processing time
   * @param refuseFor how long an erasure is remembered, event time
   * @param seals whether event ids are sealed
   */
  public TimelineOperator(Duration deduplicateWithin, Duration refuseFor, SealSettings seals) {
    this.seals = seals;
    this.deduplicateWithin = deduplicateWithin;
    this.refuseFor = refuseFor;
    this.newSalt = new byte[ErasedUsers.SALT_LENGTH];
    new SecureRandom().nextBytes(newSalt);
  }

  /** By id, the event's time; by a name that hides the id where both are sealed. */
  public static MapStateDescriptor<String, Object> eventIdsDescriptor(Duration deduplicateWithin) {
    var descriptor =
        new MapStateDescriptor<>(
            EVENT_IDS, StringSerializer.INSTANCE, SealableSerializer.of(Types.LONG));
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(deduplicateWithin).build());
    return descriptor;
  }

  /** By the time when they take effect. */
  public static MapStateDescriptor<Long, ControlMessage> erasuresDescriptor() {
    return new MapStateDescriptor<>(
        "erasures", Types.LONG, TypeInformation.of(ControlMessage.class));
  }

  public static ListStateDescriptor<ErasedUser> erasedDescriptor() {
    return new ListStateDescriptor<>("erased", TypeInformation.of(ErasedUser.class));
  }

  public static ListStateDescriptor<byte[]> saltDescriptor() {
    return new ListStateDescriptor<>("salt", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    erasedState = context.getOperatorStateStore().getUnionListState(erasedDescriptor());
    saltState = context.getOperatorStateStore().getUnionListState(saltDescriptor());
    salt = newSalt;
    for (byte[] held : saltState.get()) {
      salt = held;
    }
    erased = new ErasedUsers(salt);
    KeyGroupRange mine = keyGroups(getRuntimeContext().getTaskInfo());
    for (ErasedUser user : erasedState.get()) {
      if (mine.contains(user.keyGroup())) {
        erased.add(user);
      }
    }
  }

  private static KeyGroupRange keyGroups(TaskInfo task) {
    return KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
        task.getMaxNumberOfParallelSubtasks(),
        task.getNumberOfParallelSubtasks(),
        task.getIndexOfThisSubtask());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    erasedState.update(erased.all());
    saltState.update(List.of(salt));
  }

  @Override
  public void open() throws Exception {
    super.open();
    keys = new SharedUserKeys(seals);
    eventIds =
        new SealedTimesState(
            getRuntimeContext().getMapState(eventIdsDescriptor(deduplicateWithin)),
            EVENT_IDS,
            keys.sealer(
                TrackerMetrics.of(getMetricGroup()).counter(TrackerMetric.SHREDDED_VALUES)::inc));
    erasures = getRuntimeContext().getMapState(erasuresDescriptor());
    timers = getInternalTimerService("erasures", VoidNamespaceSerializer.INSTANCE, this);
    TrackerMetrics metrics = TrackerMetrics.of(getMetricGroup());
    duplicates = metrics.counter(TrackerMetric.DUPLICATES);
    refused = metrics.counter(TrackerMetric.REFUSED);
    watermark = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<UserMessage> record) throws Exception {
    UserMessage message = record.getValue();
    if (message.control() == null) {
      take(record);
    } else if (message.control().type() == ControlType.ERASE_USER) {
      schedule(message);
    } else {
      order(message);
    }
  }

  private void take(StreamRecord<UserMessage> record) throws Exception {
    UserMessage message = record.getValue();
    ErasedUser before = erasure(message.userId());
    if (before != null && message.timestamp() <= before.erasedAt()) {
      refuse(message, before);
    } else if (eventIds.contains(
        message.event().eventId(), message.userId(), message.timestamp())) {
      duplicates.inc();
    } else {
      eventIds.put(message.event().eventId(), message.userId(), message.timestamp());
      output.collect(record);
    }
  }

  private void refuse(UserMessage message, ErasedUser before) {
    refused.inc();
    output.collect(
        REFUSED, new StreamRecord<>(Refusal.of(message, before.erasedAt()), message.timestamp()));
  }

  /** Of orders the times are compared that they were given: both may have come late. */
  private void order(UserMessage message) throws Exception {
    ErasedUser before = erasure(message.userId());
    if (before != null && message.timestamp() <= before.orderedAt()) {
      refuse(message, before);
      return;
    }
    long effective = Math.max(message.timestamp(), watermark + 1);
    for (Map.Entry<Long, ControlMessage> due : erasures.entries()) {
      if (due.getValue().timestamp() < message.timestamp()) {
        effective = Math.max(effective, due.getKey() + 1);
      }
    }
    output.collect(new StreamRecord<>(message.at(effective), effective));
  }

  /** The same order twice is one. */
  private void schedule(UserMessage message) throws Exception {
    long effective = Math.max(message.timestamp(), watermark + 1);
    erasures.put(effective, message.control());
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, effective);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    long time = timer.getTimestamp();
    String userId = timer.getKey();
    ControlMessage order = erasures.get(time);
    erasures.remove(time);
    erased.add(userId, keyGroup(userId), time, order.timestamp());
    output.collect(new StreamRecord<>(new UserMessage(userId, time, null, order), time));
    ErasurePart part =
        new ErasurePart(
            userId, Stage.TIMELINE, time, order.timestamp(), 0, forgetEventIds(userId, time));
    output.collect(ERASURES, new StreamRecord<>(part, time));
  }

  /** Those of what came ahead of the erasure's time are of a new user. */
  private Map<String, Long> forgetEventIds(String userId, long time) throws Exception {
    long gone = eventIds.removeUntil(time, userId);
    return gone == 0 ? Map.of() : Map.of("event_ids", gone);
  }

  /** The user's latest erasure that is remembered; null without one. */
  private ErasedUser erasure(String userId) {
    return erased.isEmpty() ? null : erased.find(userId, keyGroup(userId));
  }

  private int keyGroup(String userId) {
    return KeyGroupRangeAssignment.assignToKeyGroup(
        userId, getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer was set in processing time");
  }

  @Override
  public void close() throws Exception {
    if (keys != null) {
      keys.close();
    }
    super.close();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    // At the end of time nothing is forgotten: the job may go on from its last savepoint.
    if (watermark != Watermark.MAX_WATERMARK.getTimestamp()) {
      erased.forgetBefore(watermark - refuseFor.toMillis());
    }
    super.processWatermark(mark);
  }
}
