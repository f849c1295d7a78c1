package org.interesttracker.feedback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.event.Appended;
import org.interesttracker.event.Consent;
import org.interesttracker.event.ConsentHistory;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.ErasurePart.Stage;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.TimelineOperator;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.SealableSerializer;
import org.interesttracker.seal.SealedMapState;
import org.interesttracker.seal.Sealer;
import org.interesttracker.seal.SharedUserKeys;

/**
 * Joins what users did with the lists that caused it, and tells what became of each list when it
 * takes no more feedback. Input 1: feedback and orders about it. Input 2: lists.
 *
 * <p>Key: user id, so that an erasure finds all. State: {@code waiting}, messages whose time has
 * not come, by time; {@code lists}, those that take feedback, by id; {@code early}, feedback whose
 * list has not come, by the list's id; {@code closing}, the ids of both, by the time when they go;
 * {@code consents}, the user's orders about consent, until erased; {@code withdrawn} is what older
 * savepoints have instead, with a time to live. Timers: event time, one for each time in {@code
 * waiting} and {@code closing}; after the last nothing but consent is left. Order: messages are
 * taken in the order of event time, since consent holds from a moment on; that of feedback does not
 * matter. Feedback counts where the user consents to {@link Purpose#LEARN}.
 */
public final class JoinFeedbackFunction
    extends KeyedCoProcessFunction<String, FeedbackMessage, Recommendation, ListFeedback> {

  private static final long serialVersionUID = 1L;

  private static final Comparator<FeedbackMessage> ORDERS_LAST =
      Comparator.comparing(FeedbackMessage::isOrder);

  private static final String WAITING = "waiting";
  private static final String LISTS = "lists";
  private static final String EARLY = "early";

  private final long withinMillis;
  private final Duration ttl;
  private final Consent byDefault;
  private final SealSettings seals;

  private transient SharedUserKeys keys;
  private transient Sealer sealer;
  private transient String userId;
  private transient SealedMapState<Long, List<FeedbackMessage>> waiting;
  private transient SealedMapState<String, OpenList> lists;
  private transient SealedMapState<String, List<FeedbackMessage>> early;
  private transient MapState<Long, List<String>> closing;
  private transient ValueState<ConsentHistory> consents;
  private transient ValueState<Boolean> withdrawn;
  transient Counter joined;
  transient Counter notListed;
  transient Counter notShown;
  transient Counter withoutList;

  /**
   * @param within for how long after its window a list takes feedback, and for how long feedback
   *     waits for its list
   * @param ttl after which a withdrawal in state of an older version is forgotten
   * @param byDefault the consent of a user who said nothing
   * @param seals whether users' lists and feedback are sealed
   */
  public JoinFeedbackFunction(
      Duration within, Duration ttl, Consent byDefault, SealSettings seals) {
    this.seals = seals;
    this.withinMillis = within.toMillis();
    this.ttl = ttl;
    this.byDefault = byDefault;
  }

  /** Lists of {@link FeedbackMessage}. */
  public static MapStateDescriptor<Long, Object> waitingDescriptor() {
    return new MapStateDescriptor<>(WAITING, LongSerializer.INSTANCE, messages());
  }

  /** Of {@link OpenList}. */
  public static MapStateDescriptor<String, Object> listsDescriptor() {
    return new MapStateDescriptor<>(LISTS, StringSerializer.INSTANCE, openLists());
  }

  /** Lists of {@link FeedbackMessage}. */
  public static MapStateDescriptor<String, Object> earlyDescriptor() {
    return new MapStateDescriptor<>(EARLY, StringSerializer.INSTANCE, messages());
  }

  public static MapStateDescriptor<Long, List<String>> closingDescriptor() {
    return new MapStateDescriptor<>("closing", Types.LONG, Types.LIST(Types.STRING));
  }

  public static ValueStateDescriptor<ConsentHistory> consentsDescriptor() {
    return new ValueStateDescriptor<>("consents", TypeInformation.of(ConsentHistory.class));
  }

  public static ValueStateDescriptor<Boolean> withdrawnDescriptor(Duration ttl) {
    var descriptor = new ValueStateDescriptor<>("withdrawn", Types.BOOLEAN);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  private static SealableSerializer<List<FeedbackMessage>> messages() {
    return SealableSerializer.of(Types.LIST(TypeInformation.of(FeedbackMessage.class)));
  }

  private static SealableSerializer<OpenList> openLists() {
    return SealableSerializer.of(TypeInformation.of(OpenList.class));
  }

  @Override
  public void open(OpenContext context) {
    keys = new SharedUserKeys(seals);
    sealer =
        keys.sealer(
            TrackerMetrics.of(getRuntimeContext().getMetricGroup())
                    .counter(TrackerMetric.SHREDDED_VALUES)
                ::inc);
    waiting = sealed(waitingDescriptor(), WAITING, messages());
    lists = sealed(listsDescriptor(), LISTS, openLists());
    early = sealed(earlyDescriptor(), EARLY, messages());
    closing = getRuntimeContext().getMapState(closingDescriptor());
    consents = getRuntimeContext().getState(consentsDescriptor());
    withdrawn = getRuntimeContext().getState(withdrawnDescriptor(ttl));
    TrackerMetrics metrics = TrackerMetrics.of(getRuntimeContext().getMetricGroup());
    joined = metrics.counter(TrackerMetric.FEEDBACK_JOINED);
    notListed = metrics.counter(TrackerMetric.FEEDBACK_NOT_LISTED);
    notShown = metrics.counter(TrackerMetric.FEEDBACK_NOT_SHOWN);
    withoutList = metrics.counter(TrackerMetric.FEEDBACK_WITHOUT_LIST);
  }

  private <K, V> SealedMapState<K, V> sealed(
      MapStateDescriptor<K, Object> descriptor, String name, SealableSerializer<V> serializer) {
    return new SealedMapState<>(
        getRuntimeContext().getMapState(descriptor), name, serializer, sealer);
  }

  @Override
  public void close() throws Exception {
    if (keys != null) {
      keys.close();
    }
    super.close();
  }

  @Override
  public void processElement1(FeedbackMessage message, Context context, Collector<ListFeedback> out)
      throws Exception {
    userId = context.getCurrentKey();
    if (message.timestamp() <= context.timerService().currentWatermark()) {
      take(message, context.timerService());
    } else {
      append(waiting, message.timestamp(), message);
      context.timerService().registerEventTimeTimer(message.timestamp());
    }
  }

  @Override
  public void processElement2(Recommendation list, Context context, Collector<ListFeedback> out)
      throws Exception {
    userId = context.getCurrentKey();
    if (list.erased()) {
      sealer.forget(userId);
      context.output(
          TimelineOperator.ERASURES,
          ErasurePart.of(
              list.userId(),
              Stage.FEEDBACK,
              list.timestamp(),
              erase(list.timestamp(), context.timerService())));
    } else if (!list.withdrawn()) {
      open(list, context.timerService());
    }
  }

  private void open(Recommendation list, TimerService timers) throws Exception {
    String id = list.recommendationId();
    OpenList open = OpenList.of(list, withinMillis);
    List<FeedbackMessage> here = early.take(id, userId);
    if (here != null) {
      for (FeedbackMessage feedback : here) {
        open = join(open, feedback);
      }
    }
    put(id, open);
    closeAt(open.closesAt(), id, timers);
  }

  private void closeAt(long time, String id, TimerService timers) throws Exception {
    closing.put(time, Appended.to(closing.get(time), id));
    timers.registerEventTimeTimer(time);
  }

  private void take(FeedbackMessage message, TimerService timers) throws Exception {
    if (message.isOrder()) {
      obey(message);
    } else if (consents().at(message.timestamp(), byDefault).allows(Purpose.LEARN)) {
      join(message, timers);
    }
  }

  private void obey(FeedbackMessage order) throws Exception {
    if (order.order() == ControlType.ERASE_USER) {
      consents.clear();
    } else {
      consents.update(consents().with(order.change()));
    }
    withdrawn.clear();
  }

  private ConsentHistory consents() throws Exception {
    ConsentHistory said = consents.value();
    if (said != null) {
      return said;
    }
    return withdrawn.value() == null ? ConsentHistory.NONE : ConsentHistory.withdrawn();
  }

  private void join(FeedbackMessage feedback, TimerService timers) throws Exception {
    String id = feedback.recommendationId();
    OpenList list = lists.get(id, userId);
    if (list == null) {
      append(early, id, feedback);
      closeAt(feedback.timestamp() + withinMillis, id, timers);
    } else {
      put(id, join(list, feedback));
    }
  }

  private OpenList join(OpenList list, FeedbackMessage feedback) {
    if (feedback.timestamp() > list.closesAt()) {
      withoutList.inc();
      return list;
    }
    (list.concerns(feedback) ? joined : notListed).inc();
    return list.with(feedback);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ListFeedback> out)
      throws Exception {
    userId = context.getCurrentKey();
    List<FeedbackMessage> due = waiting.take(time, userId);
    if (due != null) {
      for (FeedbackMessage message : due.stream().sorted(ORDERS_LAST).toList()) {
        take(message, context.timerService());
      }
    }
    List<String> ids = closing.get(time);
    if (ids != null) {
      closing.remove(time);
      for (String id : ids) {
        close(id, time, out);
      }
    }
  }

  /** What waited for a list since later goes later; what nobody can read any more goes now. */
  private void close(String id, long time, Collector<ListFeedback> out) throws Exception {
    OpenList list = lists.get(id, userId);
    if (list == null) {
      lists.remove(id);
    } else if (list.closesAt() <= time) {
      lists.remove(id);
      tell(list, out);
    }
    List<FeedbackMessage> waited = early.take(id, userId);
    if (waited != null) {
      List<FeedbackMessage> left =
          waited.stream().filter(feedback -> feedback.timestamp() + withinMillis > time).toList();
      withoutList.inc(waited.size() - left.size());
      put(early, id, left);
    }
  }

  private void tell(OpenList list, Collector<ListFeedback> out) {
    notShown.inc(list.notShown());
    ListFeedback feedback = list.close();
    if (!feedback.shown().isEmpty()) {
      out.collect(feedback);
    }
  }

  /**
   * Lists that come later are of what the user did later.
   *
   * @return how many of what are gone
   */
  private Map<String, Long> erase(long time, TimerService timers) throws Exception {
    Map<String, Long> removed = new HashMap<>();
    for (String open : lists.keys()) {
      removed.merge("open_lists", 1L, Long::sum);
    }
    for (List<FeedbackMessage> here : early.values(userId)) {
      removed.merge("waiting_feedback", (long) here.size(), Long::sum);
    }
    for (long due : closing.keys()) {
      if (!waiting.contains(due)) {
        timers.deleteEventTimeTimer(due);
      }
    }
    closing.clear();
    lists.clear();
    early.clear();
    dropWaitingFeedback(time);
    return removed;
  }

  /** Of what waits for a time that is not after one; orders stay, since they have yet to hold. */
  private void dropWaitingFeedback(long until) throws Exception {
    List<Long> times = new ArrayList<>();
    waiting.keys().forEach(times::add);
    for (long due : times) {
      if (due <= until) {
        List<FeedbackMessage> messages = waiting.get(due, userId);
        put(
            waiting,
            due,
            messages == null
                ? List.of()
                : messages.stream().filter(FeedbackMessage::isOrder).toList());
      }
    }
  }

  private void put(String id, OpenList list) throws Exception {
    lists.put(id, list, userId, list.timestamp());
  }

  private <K> void append(
      SealedMapState<K, List<FeedbackMessage>> state, K key, FeedbackMessage value)
      throws Exception {
    put(state, key, Appended.to(state.get(key, userId), value));
  }

  private <K> void put(
      SealedMapState<K, List<FeedbackMessage>> state, K key, List<FeedbackMessage> values)
      throws Exception {
    if (values.isEmpty()) {
      state.remove(key);
    } else {
      long first = values.stream().mapToLong(FeedbackMessage::timestamp).min().orElseThrow();
      state.put(key, values, userId, first);
    }
  }
}
