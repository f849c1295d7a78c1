package org.interesttracker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.interesttracker.metrics.PromQl.Matcher;
import org.interesttracker.metrics.PromQl.Query;
import org.interesttracker.metrics.PromQl.Selector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {

  private static final PromQl PARSER = new PromQl();

  @AfterAll
  static void close() {
    PARSER.close();
  }

  @Test
  void tellsWhatAQueryAsksFor() {
    Query query =
        PARSER.read("sum by (job) (rate(a_total{b=\"c\", d!~\"e|f\"}[5m])) / on (job) max(g)");
    assertThat(query.problems()).isEmpty();
    assertThat(query.selectors())
        .containsExactly(
            new Selector(
                "a_total", List.of(new Matcher("b", "=", "c"), new Matcher("d", "!~", "e|f"))),
            new Selector("g", List.of()));
    assertThat(query.labels()).containsExactly("job", "job");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(a",
        "sum by job (a)",
        "rate(a)",
        "rate(a[5m)",
        "rate(a[5 minutes])",
        "no_such_function(a)",
        "a{b=c}",
        "a{b==\"c\"}",
        "histogram_quantile(a)",
        "a and 1",
        "1 > 2",
        "a[5m] > 1",
        "a >",
        "{}",
        "",
      })
  void saysWhatIsWrong(String query) {
    assertThat(PARSER.read(query).problems()).isNotEmpty();
  }
}
