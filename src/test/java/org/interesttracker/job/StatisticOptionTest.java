package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.interesttracker.privacy.Statistic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticOptionTest {

  @Test
  void readsNamesWithCapsAndWithout() {
    assertThat(StatisticOption.parse(List.of("items:7", " Topics ")))
        .isEqualTo(
            Map.of(Statistic.ITEMS, 7, Statistic.TOPICS, Statistic.TOPICS.defaultCap()));
  }

  @ParameterizedTest
  @CsvSource({"item, item", "items:0, 0", "items:x, x", "items:-1, -1"})
  void saysWhatCannotBe(String value, String named) {
    assertThatThrownBy(() -> StatisticOption.parse(List.of(value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("privacy.statistics")
        .hasMessageContaining("'" + named + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "1, , 1e-6, privacy.budget-epsilon must be given",
    "2, 1, 1e-6, privacy.budget-epsilon must be at least",
    "0, 1, 1e-6, privacy.epsilon must be from",
    "1, 1, 1, privacy.delta must be",
    "1, 1, 0.001, privacy.budget-delta must be at least"
  })
  void refusesBudgetsThatCannotBe(String epsilon, String budget, String delta, String sentence) {
    TrackerConfig config =
        new TrackerConfig()
            .set(TrackerOptions.EVENTS_PATH, "e.jsonl")
            .set(TrackerOptions.OUTPUT_PATH, "out")
            .set(TrackerOptions.PRIVACY_EPSILON, epsilon)
            .set(TrackerOptions.PRIVACY_DELTA, delta);
    if (budget != null) {
      config.set(TrackerOptions.PRIVACY_BUDGET_EPSILON, budget);
    }
    assertThatThrownBy(config::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }
}
