package org.interesttracker.similarity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.similarity.SimilarityRow.Neighbour;

/**
 * Keeps the counts of each item and sends its row when it changed, at a bounded rate.
 *
 * <p>Key: item id. State: {@code counts} and {@code pairs}, both with a time to live. Timers: one
 * in processing time per changed item, which sends the row; one at the end of event time, so that a
 * bounded input sends its last rows; sending a row deletes it, since it would outlive the state.
 * Order: sums, so none.
 */
public final class LearnSimilarityFunction
    extends KeyedProcessFunction<String, CountDelta, SimilarityRow> {

  private static final long serialVersionUID = 1L;

  private static final Comparator<Neighbour> HEAVIEST_FIRST =
      Comparator.comparingDouble(Neighbour::count).reversed().thenComparing(Neighbour::itemId);

  private final SimilaritySettings settings;
  private final Duration ttl;

  private transient ValueState<ItemCounts> counts;
  private transient MapState<String, Double> pairs;
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

  public static MapStateDescriptor<String, Double> pairsDescriptor(Duration ttl) {
    var descriptor = new MapStateDescriptor<>("pairs", Types.STRING, Types.DOUBLE);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    return descriptor;
  }

  @Override
  public void open(OpenContext context) {
    counts = getRuntimeContext().getState(countsDescriptor(ttl));
    pairs = getRuntimeContext().getMapState(pairsDescriptor(ttl));
    rowsSent = getRuntimeContext().getMetricGroup().counter("rowsSent");
  }

  @Override
  public void processElement(CountDelta delta, Context context, Collector<SimilarityRow> out)
      throws Exception {
    ItemCounts item = counts.value();
    if (item == null) {
      item = new ItemCounts();
    }
    item.setTotal(item.getTotal() + delta.total());
    for (int i = 0; i < delta.others().length; i++) {
      add(item, delta.others()[i], delta.pairs()[i]);
    }
    if (item.getPairs() > 2 * settings.maxPairs()) {
      dropLightest(item);
    }
    if (!item.isChanged()) {
      item.setChanged(true);
      schedule(context);
    }
    counts.update(item);
  }

  private void add(ItemCounts item, String other, double increment) throws Exception {
    Double held = pairs.get(other);
    if (held == null) {
      item.setPairs(item.getPairs() + 1);
    }
    pairs.put(other, (held == null ? 0 : held) + increment);
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
  public void onTimer(long timestamp, OnTimerContext context, Collector<SimilarityRow> out)
      throws Exception {
    ItemCounts item = counts.value();
    if (item == null || !item.isChanged()) {
      return;
    }
    context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
    item.setChanged(false);
    item.setVersion(item.getVersion() + 1);
    counts.update(item);
    List<Neighbour> heaviest = byWeight().stream().limit(settings.maxNeighbours()).toList();
    out.collect(
        new SimilarityRow(context.getCurrentKey(), item.getTotal(), heaviest, item.getVersion()));
    rowsSent.inc();
  }

  private void dropLightest(ItemCounts item) throws Exception {
    for (Neighbour light : byWeight().stream().skip(settings.maxPairs()).toList()) {
      pairs.remove(light.itemId());
    }
    item.setPairs(settings.maxPairs());
  }

  private List<Neighbour> byWeight() throws Exception {
    List<Neighbour> all = new ArrayList<>();
    for (Map.Entry<String, Double> pair : pairs.entries()) {
      all.add(new Neighbour(pair.getKey(), pair.getValue(), null));
    }
    all.sort(HEAVIEST_FIRST);
    return all;
  }
}
