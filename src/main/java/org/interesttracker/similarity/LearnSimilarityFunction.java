package org.interesttracker.similarity;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;

/**
 * Keeps the counts of each item and sends its row when it changed, at a bounded rate.
 *
 * <p>Key: item id. State: {@code counts}, {@code pairs} and, for Swing, {@code visitors}, all with
 * a time to live. Timers: one in processing time per changed item, which sends the row; one at the
 * end of event time, so that a bounded input sends its last rows; sending a row deletes it, since
 * it would outlive the state. Order: decayed sums, so none. Of an item of which all was taken back
 * the last row is empty, and no state is left.
 */
public final class LearnSimilarityFunction
    extends KeyedProcessFunction<String, CountDelta, CountRow> {

  private static final long serialVersionUID = 1L;

  private final SimilaritySettings settings;
  private final Duration ttl;

  private transient ValueState<ItemCounts> counts;
  private transient PairStore pairs;
  private transient ValueState<List<Visitor>> visitors;
  private transient CountLearner learner;
  private transient boolean isOfSwing;
  private transient Counter rowsSent;

  public LearnSimilarityFunction(SimilaritySettings settings, Duration ttl) {
    this.settings = settings;
    this.ttl = ttl;
  }

  public static ValueStateDescriptor<ItemCounts> countsDescriptor(Duration ttl) {
    var descriptor = new ValueStateDescriptor<>("counts", ItemCounts.class);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  public static MapStateDescriptor<String, PairCounts> pairsDescriptor(Duration ttl) {
    var descriptor =
        new MapStateDescriptor<>("pairs", Types.STRING, TypeInformation.of(PairCounts.class));
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  public static ValueStateDescriptor<List<Visitor>> visitorsDescriptor(Duration ttl) {
    var descriptor =
        new ValueStateDescriptor<>("visitors", Types.LIST(TypeInformation.of(Visitor.class)));
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  @Override
  public void open(OpenContext context) {
    counts = getRuntimeContext().getState(countsDescriptor(ttl));
    pairs = new StoredPairsState(getRuntimeContext().getMapState(pairsDescriptor(ttl)));
    visitors = getRuntimeContext().getState(visitorsDescriptor(ttl));
    isOfSwing = settings.channels().swing() >= 0;
    learner = new CountLearner(settings);
    rowsSent =
        TrackerMetrics.of(getRuntimeContext().getMetricGroup())
            .counter(TrackerMetric.SIMILARITY_ROWS_OUT);
  }

  @Override
  public void processElement(CountDelta delta, Context context, Collector<CountRow> out)
      throws Exception {
    ItemCounts item = counts.value();
    if (item == null) {
      item = new ItemCounts();
    }
    if (isOfSwing && (learner.startsAnew(item) || !delta.visits().isEmpty())) {
      List<Visitor> left = learner.visitors(delta, item, heldVisitors());
      visitors.update(left.isEmpty() ? null : left);
    }
    learner.add(delta, item, pairs);
    if (!item.isChanged()) {
      item.setChanged(true);
      schedule(context);
    }
    counts.update(item);
  }

  private List<Visitor> heldVisitors() throws Exception {
    List<Visitor> held = isOfSwing ? visitors.value() : null;
    return held == null ? List.of() : held;
  }

  /** Spread over the interval, so that items that change together are not all sent together. */
  private void schedule(Context context) {
    long now = context.timerService().currentProcessingTime();
    long spread = Math.floorMod(context.getCurrentKey().hashCode(), settings.emitIntervalMillis());
    long due = now - now % settings.emitIntervalMillis() + spread;
    context
        .timerService()
        .registerProcessingTimeTimer(due > now ? due : due + settings.emitIntervalMillis());
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<CountRow> out)
      throws Exception {
    ItemCounts item = counts.value();
    if (item == null || !item.isChanged()) {
      return;
    }
    context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
    item.setChanged(false);
    item.setVersion(item.getVersion() + 1);
    CountRow row = learner.row(context.getCurrentKey(), item, pairs, heldVisitors());
    out.collect(row);
    rowsSent.inc();
    if (row.isEmpty() && item.getPairs() == 0 && heldVisitors().isEmpty()) {
      counts.clear();
    } else {
      counts.update(item);
    }
  }
}
