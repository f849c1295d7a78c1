package org.interesttracker.event;

import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.SealableSerializer;
import org.interesttracker.seal.SealedMapState;
import org.interesttracker.seal.Sealer;
import org.interesttracker.seal.SharedUserKeys;

/**
 * Lets those events of users' timelines through that may be used for a purpose, and all orders.
 *
 * <p>Key: user id. State: {@code waiting}, messages whose time has not come, by time, sealed where
 * state is; {@code consents}, the user's orders about consent, until erased. Timers: event time,
 * one for each time in {@code waiting}. Order: a user's messages go on in the order of event time,
 * since consent holds from a moment on; orders come after events of the same millisecond, and an
 * event that is late is judged by what held at its time.
 */
public final class ConsentFilterFunction
    extends KeyedProcessFunction<String, UserMessage, UserMessage> {

  private static final long serialVersionUID = 1L;

  private static final Comparator<UserMessage> ORDERS_LAST =
      Comparator.comparing(message -> message.control() != null);

  private static final String WAITING = "waiting";

  private final Purpose purpose;
  private final Consent byDefault;
  private final SealSettings seals;

  private transient SharedUserKeys keys;
  private transient Sealer sealer;
  private transient SealedMapState<Long, List<UserMessage>> waiting;
  private transient ValueState<ConsentHistory> consents;

  /**
   * @param byDefault what holds where a user said nothing
   * @param seals whether users' messages are sealed while they wait
   */
  public ConsentFilterFunction(Purpose purpose, Consent byDefault, SealSettings seals) {
    this.purpose = purpose;
    this.byDefault = byDefault;
    this.seals = seals;
  }

  private static SealableSerializer<List<UserMessage>> messages() {
    return SealableSerializer.of(Types.LIST(TypeInformation.of(UserMessage.class)));
  }

  /** Lists of {@link UserMessage}. */
  public static MapStateDescriptor<Long, Object> waitingDescriptor() {
    return new MapStateDescriptor<>(WAITING, LongSerializer.INSTANCE, messages());
  }

  public static ValueStateDescriptor<ConsentHistory> consentsDescriptor() {
    return new ValueStateDescriptor<>("consents", TypeInformation.of(ConsentHistory.class));
  }

  @Override
  public void open(OpenContext context) {
    keys = new SharedUserKeys(seals);
    sealer =
        keys.sealer(
            TrackerMetrics.of(getRuntimeContext().getMetricGroup())
                    .counter(TrackerMetric.SHREDDED_VALUES)
                ::inc);
    MapState<Long, Object> state = getRuntimeContext().getMapState(waitingDescriptor());
    waiting = new SealedMapState<>(state, WAITING, messages(), sealer);
    consents = getRuntimeContext().getState(consentsDescriptor());
  }

  @Override
  public void close() throws Exception {
    if (keys != null) {
      keys.close();
    }
    super.close();
  }

  @Override
  public void processElement(UserMessage message, Context context, Collector<UserMessage> out)
      throws Exception {
    if (message.timestamp() <= context.timerService().currentWatermark()) {
      take(message, out);
      return;
    }
    List<UserMessage> same =
        Appended.to(waiting.get(message.timestamp(), message.userId()), message);
    waiting.put(message.timestamp(), same, message.userId(), message.timestamp());
    context.timerService().registerEventTimeTimer(message.timestamp());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<UserMessage> out)
      throws Exception {
    List<UserMessage> held = waiting.take(time, context.getCurrentKey());
    List<UserMessage> due = held == null ? List.of() : held;
    for (UserMessage message : due.stream().sorted(ORDERS_LAST).toList()) {
      take(message, out);
    }
  }

  private void take(UserMessage message, Collector<UserMessage> out) throws Exception {
    ConsentHistory held = consents.value();
    ConsentHistory said = held == null ? ConsentHistory.NONE : held;
    if (message.control() != null) {
      obey(message, said);
      out.collect(message);
    } else if (said.at(message.timestamp(), byDefault).allows(purpose)) {
      out.collect(message);
    }
  }

  private void obey(UserMessage message, ConsentHistory said) throws Exception {
    ControlType order = message.control().type();
    if (order.isAboutConsent()) {
      consents.update(said.with(ConsentChange.of(message.control(), message.timestamp())));
    } else if (order == ControlType.ERASE_USER) {
      consents.clear();
      sealer.forget(message.userId());
    }
  }
}
