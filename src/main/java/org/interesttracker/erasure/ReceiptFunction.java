package org.interesttracker.erasure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.event.Appended;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.ErasurePart.Stage;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;

/**
 * Gathers what operators removed of an erased user, and answers when all have and no window keeps
 * anything of the user. Its output is therefore the sign that the last of a user is gone; who holds
 * something of a user outside of the job's state, such as a key, can go by it.
 *
 * <p>Key: user id. State: {@code parts}, by the time when the erasure took effect; nothing is left
 * after the answer. Timers: event time, one for each erasure. Order: that of parts does not matter.
 */
public final class ReceiptFunction
    extends KeyedProcessFunction<String, ErasurePart, ErasureReceipt> {

  private static final long serialVersionUID = 1L;

  private final ErasureTerms terms;

  private transient MapState<Long, List<ErasurePart>> parts;
  private transient Counter erasures;

  public ReceiptFunction(ErasureTerms terms) {
    this.terms = terms;
  }

  public static MapStateDescriptor<Long, List<ErasurePart>> partsDescriptor() {
    return new MapStateDescriptor<>(
        "parts", Types.LONG, Types.LIST(TypeInformation.of(ErasurePart.class)));
  }

  @Override
  public void open(OpenContext context) {
    parts = getRuntimeContext().getMapState(partsDescriptor());
    erasures =
        TrackerMetrics.of(getRuntimeContext().getMetricGroup()).counter(TrackerMetric.ERASURES);
  }

  @Override
  public void processElement(ErasurePart part, Context context, Collector<ErasureReceipt> out)
      throws Exception {
    List<ErasurePart> all = Appended.to(parts.get(part.erasedAt()), part);
    parts.put(part.erasedAt(), all);
    if (isComplete(all)) {
      context.timerService().registerEventTimeTimer(finished(all));
    }
  }

  private static boolean isComplete(List<ErasurePart> parts) {
    return parts.stream().map(ErasurePart::stage).distinct().count() == Stage.values().length;
  }

  /** When the windows are gone that may have had something of the user. */
  private long finished(List<ErasurePart> parts) {
    long windowEnd = parts.stream().mapToLong(ErasurePart::windowEnd).max().orElseThrow();
    return windowEnd - 1 + terms.settling().toMillis();
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ErasureReceipt> out)
      throws Exception {
    Map<Long, List<ErasurePart>> due = new TreeMap<>();
    for (Map.Entry<Long, List<ErasurePart>> erasure : parts.entries()) {
      if (isComplete(erasure.getValue()) && finished(erasure.getValue()) <= time) {
        due.put(erasure.getKey(), erasure.getValue());
      }
    }
    for (Map.Entry<Long, List<ErasurePart>> erasure : due.entrySet()) {
      parts.remove(erasure.getKey());
      out.collect(ErasureReceipt.of(erasure.getValue(), finished(erasure.getValue()), terms));
      erasures.inc();
    }
  }
}
