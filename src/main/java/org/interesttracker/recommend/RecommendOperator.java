package org.interesttracker.recommend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.broadcast.SharedState;
import org.interesttracker.bundle.BundleOperator;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.ErasurePart.Stage;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.TimelineOperator;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.SealableSerializer;
import org.interesttracker.seal.SealedSetState;
import org.interesttracker.seal.SealedValueState;
import org.interesttracker.seal.Sealer;
import org.interesttracker.seal.SharedUserKeys;
import org.interesttracker.similarity.Channels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores a user's last lists by what came, lets the blend learn from it, then makes the next ones,
 * in bundles, so that the products of their users with all items are one. Input 1: interest
 * updates, keyed by user. Input 2: catalog, similarity rows and model activations, broadcast.
 *
 * <p>State per user: {@code met}, the items met, {@code last-lists} and {@code user-weights}, the
 * user's own part of the blend's weights; all with a time to live, and sealed where users' state
 * is. State per subtask: {@code blend}, what the blend learned; after a restore all subtasks go on
 * from the mean of all. Also {@link SharedState}. Timers: none. Order: lists depend on which rows
 * have come and on what other users met before; all else does not.
 */
public final class RecommendOperator extends BundleOperator<Recommendation>
    implements TwoInputStreamOperator<InterestUpdate, Broadcast, Recommendation> {

  public static final OutputTag<ListScore> SCORES = new OutputTag<>("list-scores") {};

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(RecommendOperator.class);

  private static final String MET = "met";
  private static final String LAST_LISTS = "last-lists";
  private static final String USER_WEIGHTS = "user-weights";

  private final RecommendSettings settings;
  private final String modelLocation;
  private final Channels channels;
  private final Duration ttl;
  private final SealSettings seals;

  private transient SharedUserKeys keys;
  private transient Sealer sealer;
  private transient SharedState shared;
  private transient SealedSetState met;
  private transient SealedValueState<LastLists> lastLists;
  private transient SealedValueState<UserWeights> userWeights;
  private transient ListState<BlendState> learned;
  private transient Blend blend;
  private transient Recommender recommender;
  private transient ItemSet metItems;
  private transient List<StreamRecord<InterestUpdate>> bundle;
  private transient Counter lists;
  private transient Histogram eventToList;
  private transient long countsLag;

  /** Counted by the task, since categories may not be looked up while it takes in items. */
  private transient int unknownCategories;

  /**
   * @param bundles sized in updates
   * @param modelLocation a model directory, or empty for the one that is shipped
   * @param channels of the similarity
   * @param ttl after which an inactive user's state is dropped
   * @param seals whether users' state is sealed
   */
  public RecommendOperator(
      RecommendSettings settings,
      BundleSettings bundles,
      String modelLocation,
      Channels channels,
      Duration ttl,
      SealSettings seals) {
    super(bundles);
    this.seals = seals;
    this.settings = settings;
    this.modelLocation = modelLocation;
    this.channels = channels;
    this.ttl = ttl;
  }

  /** By item, when it was met last; by a name that hides the item where that is sealed. */
  public static MapStateDescriptor<String, Object> metDescriptor(Duration ttl) {
    var descriptor =
        new MapStateDescriptor<>(MET, StringSerializer.INSTANCE, SealableSerializer.of(Types.LONG));
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  private static SealableSerializer<LastLists> lists() {
    return SealableSerializer.of(TypeInformation.of(LastLists.class));
  }

  private static SealableSerializer<UserWeights> weights() {
    return SealableSerializer.of(TypeInformation.of(UserWeights.class));
  }

  /** Of {@link LastLists}. */
  public static ValueStateDescriptor<Object> lastListsDescriptor(Duration ttl) {
    var descriptor = new ValueStateDescriptor<>(LAST_LISTS, lists());
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  /** Of {@link UserWeights}. */
  public static ValueStateDescriptor<Object> userWeightsDescriptor(Duration ttl) {
    var descriptor = new ValueStateDescriptor<>(USER_WEIGHTS, weights());
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  public static ListStateDescriptor<BlendState> blendDescriptor() {
    return new ListStateDescriptor<>("blend", TypeInformation.of(BlendState.class));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    shared =
        new SharedState(
            context.getOperatorStateStore(),
            modelLocation,
            channels,
            getRuntimeContext().getJobInfo().getJobId(),
            settings.exactUpTo());
    blend = new Blend(settings.models(), settings.blend());
    learned = context.getOperatorStateStore().getUnionListState(blendDescriptor());
    List<BlendState> all = new ArrayList<>();
    learned.get().forEach(all::add);
    if (!all.isEmpty()) {
      blend.restore(BlendState.merge(all));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    learned.update(List.of(blend.toState()));
  }

  @Override
  public void open() throws Exception {
    super.open();
    processWatermarkStatus2(WatermarkStatus.IDLE);
    openStates();
    List<Scorer> scorers =
        new Scorers(
                settings,
                shared.catalog(),
                shared.similarity(),
                settings.models().contains(Scorers.TF_IDF) ? shared.terms() : null,
                settings.models().contains(Scorers.USER_CF)
                    ? shared.pool(settings.userPoolSize())
                    : null)
            .make(settings.models());
    recommender = new Recommender(settings, shared.catalog(), shared.similarity(), scorers, blend);
    metItems = new ItemSet();
    bundle = new ArrayList<>();
    registerMetrics();
  }

  private void openStates() {
    keys = new SharedUserKeys(seals);
    sealer =
        keys.sealer(
            TrackerMetrics.of(getMetricGroup()).counter(TrackerMetric.SHREDDED_VALUES)::inc);
    met = new SealedSetState(getRuntimeContext().getMapState(metDescriptor(ttl)), MET, sealer);
    lastLists =
        new SealedValueState<>(
            getRuntimeContext().getState(lastListsDescriptor(ttl)), LAST_LISTS, lists(), sealer);
    userWeights =
        new SealedValueState<>(
            getRuntimeContext().getState(userWeightsDescriptor(ttl)),
            USER_WEIGHTS,
            weights(),
            sealer);
  }

  /** At the first list, since the catalog has been read by then. */
  private void tellOfUnknownCategories() {
    List<String> unknown = recommender.unknownCategories();
    if (!unknown.isEmpty()) {
      LOG.warn("The rules for lists name categories that no item of the catalog has: {}", unknown);
    }
  }

  private void registerMetrics() {
    TrackerMetrics metrics = TrackerMetrics.of(getMetricGroup());
    lists = metrics.counter(TrackerMetric.LISTS);
    eventToList = metrics.histogram(TrackerMetric.EVENT_TO_LIST);
    metrics.gauge(TrackerMetric.CATALOG_ITEMS, () -> shared.catalog().size());
    metrics.gauge(TrackerMetric.ITEMS_TO_INDEX, shared::waitingItems);
    metrics.gauge(TrackerMetric.SIMILARITY_ROWS, () -> shared.similarity().size());
    metrics.gauge(TrackerMetric.UNKNOWN_RULE_CATEGORIES, () -> unknownCategories);
    metrics.gauge(TrackerMetric.COUNTS_LAG, () -> countsLag);
    for (int m = 0; m < settings.models().size(); m++) {
      int model = m;
      metrics.gauge(
          TrackerMetric.BLEND_WEIGHT, () -> blend.commonWeight(model), settings.models().get(m));
    }
  }

  @Override
  public void close() throws Exception {
    if (shared != null) {
      shared.close();
    }
    if (keys != null) {
      keys.close();
    }
    super.close();
  }

  /** Copied, since the runtime uses the record of one element for the next. */
  @Override
  public void processElement1(StreamRecord<InterestUpdate> record) throws Exception {
    bundle.add(record.copy(record.getValue()));
    gathered(1);
  }

  /** What models compute for many users together holds while the items stay as they are. */
  @Override
  protected void flushBundle() throws Exception {
    if (bundle.size() > 1) {
      recommender.prepare(
          bundle.stream()
              .map(StreamRecord::getValue)
              .filter(interest -> !interest.erased() && interest.allows(Purpose.RECOMMEND))
              .toList());
    }
    for (StreamRecord<InterestUpdate> record : bundle) {
      setCurrentKey(record.getValue().userId());
      take(record);
    }
    recommender.prepare(List.of());
    bundle.clear();
    unknownCategories = recommender.unknownCategories().size();
  }

  private void take(StreamRecord<InterestUpdate> record) throws Exception {
    InterestUpdate interest = record.getValue();
    if (interest.erased()) {
      output.collect(record.replace(erase(interest)));
    } else if (interest.allows(Purpose.RECOMMEND)) {
      output.collect(record.replace(list(interest)));
    } else if (withhold(interest)) {
      output.collect(record.replace(Recommendation.withdrawn(interest)));
    }
  }

  @Override
  public void processElement2(StreamRecord<Broadcast> record) throws Exception {
    if (record.getValue().item() != null || record.getValue().activation() != null) {
      flush();
    }
    shared.apply(record.getValue());
  }

  /** Event time is that of the interests: news has no say in it. */
  @Override
  public void processWatermark2(Watermark mark) {}

  private Recommendation list(InterestUpdate interest) throws Exception {
    LastLists last = lastLists.value(interest.userId());
    UserWeights user = takeIn(interest, last);
    long events = events(last, interest);
    readMet(interest.userId());
    int number = last == null ? 0 : last.number() + 1;
    Served served =
        recommender.serve(
            RecommendationId.of(interest, number),
            recommender.rank(interest, events, metItems::contains, user));
    lastLists.update(
        LastLists.of(served.ranked(), shared.catalog().numbers(), settings.topK()).numbered(number),
        interest.userId(),
        interest.timestamp());
    if (lists.getCount() == 0) {
      tellOfUnknownCategories();
    }
    lists.inc();
    eventToList.update(
        getProcessingTimeService().getCurrentProcessingTime() - interest.timestamp());
    Recommendation list = recommender.recommend(served, interest);
    countsLag = list.countsTime() == null ? 0 : list.timestamp() - list.countsTime();
    return list;
  }

  /** Scores the last lists by what came and learns from it, as far as that is allowed. */
  private UserWeights takeIn(InterestUpdate interest, LastLists last) throws Exception {
    List<String> meetings = last == null || !last.isOut() ? List.of() : meetings(interest);
    for (String item : meetings) {
      last.score(item, score -> emit(score, interest));
    }
    UserWeights user = learn(last, meetings, interest);
    met.addAll(interest.newItems(), interest.userId(), interest.timestamp());
    return user;
  }

  private static long events(LastLists last, InterestUpdate interest) {
    return (last == null ? 0 : last.events()) + interest.events();
  }

  /**
   * Makes no list, for want of consent. What was met is noted for lists to come.
   *
   * @return whether one is out that must be taken back
   */
  private boolean withhold(InterestUpdate interest) throws Exception {
    LastLists last = lastLists.value(interest.userId());
    if (last == null && interest.takesBack()) {
      return false;
    }
    takeIn(interest, last);
    lastLists.update(
        LastLists.withheld(last == null ? -1 : last.number(), events(last, interest)),
        interest.userId(),
        interest.timestamp());
    return last != null && last.isOut();
  }

  private UserWeights learn(LastLists last, List<String> meetings, InterestUpdate interest)
      throws Exception {
    UserWeights held = userWeights.value(interest.userId());
    UserWeights user = held == null ? UserWeights.NONE : held;
    for (String item : meetings) {
      user = last.teach(blend, item, user);
    }
    if (!meetings.isEmpty()) {
      userWeights.update(user, interest.userId(), interest.timestamp());
    }
    return user;
  }

  private void emit(ListScore score, InterestUpdate interest) {
    output.collect(SCORES, new StreamRecord<>(score, interest.windowEnd() - 1));
  }

  private Recommendation erase(InterestUpdate interest) throws Exception {
    tellErased(interest);
    sealer.forget(interest.userId());
    met.clear();
    lastLists.clear();
    userWeights.clear();
    return Recommendation.erased(interest);
  }

  private void tellErased(InterestUpdate interest) throws Exception {
    Map<String, Long> removed = new HashMap<>();
    long items = met.size();
    if (items > 0) {
      removed.put("met_items", items);
    }
    if (lastLists.value(interest.userId()) != null) {
      removed.put("last_lists", 1L);
    }
    if (userWeights.value(interest.userId()) != null) {
      removed.put("own_weights", 1L);
    }
    ErasurePart part =
        ErasurePart.of(interest.userId(), Stage.RECOMMEND, interest.timestamp(), removed);
    output.collect(TimelineOperator.ERASURES, new StreamRecord<>(part, part.erasedAt()));
  }

  /**
   * Only items of which shared models may learn, that the user did not turn down, and where lists
   * leave out what was met, only first meetings.
   */
  private List<String> meetings(InterestUpdate interest) throws Exception {
    Map<String, Double> evidence = new HashMap<>();
    for (ItemWeight item : interest.recentItemsToLearn()) {
      evidence.put(item.itemId(), item.evidence());
    }
    List<String> meetings = new ArrayList<>();
    for (String item : interest.newItemsToLearn()) {
      boolean listed = !settings.excludeMet() || !met.contains(item, interest.userId());
      if (listed && evidence.getOrDefault(item, 0.0) > 0) {
        meetings.add(item);
      }
    }
    return meetings;
  }

  /** Read at once: the models ask for far more items than a user has met. */
  private void readMet(String userId) throws Exception {
    metItems.clear();
    for (String item : met.values(userId)) {
      int number = shared.catalog().numbers().find(item);
      if (number >= 0) {
        metItems.add(number);
      }
    }
  }
}
