package org.interesttracker.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.interesttracker.quality.QualityMetric.Over;
import org.junit.jupiter.api.Test;

class ModelQualityTest {

  private static final QualitySettings SETTINGS = new QualitySettings(3, 0.5, 10, 0.05, 150);

  private ModelQuality quality = ModelQuality.empty(3, SETTINGS.window());

  @Test
  void figuresAreWorkedOutByHand() {
    take(1, null);
    take(0, null);
    take(3, null);
    // places 1, none, 3: 1/log2(2) = 1, 0, 1/log2(4) = 1/2
    assertFigures(Over.WINDOW, 3, 2.0 / 3, 1.5 / 3, (1 + 1.0 / 3) / 3);
    // weights 1/4, 1/2, 1: sum 7/4, of squares 21/16, so (7/4)² / (21/16) = 7/3 samples
    assertFigures(Over.FADING, 7.0 / 3, 1.25 / 1.75, 0.75 / 1.75, (0.25 + 1.0 / 3) / 1.75);
  }

  @Test
  void whatLeavesTheWindowCountsNoMore() {
    take(1, null);
    take(0, null);
    take(3, null);
    take(0, 1);
    assertFigures(Over.WINDOW, 3, 1.0 / 3, 0.5 / 3, 1.0 / 9);
  }

  @Test
  void theTimeIsThatOfTheLatest() {
    quality = quality.plus(1, null, 9, SETTINGS).plus(1, null, 4, SETTINGS);
    assertThat(quality.timestamp()).isEqualTo(9);
  }

  private void take(int rank, Integer leaving) {
    quality = quality.plus(rank, leaving, 5, SETTINGS);
  }

  private void assertFigures(Over over, double samples, double hr, double ndcg, double mrr) {
    Map<String, QualityMetric> figures = new HashMap<>();
    quality.figures(
        "lstm",
        metric -> {
          assertThat(metric.model()).isEqualTo("lstm");
          assertThat(metric.timestamp()).isEqualTo(5);
          assertThat(metric.value()).isBetween(metric.low(), metric.high());
          if (metric.over() == over) {
            figures.put(metric.name(), metric);
          }
        });
    assertThat(figures).containsOnlyKeys("hr@3", "ndcg@3", "mrr@3");
    assertThat(figures.get("hr@3").value()).isCloseTo(hr, within(1e-12));
    assertThat(figures.get("ndcg@3").value()).isCloseTo(ndcg, within(1e-12));
    assertThat(figures.get("mrr@3").value()).isCloseTo(mrr, within(1e-12));
    assertThat(figures.get("hr@3").samples()).isCloseTo(samples, within(1e-12));
  }
}
