package org.interesttracker.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrackerMetricsTest {

  private final TrackerMetrics metrics = TrackerMetrics.of(new UnregisteredMetricsGroup());

  @Test
  void handsOutWhatCounts() {
    Counter counter = metrics.counter(TrackerMetric.DEAD_LETTERS, "events", "MALFORMED");
    counter.inc();
    assertThat(counter.getCount()).isEqualTo(1);
  }

  @Test
  void refusesAnotherKindAndOtherLabels() {
    assertThatThrownBy(() -> metrics.counter(TrackerMetric.DEAD_LETTERS, "events"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("deadLetters is a COUNTER with labels [input, reason]");
    assertThatThrownBy(() -> metrics.gauge(TrackerMetric.LISTS, () -> 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> metrics.histogram(TrackerMetric.LISTS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void quantilesAreOfTheLatestValues() {
    var histogram = metrics.histogram(TrackerMetric.BUNDLE_SIZE);
    for (int value = 0; value < 10_000; value++) {
      histogram.update(value);
    }
    assertThat(histogram.getCount()).isEqualTo(10_000);
    assertThat(histogram.getStatistics().getMin()).isEqualTo(10_000 - 1_024);
  }

  @ParameterizedTest
  @EnumSource(TrackerMetric.class)
  void namesAreOfOneForm(TrackerMetric metric) {
    assertThat(metric.id()).matches("[a-z]+([A-Z][a-z]+)*");
    assertThat(metric.labels()).isSubsetOf("input", "reason", "model", "figure");
    assertThat(metric.operators()).isNotBlank();
  }

  @Test
  void noTwoShareAName() {
    assertThat(Arrays.stream(TrackerMetric.values()).map(TrackerMetric::id))
        .doesNotHaveDuplicates();
  }

  @Test
  void tellsItsNameInPrometheus() {
    assertThat(TrackerMetric.QUALITY.prometheusName())
        .isEqualTo("flink_taskmanager_job_task_operator_interestTracker_model_figure_quality");
  }
}
