package org.interesttracker.recommend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.broadcast.SharedState;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.ErasurePart.Stage;
import org.interesttracker.event.TimelineOperator;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.similarity.Channels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores a user's last lists by what came, lets the blend learn from it, then makes the next ones.
 * Input 1: interest updates, keyed by user. Input 2: catalog, similarity rows and model
 * activations, broadcast.
 *
 * <p>State per user: {@code met}, the items met, {@code last-lists} and {@code user-weights}, the
 * user's own part of the blend's weights; all with a time to live. State per subtask: {@code
 * blend}, what the blend learned; after a restore all subtasks go on from the mean of all. Also
 * {@link SharedState}. Timers: none. Order: lists depend on which rows have come and on what other
 * users met before; all else does not.
 */
public final class RecommendOperator extends AbstractStreamOperator<Recommendation>
    implements TwoInputStreamOperator<InterestUpdate, Broadcast, Recommendation> {

  public static final OutputTag<ListScore> SCORES = new OutputTag<>("list-scores") {};

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(RecommendOperator.class);

  private final RecommendSettings settings;
  private final String modelLocation;
  private final Channels channels;
  private final Duration ttl;

  private transient SharedState shared;
  private transient MapState<String, Long> met;
  private transient ValueState<LastLists> lastLists;
  private transient ValueState<UserWeights> userWeights;
  private transient ListState<BlendState> learned;
  private transient Blend blend;
  private transient Recommender recommender;
  private transient ItemSet metItems;
  private transient Counter lists;
  private transient long countsLag;

  /**
   * @param modelLocation a model directory, or empty for the one that is shipped
   * @param channels of the similarity
   * @param ttl after which an inactive user's state is dropped
   */
  public RecommendOperator(
      RecommendSettings settings, String modelLocation, Channels channels, Duration ttl) {
    this.settings = settings;
    this.modelLocation = modelLocation;
    this.channels = channels;
    this.ttl = ttl;
  }

  public static MapStateDescriptor<String, Long> metDescriptor(Duration ttl) {
    var descriptor = new MapStateDescriptor<>("met", Types.STRING, Types.LONG);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  public static ValueStateDescriptor<LastLists> lastListsDescriptor(Duration ttl) {
    var descriptor = new ValueStateDescriptor<>("last-lists", TypeInformation.of(LastLists.class));
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  public static ValueStateDescriptor<UserWeights> userWeightsDescriptor(Duration ttl) {
    var descriptor =
        new ValueStateDescriptor<>("user-weights", TypeInformation.of(UserWeights.class));
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
    met = getRuntimeContext().getMapState(metDescriptor(ttl));
    lastLists = getRuntimeContext().getState(lastListsDescriptor(ttl));
    userWeights = getRuntimeContext().getState(userWeightsDescriptor(ttl));
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
    registerMetrics();
  }

  /** At the first list, since the catalog has been read by then. */
  private void tellOfUnknownCategories() {
    List<String> unknown = recommender.unknownCategories();
    if (!unknown.isEmpty()) {
      LOG.warn("The rules for lists name categories that no item of the catalog has: {}", unknown);
    }
  }

  private void registerMetrics() {
    lists = getMetricGroup().counter("lists");
    getMetricGroup().gauge("catalogItems", (Gauge<Integer>) () -> shared.catalog().size());
    getMetricGroup().gauge("itemsToIndex", (Gauge<Integer>) shared::waitingItems);
    getMetricGroup().gauge("similarityRows", (Gauge<Integer>) () -> shared.similarity().size());
    getMetricGroup()
        .gauge(
            "unknownRuleCategories", (Gauge<Integer>) () -> recommender.unknownCategories().size());
    getMetricGroup().gauge("countsLagMillis", (Gauge<Long>) () -> countsLag);
    for (int m = 0; m < settings.models().size(); m++) {
      int model = m;
      getMetricGroup()
          .addGroup("model", settings.models().get(m))
          .gauge("blendWeight", (Gauge<Double>) () -> blend.commonWeight(model));
    }
  }

  @Override
  public void close() throws Exception {
    if (shared != null) {
      shared.close();
    }
    super.close();
  }

  @Override
  public void processElement1(StreamRecord<InterestUpdate> record) throws Exception {
    InterestUpdate interest = record.getValue();
    Recommendation next = interest.erased() ? erase(interest) : list(interest);
    output.collect(record.replace(next));
  }

  @Override
  public void processElement2(StreamRecord<Broadcast> record) throws Exception {
    shared.apply(record.getValue());
  }

  private Recommendation list(InterestUpdate interest) throws Exception {
    LastLists last = lastLists.value();
    List<String> meetings = last == null ? List.of() : meetings(interest);
    for (String item : meetings) {
      last.score(item, score -> emit(score, interest));
    }
    UserWeights user = learn(last, meetings);
    for (String item : interest.newItems()) {
      met.put(item, interest.timestamp());
    }
    long events = (last == null ? 0 : last.events()) + interest.events();
    readMet();
    int number = last == null ? 0 : last.number() + 1;
    Served served =
        recommender.serve(
            RecommendationId.of(interest, number),
            recommender.rank(interest, events, metItems::contains, user));
    lastLists.update(
        LastLists.of(served.ranked(), shared.catalog().numbers(), settings.topK())
            .numbered(number));
    if (lists.getCount() == 0) {
      tellOfUnknownCategories();
    }
    lists.inc();
    Recommendation list = recommender.recommend(served, interest);
    countsLag = list.countsTime() == null ? 0 : list.timestamp() - list.countsTime();
    return list;
  }

  private UserWeights learn(LastLists last, List<String> meetings) throws Exception {
    UserWeights held = userWeights.value();
    UserWeights user = held == null ? UserWeights.NONE : held;
    for (String item : meetings) {
      user = last.teach(blend, item, user);
    }
    if (!meetings.isEmpty()) {
      userWeights.update(user);
    }
    return user;
  }

  private void emit(ListScore score, InterestUpdate interest) {
    output.collect(SCORES, new StreamRecord<>(score, interest.windowEnd() - 1));
  }

  private Recommendation erase(InterestUpdate interest) throws Exception {
    tellErased(interest);
    met.clear();
    lastLists.clear();
    userWeights.clear();
    return new Recommendation(
        interest.userId(),
        null,
        List.of(),
        null,
        null,
        null,
        0,
        null,
        interest.windowEnd(),
        interest.timestamp(),
        true);
  }

  private void tellErased(InterestUpdate interest) throws Exception {
    Map<String, Long> removed = new HashMap<>();
    for (String item : met.keys()) {
      removed.merge("met_items", 1L, Long::sum);
    }
    if (lastLists.value() != null) {
      removed.put("last_lists", 1L);
    }
    if (userWeights.value() != null) {
      removed.put("own_weights", 1L);
    }
    ErasurePart part =
        ErasurePart.of(interest.userId(), Stage.RECOMMEND, interest.timestamp(), removed);
    output.collect(TimelineOperator.ERASURES, new StreamRecord<>(part, part.erasedAt()));
  }

  /**
   * Only items that the user did not turn down, and where lists leave out what was met, only first
   * meetings.
   */
  private List<String> meetings(InterestUpdate interest) throws Exception {
    Map<String, Double> evidence = new HashMap<>();
    for (ItemWeight item : interest.recentItems()) {
      evidence.put(item.itemId(), item.evidence());
    }
    List<String> meetings = new ArrayList<>();
    for (String item : interest.newItems()) {
      boolean listed = !settings.excludeMet() || !met.contains(item);
      if (listed && evidence.getOrDefault(item, 0.0) > 0) {
        meetings.add(item);
      }
    }
    return meetings;
  }

  /** Read at once: the models ask for far more items than a user has met. */
  private void readMet() throws Exception {
    metItems.clear();
    for (String item : met.keys()) {
      int number = shared.catalog().numbers().find(item);
      if (number >= 0) {
        metItems.add(number);
      }
    }
  }
}
