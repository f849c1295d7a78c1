package org.interesttracker.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.interesttracker.metrics.TrackerMetric.Kind;

/**
 * Registers an operator's {@link TrackerMetric}s. To be used when the operator opens: what it hands
 * out is updated without a look-up and without an object made.
 */
public final class TrackerMetrics {

  /** How many of the latest values the quantiles of a histogram are of. */
  private static final int LATEST = 1_024;

  private final MetricGroup group;

  private TrackerMetrics(MetricGroup group) {
    this.group = group;
  }

  /**
   * @param operator the operator's own group
   */
  public static TrackerMetrics of(MetricGroup operator) {
    return new TrackerMetrics(operator.addGroup(TrackerMetric.GROUP));
  }

  /**
   * @param values of the labels, each one of few
   * @throws IllegalArgumentException if it is no counter, or has other labels
   */
  public Counter counter(TrackerMetric metric, String... values) {
    return labelled(metric, Kind.COUNTER, values).counter(metric.id());
  }

  /**
   * @param value asked for by reporters, in threads of their own
   * @param values of the labels, each one of few
   * @throws IllegalArgumentException if it is no gauge, or has other labels
   */
  public void gauge(TrackerMetric metric, Gauge<? extends Number> value, String... values) {
    labelled(metric, Kind.GAUGE, values).gauge(metric.id(), value);
  }

  /**
   * @throws IllegalArgumentException if it is no histogram, or has labels
   */
  public Histogram histogram(TrackerMetric metric) {
    return labelled(metric, Kind.HISTOGRAM)
        .histogram(metric.id(), new DescriptiveStatisticsHistogram(LATEST));
  }

  private MetricGroup labelled(TrackerMetric metric, Kind kind, String... values) {
    if (metric.kind() != kind || metric.labels().size() != values.length) {
      throw new IllegalArgumentException(
          "%s is a %s with labels %s".formatted(metric.id(), metric.kind(), metric.labels()));
    }
    MetricGroup labelled = group;
    for (int i = 0; i < values.length; i++) {
      labelled = labelled.addGroup(metric.labels().get(i), values[i]);
    }
    return labelled;
  }
}
