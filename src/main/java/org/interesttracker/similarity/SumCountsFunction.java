package org.interesttracker.similarity;

import java.time.Duration;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sums what was counted of each item, and hands it over at the end of the input: {@link
 * LearnSimilarityFunction} without its rows. Key: item id. State: that of the same name. Timers:
 * one at the end of event time. Order: decayed sums, so none. Accumulators: {@link #ITEMS} and
 * {@link #PAIRS}.
 */
public final class SumCountsFunction extends KeyedProcessFunction<String, CountDelta, CountDelta> {

  public static final String ITEMS = "counts.items";
  public static final String PAIRS = "counts.pairs";

  private static final long serialVersionUID = 1L;

  private final SimilaritySettings settings;
  private final Duration ttl;
  private final LongCounter items = new LongCounter();
  private final LongCounter pairsKept = new LongCounter();

  private transient ValueState<ItemCounts> counts;
  private transient PairStore pairs;
  private transient CountLearner learner;

  public SumCountsFunction(SimilaritySettings settings, Duration ttl) {
    this.settings = settings;
    this.ttl = ttl;
  }

  @Override
  public void open(OpenContext context) {
    counts = getRuntimeContext().getState(LearnSimilarityFunction.countsDescriptor(ttl));
    pairs =
        new StoredPairsState(
            getRuntimeContext().getMapState(LearnSimilarityFunction.pairsDescriptor(ttl)));
    learner = new CountLearner(settings);
    getRuntimeContext().addAccumulator(ITEMS, items);
    getRuntimeContext().addAccumulator(PAIRS, pairsKept);
  }

  @Override
  public void processElement(CountDelta delta, Context context, Collector<CountDelta> out)
      throws Exception {
    ItemCounts item = counts.value();
    if (item == null) {
      item = new ItemCounts();
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
    learner.add(delta, item, pairs);
    counts.update(item);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<CountDelta> out)
      throws Exception {
    CountDelta all = learner.counts(context.getCurrentKey(), counts.value(), pairs);
    items.add(1);
    pairsKept.add(all.others().length);
    out.collect(all);
  }
}
