package org.interesttracker.recommend;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * What adjustments add to the candidates for one list.
 *
 * @param names of the adjustments
 * @param parts by adjustment, then by the place of the candidate; empty where it adds nothing
 */
record Adjusted(List<String> names, double[][] parts) {

  /**
   * @param effects by adjustment; null where it adds nothing to any item
   * @param items the candidates, by number
   */
  static Adjusted of(List<String> names, List<Adjustment.Effect> effects, int[] items) {
    double[][] parts = new double[names.size()][0];
    for (int a = 0; a < parts.length; a++) {
      if (effects.get(a) != null) {
        parts[a] = new double[items.length];
        for (int c = 0; c < items.length; c++) {
          parts[a][c] = effects.get(a).on(items[c]);
        }
      }
    }
    return new Adjusted(names, parts);
  }

  /** A candidate's score with all that is added, in the order of the adjustments. */
  double to(double score, int place) {
    double sum = score;
    for (double[] part : parts) {
      sum += part.length == 0 ? 0 : part[place];
    }
    return sum;
  }

  /** Tells what is added to a candidate, where it is not 0. */
  void forEach(int place, BiConsumer<String, Double> use) {
    for (int a = 0; a < parts.length; a++) {
      if (parts[a].length > 0 && parts[a][place] != 0) {
        use.accept(names.get(a), parts[a][place]);
      }
    }
  }
}
