package org.interesttracker.bench;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Counts how often each pair of items came, one read and one write of state a pair. */
final class CountPairsFunction extends KeyedProcessFunction<String, ItemPair, Long> {

  private static final long serialVersionUID = 1L;

  private final SimilarityLoad load;

  private transient MapState<String, Long> counts;

  CountPairsFunction(SimilarityLoad load) {
    this.load = load;
  }

  @Override
  public void open(OpenContext context) {
    counts =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("counts", Types.STRING, Types.LONG));
  }

  @Override
  public void processElement(ItemPair pair, Context context, Collector<Long> out) throws Exception {
    Long held = counts.get(pair.other());
    counts.put(pair.other(), held == null ? 1 : held + 1);
  }

  @Override
  public void close() {
    load.done(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
  }
}
