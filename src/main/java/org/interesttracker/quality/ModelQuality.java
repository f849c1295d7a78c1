package org.interesttracker.quality;

import java.util.List;
import java.util.function.Consumer;
import org.interesttracker.quality.QualityMetric.Over;

/**
 * How a model's lists of length k did, prequentially: every list is scored by what came after it
 * (Gama, Sebastião and Rodrigues, On Evaluating Stream Learning Algorithms, Machine Learning 2013).
 *
 * <p>Public, as Flink asks of what is in state.
 *
 * @param windowSize how many items the window can hold
 * @param scored how many items were scored
 * @param window how many of the latest items were at which place, 0 for not in the list
 * @param faded the same over all items, faded
 * @param fadedSquares the sum of the squares of the items' weights
 * @param drift of the hits, since the last alarm
 * @param timestamp event time of the latest item
 */
public record ModelQuality(
    int windowSize,
    long scored,
    int[] window,
    double[] faded,
    double fadedSquares,
    PageHinkley drift,
    long timestamp) {

  /**
   * @param k how long a list is at the most
   */
  static ModelQuality empty(int k, int windowSize) {
    return new ModelQuality(
        windowSize, 0, new int[k + 1], new double[k + 1], 0, PageHinkley.START, Long.MIN_VALUE);
  }

  /** Whether it is of lists of length k and of such a window. */
  boolean isOf(int k, int size) {
    return window.length == k + 1 && windowSize == size;
  }

  /**
   * Takes in an item.
   *
   * @param rank its place in the list; 0 if it was not there
   * @param leaving the rank of the item that leaves the window; null if none does
   */
  ModelQuality plus(int rank, Integer leaving, long time, QualitySettings settings) {
    int[] latest = window.clone();
    latest[rank]++;
    if (leaving != null) {
      latest[leaving]--;
    }
    double[] all = faded.clone();
    for (int r = 0; r < all.length; r++) {
      all[r] *= settings.fading();
    }
    all[rank]++;
    return new ModelQuality(
        windowSize,
        scored + 1,
        latest,
        all,
        1 + settings.fading() * settings.fading() * fadedSquares,
        drift.plus(rank > 0, settings.driftTolerance()),
        Math.max(timestamp, time));
  }

  /** True when the hit rate fell. */
  boolean hasFallen(QualitySettings settings) {
    return drift.shortfall() > settings.driftThreshold();
  }

  /** Looks for falls from here on. */
  ModelQuality afterAlarm() {
    return new ModelQuality(
        windowSize, scored, window, faded, fadedSquares, PageHinkley.START, timestamp);
  }

  QualityMetric alarm(String model) {
    return new QualityMetric(
        QualityMetric.DRIFT_ALARM,
        model,
        null,
        null,
        drift.meanAfter(),
        null,
        null,
        drift.meanBefore(),
        drift.samples(),
        timestamp);
  }

  /** The figures over the window, then those that fade. */
  public void figures(String model, Consumer<QualityMetric> out) {
    figures(model, Over.WINDOW, RankFigures.of(window), out);
    double weight = 0;
    for (double count : faded) {
      weight += count;
    }
    // Kish's effective sample size.
    figures(model, Over.FADING, new RankFigures(faded, weight * weight / fadedSquares), out);
  }

  private void figures(String model, Over over, RankFigures figures, Consumer<QualityMetric> out) {
    int k = window.length - 1;
    List<String> names = List.of("hr@" + k, "ndcg@" + k, "mrr@" + k);
    List<Estimate> values = List.of(figures.hitRate(), figures.ndcg(), figures.mrr());
    for (int f = 0; f < names.size(); f++) {
      Estimate value = values.get(f);
      out.accept(
          new QualityMetric(
              names.get(f),
              model,
              over,
              null,
              value.value(),
              value.low(),
              value.high(),
              null,
              figures.samples(),
              timestamp));
    }
  }
}
