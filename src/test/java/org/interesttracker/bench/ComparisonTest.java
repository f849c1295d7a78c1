package org.interesttracker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private final List<String> runs = new ArrayList<>();

  @Test
  void runsBothInTurnAndLeavesTheFirstRoundOut() throws Exception {
    Map<String, Figure> figures =
        measure(rate("a", 1, 6, 9, 8), rate("b", 100, 2, 3, 4), Duration.ofHours(1));

    assertThat(runs.subList(0, 8)).containsExactly("a", "b", "a", "b", "a", "b", "a", "b");
    assertThat(figures.get("x.y")).isEqualTo(new Figure(2, "ratio", Target.atLeast(2)));
    assertThat(figures.get("x.y.a")).isEqualTo(new Figure(8, "texts/s", null));
    assertThat(figures.get("x.y.b")).isEqualTo(new Figure(4, "texts/s", null));
  }

  @Test
  void oneRoundIsMeasuredHoweverLongItTakes() throws Exception {
    Map<String, Figure> figures = measure(rate("a", 1, 6), rate("b", 1, 3), Duration.ZERO);

    assertThat(runs).containsExactly("a", "b", "a", "b");
    assertThat(figures.get("x.y").value()).isEqualTo(2);
  }

  private static Map<String, Figure> measure(Rate a, Rate b, Duration within) throws Exception {
    Figures figures = new Figures((name, figure) -> {});
    new Comparison("x.y", "x over y", "texts", Target.atLeast(2), a, b, within).measure(figures);
    return figures.byName();
  }

  /** The last value goes on for as many rounds as there are. */
  private Rate rate(String name, double... perSecond) {
    List<Double> values = new ArrayList<>();
    for (double value : perSecond) {
      values.add(value);
    }
    return () -> {
      runs.add(name);
      return values.size() > 1 ? values.remove(0) : values.get(0);
    };
  }
}
