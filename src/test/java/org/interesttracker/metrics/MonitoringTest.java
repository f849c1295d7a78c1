package org.interesttracker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.interesttracker.metrics.PromQl.Selector;
import org.junit.jupiter.api.Test;

/**
 * The alerts and the dashboard can be read. That what they ask for is there, MetricsIT says of a
 * run.
 */
class MonitoringTest {

  private static final int GRID_WIDTH = 24;
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{ *([^}]*?) *}}");

  /** What Prometheus fills in within an alert's texts. */
  private static final Pattern ALERT_TEMPLATE =
      Pattern.compile("\\$labels\\.(\\w+)|\\$value \\| humanize(Duration|Percentage)");

  @Test
  void prometheusCanReadEachQuery() throws Exception {
    try (PromQl parser = new PromQl()) {
      Monitoring.queries()
          .forEach(
              (place, query) ->
                  assertThat(parser.read(query).problems()).as(place + ": " + query).isEmpty());
    }
  }

  @Test
  void ownMetricsAreAskedForByTheirNamesAndLabels() throws Exception {
    Set<String> known =
        Arrays.stream(TrackerMetric.values())
            .map(TrackerMetric::prometheusName)
            .collect(Collectors.toSet());
    try (PromQl parser = new PromQl()) {
      for (String query : Monitoring.queries().values()) {
        assertThat(parser.read(query).selectors())
            .extracting(Selector::metric)
            .filteredOn(metric -> metric.contains(TrackerMetric.GROUP))
            .isSubsetOf(known);
      }
    }
  }

  @Test
  void alertsSayWhatToDo() throws Exception {
    List<String> names = new ArrayList<>();
    try (PromQl parser = new PromQl()) {
      for (JsonNode alert : Monitoring.alerts()) {
        names.add(alert.get("alert").asText());
        assertThat(alert.at("/labels/severity").asText()).isIn("info", "warning", "critical");
        assertThat(alert.path("for").asText("1m")).matches("\\d+[smhd]");
        assertThat(alert.at("/annotations/description").asText()).endsWith(".");
        String summary = alert.at("/annotations/summary").asText();
        assertThat(summary).isNotBlank();
        List<String> labels = parser.read(alert.get("expr").asText()).labels();
        TEMPLATE
            .matcher(summary)
            .results()
            .forEach(
                found -> {
                  var filled = ALERT_TEMPLATE.matcher(found.group(1));
                  assertThat(filled.matches()).as(summary).isTrue();
                  if (filled.group(1) != null) {
                    assertThat(labels).as(summary).contains(filled.group(1));
                  }
                });
      }
    }
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(12);
  }

  @Test
  void theDashboardHasARowForEachVerb() throws Exception {
    assertThat(Monitoring.list(Monitoring.dashboard().get("panels")))
        .filteredOn(panel -> panel.get("type").asText().equals("row"))
        .extracting(panel -> panel.get("title").asText().replaceFirst(":.*", ""))
        .containsExactly("Job", "Parse", "Embed", "Track", "Learn", "Recommend", "Privacy");
  }

  @Test
  void panelsLieBesideEachOtherAndSayWhatTheyShow() throws Exception {
    Set<String> cells = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : Monitoring.list(Monitoring.dashboard().get("panels"))) {
      String title = panel.get("title").asText();
      assertThat(ids.add(panel.get("id").asInt())).as(title).isTrue();
      JsonNode at = panel.get("gridPos");
      assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(GRID_WIDTH);
      for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
        for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) {
          assertThat(cells.add(x + " " + y)).as(title).isTrue();
        }
      }
    }
    for (JsonNode panel : Monitoring.panels()) {
      assertThat(panel.get("description").asText()).isNotBlank();
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
    }
  }

  /** A legend of a label that the query sums away would be empty. */
  @Test
  void legendsNameLabelsThatAreLeft() throws Exception {
    try (PromQl parser = new PromQl()) {
      for (JsonNode panel : Monitoring.panels()) {
        for (JsonNode target : panel.get("targets")) {
          List<String> labels =
              parser.read(target.get("expr").asText().replace("$__rate_interval", "5m")).labels();
          TEMPLATE
              .matcher(target.get("legendFormat").asText())
              .results()
              .forEach(
                  label ->
                      assertThat(labels).as(panel.get("title").asText()).contains(label.group(1)));
        }
      }
    }
  }
}
