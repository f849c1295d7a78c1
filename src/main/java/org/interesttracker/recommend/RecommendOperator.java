package org.interesttracker.recommend;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.broadcast.SharedState;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.similarity.Channels;

/**
 * Scores a user's last list by what came, then makes the next one. Input 1: interest updates, keyed
 * by user. Input 2: catalog, similarity rows and model activations, broadcast.
 *
 * <p>State per user: {@code met}, the items met, and {@code last-list}; both with a time to live.
 * Also {@link SharedState}. Timers: none. Order: lists depend on which rows have come; all else
 * does not.
 */
public final class RecommendOperator extends AbstractStreamOperator<Recommendation>
    implements TwoInputStreamOperator<InterestUpdate, Broadcast, Recommendation> {

  public static final OutputTag<ListScore> SCORES = new OutputTag<>("list-scores") {};

  private static final long serialVersionUID = 1L;

  private final RecommendSettings settings;
  private final String modelLocation;
  private final Channels channels;
  private final Duration ttl;

  private transient SharedState shared;
  private transient MapState<String, Long> met;
  private transient ValueState<String[]> lastList;
  private transient Recommender recommender;
  private transient Counter lists;

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

  public static ValueStateDescriptor<String[]> lastListDescriptor(Duration ttl) {
    var descriptor =
        new ValueStateDescriptor<>("last-list", BasicArrayTypeInfo.STRING_ARRAY_TYPE_INFO);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    shared = new SharedState(context.getOperatorStateStore(), modelLocation, channels);
  }

  @Override
  public void open() throws Exception {
    super.open();
    met = getRuntimeContext().getMapState(metDescriptor(ttl));
    lastList = getRuntimeContext().getState(lastListDescriptor(ttl));
    recommender = new Recommender(settings, shared.catalog(), shared.similarity());
    lists = getMetricGroup().counter("lists");
    getMetricGroup().gauge("catalogItems", (Gauge<Integer>) () -> shared.catalog().size());
    getMetricGroup().gauge("similarityRows", (Gauge<Integer>) () -> shared.similarity().size());
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
    scoreLastList(interest);
    for (String item : interest.newItems()) {
      met.put(item, interest.timestamp());
    }
    Recommendation next = recommender.recommend(interest, this::hasMet);
    lastList.update(next.items().stream().map(item -> item.itemId()).toArray(String[]::new));
    lists.inc();
    return next;
  }

  private Recommendation erase(InterestUpdate interest) {
    met.clear();
    lastList.clear();
    return new Recommendation(
        interest.userId(), List.of(), null, 0, interest.windowEnd(), interest.timestamp(), true);
  }

  /** Only first meetings count, and only of items that the user did not turn down. */
  private void scoreLastList(InterestUpdate interest) throws Exception {
    String[] list = lastList.value();
    if (list == null) {
      return;
    }
    Map<String, Double> weights = new HashMap<>();
    for (ItemWeight item : interest.recentItems()) {
      weights.put(item.itemId(), item.weight());
    }
    int items = 0;
    int hits = 0;
    for (String item : interest.newItems()) {
      if (weights.getOrDefault(item, 0.0) > 0 && !met.contains(item)) {
        items++;
        hits += List.of(list).contains(item) ? 1 : 0;
      }
    }
    if (items > 0) {
      output.collect(
          SCORES,
          new StreamRecord<>(
              new ListScore("blend", settings.topK(), hits, items), interest.windowEnd() - 1));
    }
  }

  private boolean hasMet(String item) {
    try {
      return met.contains(item);
    } catch (Exception e) {
      throw new IllegalStateException("The items met cannot be read from state", e);
    }
  }
}
