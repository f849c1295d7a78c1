package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void byMaximumZeroStaysZero() {
    assertThat(Scale.byMaximum(Map.of("a", 4.0, "b", 1.0, "c", 0.0, "d", -2.0)))
        .isEqualTo(Map.of("a", 1.0, "b", 0.25, "c", 0.0, "d", 0.0));
  }

  @Test
  void byRangeTheWorstIsZero() {
    assertThat(Scale.byRange(Map.of("a", 3.0, "b", -1.0, "c", 1.0)))
        .isEqualTo(Map.of("a", 1.0, "b", 0.0, "c", 0.5));
    assertThat(Scale.byRange(Map.of("a", -1.0, "b", -3.0))).isEqualTo(Map.of("a", 1.0, "b", 0.0));
  }

  @Test
  void scoresThatTellNothingApartAddNothing() {
    Map<String, Double> nothing = Map.of("a", 0.0, "b", 0.0);
    assertThat(Scale.byMaximum(Map.of("a", 0.0, "b", 0.0))).isEqualTo(nothing);
    assertThat(Scale.byMaximum(Map.of("a", -2.0, "b", -1.0))).isEqualTo(nothing);
    assertThat(Scale.byRange(Map.of("a", 7.0, "b", 7.0))).isEqualTo(nothing);
  }

  @Test
  void noScoresStayNone() {
    assertThat(Scale.byMaximum(Map.of())).isEmpty();
    assertThat(Scale.byRange(Map.of())).isEmpty();
  }
}
