package org.interesttracker.recommend;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Brings the scores of one model over the candidates to 0..1, so that models can be added up. */
final class Scale {

  private Scale() {}

  /** Negative scores to 0, the best to 1; for scores whose 0 means nothing. */
  static Map<String, Double> byMaximum(Map<String, Double> scores) {
    return between(scores, 0, max(scores.values()));
  }

  /** The worst to 0, the best to 1; for scores whose 0 has no meaning of its own. */
  static Map<String, Double> byRange(Map<String, Double> scores) {
    double min = scores.values().stream().mapToDouble(s -> s).min().orElse(0);
    return between(scores, min, max(scores.values()));
  }

  private static double max(Collection<Double> scores) {
    return scores.stream().mapToDouble(s -> s).max().orElse(0);
  }

  private static Map<String, Double> between(Map<String, Double> scores, double min, double max) {
    double range = max - min;
    return scores.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                s -> range <= 0 ? 0 : Math.max(0, (s.getValue() - min) / range)));
  }
}
