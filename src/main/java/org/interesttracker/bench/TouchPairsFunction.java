package org.interesttracker.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.CountRow;
import org.interesttracker.similarity.SimilaritySettings;

/**
 * Reads and writes what {@code learn-similarity} does, as bytes that say nothing, and sends rows as
 * often and as long.
 */
final class TouchPairsFunction extends KeyedProcessFunction<String, CountDelta, CountRow> {

  private static final long serialVersionUID = 1L;

  /** Of a value of Flink's serializer of records: its fields' flags, lengths and the time. */
  private static final int OVERHEAD = 16;

  private final SimilaritySettings settings;
  private final Duration ttl;

  private transient ValueState<byte[]> counts;
  private transient MapState<String, byte[]> pairs;
  private transient byte[] itemBytes;
  private transient byte[] pairBytes;

  TouchPairsFunction(SimilaritySettings settings, Duration ttl) {
    this.settings = settings;
    this.ttl = ttl;
  }

  @Override
  public void open(OpenContext context) {
    StateTtlConfig config = StateTtlConfig.newBuilder(ttl).build();
    var bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    var countsDescriptor = new ValueStateDescriptor<>("counts", bytes);
    countsDescriptor.enableTimeToLive(config);
    counts = getRuntimeContext().getState(countsDescriptor);
    var pairsDescriptor = new MapStateDescriptor<>("pairs", Types.STRING, bytes);
    pairsDescriptor.enableTimeToLive(config);
    pairs = getRuntimeContext().getMapState(pairsDescriptor);
    itemBytes = new byte[2 * OVERHEAD + Double.BYTES * settings.channels().size()];
    pairBytes = new byte[OVERHEAD + Double.BYTES * settings.channels().size()];
  }

  @Override
  public void processElement(CountDelta delta, Context context, Collector<CountRow> out)
      throws Exception {
    byte[] item = counts.value();
    for (String other : delta.others()) {
      pairs.get(other);
      pairs.put(other, pairBytes);
    }
    if (item == null || item[0] == 0) {
      schedule(context);
    }
    itemBytes[0] = 1;
    counts.update(itemBytes);
  }

  private void schedule(Context context) {
    long now = context.timerService().currentProcessingTime();
    context.timerService().registerProcessingTimeTimer(now + settings.emitIntervalMillis());
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<CountRow> out)
      throws Exception {
    if (counts.value()[0] == 0) {
      return;
    }
    context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
    List<String> others = new ArrayList<>();
    for (var pair : pairs.entries()) {
      if (others.size() < 2 * settings.maxNeighbours()) {
        others.add(pair.getKey());
      }
    }
    int channels = settings.channels().size();
    out.collect(
        new CountRow(
            context.getCurrentKey(),
            new double[channels],
            others.toArray(String[]::new),
            new float[channels * others.size()],
            0,
            0,
            0));
    itemBytes[0] = 0;
    counts.update(itemBytes);
  }
}
