package org.interesttracker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/METRICS.md has all metrics and all alerts. */
class MetricsPageTest {

  private static final Path PAGE = Path.of("docs", "METRICS.md");

  @Test
  void thePageHasTheTableOfTheMetrics() throws Exception {
    assertThat(part("metrics"))
        .isEqualTo(
            Arrays.stream(TrackerMetric.values())
                .map(MetricsPageTest::row)
                .collect(
                    Collectors.joining(
                        "\n",
                        "| metric | kind | labels | operators | what it says |\n"
                            + "|---|---|---|---|---|\n",
                        "\n")));
  }

  @Test
  void thePageHasTheTableOfTheAlerts() throws Exception {
    StringBuilder table =
        new StringBuilder("| alert | severity | what it says | what to do |\n|---|---|---|---|\n");
    for (JsonNode alert : Monitoring.alerts()) {
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  alert.get("alert").asText(),
                  alert.at("/labels/severity").asText(),
                  alert
                      .at("/annotations/summary")
                      .asText()
                      .replaceAll("\\{\\{ \\$labels\\.(\\w+) }}", "*$1*")
                      .replaceAll("\\{\\{ \\$value [^}]*}}", "*so much*"),
                  alert.at("/annotations/description").asText()));
    }
    assertThat(part("alerts")).isEqualTo(table.toString());
  }

  private static String part(String name) throws Exception {
    String begin = "<!-- " + name + ": generated, see MetricsPageTest -->\n\n";
    String end = "\n<!-- end of " + name + " -->";
    String page = Files.readString(PAGE);
    assertThat(page).contains(begin, end);
    return page.substring(page.indexOf(begin) + begin.length(), page.indexOf(end));
  }

  private static String row(TrackerMetric metric) {
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            metric.id(),
            metric.kind().name().toLowerCase(Locale.ROOT),
            metric.labels().isEmpty()
                ? "–"
                : metric.labels().stream()
                    .map(l -> "`" + l + "`")
                    .collect(Collectors.joining(", ")),
            metric.operators(),
            metric.meaning());
  }
}
