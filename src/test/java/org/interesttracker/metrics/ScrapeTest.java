package org.interesttracker.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.interesttracker.metrics.Scrape.Series;
import org.junit.jupiter.api.Test;

/** What MetricsIT finds missing. */
class ScrapeTest {

  private static final String TEXT =
      """
      # HELP lists_total Lists.
      # TYPE lists_total gauge
      lists_total{job="a",host="x \\"y\\"",} 12.0
      lists_total{job="b",} NaN
      idle 1.5E-3
      behind{job="a",} -Inf
      """;

  @Test
  void readsTheFormatOfPrometheus() {
    assertThat(Scrape.of(TEXT).series())
        .containsExactly(
            new Series("lists_total", Map.of("job", "a", "host", "x \\\"y\\\""), 12),
            new Series("lists_total", Map.of("job", "b"), Double.NaN),
            new Series("idle", Map.of(), 0.0015),
            new Series("behind", Map.of("job", "a"), Double.NEGATIVE_INFINITY));
    assertThatThrownBy(() -> Scrape.of("no value"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Prometheus cannot read: no value");
  }

  @Test
  void findsWhatNoSeriesAnswers() {
    Scrape scrape = Scrape.of(TEXT);
    try (PromQl parser = new PromQl()) {
      assertThat(
              scrape.unanswered(
                  parser.read(
                      "sum by (job) (rate(lists_total{job=~\"a|c\"}[5m])) / on (job) idle")))
          .isEmpty();
      assertThat(scrape.unanswered(parser.read("list_total"))).hasSize(1);
      assertThat(scrape.unanswered(parser.read("lists_total{job=\"c\"}"))).hasSize(1);
      assertThat(scrape.unanswered(parser.read("sum by (model) (idle)")))
          .containsExactly("label model");
    }
  }

  @Test
  void findsAMetricOfTheJobThatIsNotTold() {
    String all =
        Arrays.stream(TrackerMetric.values())
            .map(
                metric ->
                    metric.prometheusName()
                        + metric.labels().stream()
                            .map(label -> label + "=\"v\",")
                            .collect(Collectors.joining("", "{", "} 0\n")))
            .collect(Collectors.joining());
    assertThat(Scrape.of(all).missing()).isEmpty();
    String lists = TrackerMetric.LISTS.prometheusName();
    assertThat(Scrape.of(all.replace(lists + "{", lists + "s{")).missing()).containsExactly(lists);
    assertThat(Scrape.of(all.replace("figure=\"v\",", "")).missing())
        .containsExactly(TrackerMetric.QUALITY.prometheusName());
  }
}
