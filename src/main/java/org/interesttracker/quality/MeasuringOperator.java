package org.interesttracker.quality;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;
import org.interesttracker.quality.QualityMetric.Over;

/**
 * Sends figures now and then, and the rest at the end of the input. An operator, because a function
 * cannot set the time of what it sends at the end. Timers: one at the end of event time.
 *
 * @param <I> what is measured
 */
abstract class MeasuringOperator<I> extends AbstractStreamOperator<QualityMetric>
    implements OneInputStreamOperator<I, QualityMetric>, Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  private transient InternalTimerService<VoidNamespace> timers;
  private transient TrackerMetrics metrics;
  private transient Map<String, Double> figures;

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("end", VoidNamespaceSerializer.INSTANCE, this);
    metrics = TrackerMetrics.of(getMetricGroup());
    figures = new ConcurrentHashMap<>();
  }

  protected final void tellTheRestAtTheEnd() {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, Long.MAX_VALUE);
  }

  /** Sends the figures of a key if anything came since they were sent last. */
  protected abstract void tellTheRest(String key) throws Exception;

  @Override
  public final void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    tellTheRest(timer.getKey());
  }

  @Override
  public final void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer was set in processing time");
  }

  protected final void emit(QualityMetric metric) {
    output.collect(new StreamRecord<>(metric, metric.timestamp()));
    if (metric.over() == Over.WINDOW && metric.position() == null) {
      show(metric);
    }
  }

  /** Models and figures are known when there are some; there are no more than settings name. */
  private void show(QualityMetric metric) {
    String key = metric.key();
    if (figures.put(key, metric.value()) == null) {
      metrics.gauge(TrackerMetric.QUALITY, () -> figures.get(key), metric.model(), metric.name());
    }
  }

  protected final TrackerMetrics metrics() {
    return metrics;
  }
}
