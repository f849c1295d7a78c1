package org.interesttracker.recommend;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Keeps places of a list for items that nobody has met. Models that count meetings cannot speak for
 * them, so a blend that has learned to trust those never shows them, and they would stay unmet.
 */
final class NewItems {

  private final int listLength;
  private final int places;
  private final IntPredicate isNew;

  /**
   * @param places of the list that are kept; at the most all but the first
   * @param isNew by item number
   */
  NewItems(int listLength, int places, IntPredicate isNew) {
    this.listLength = listLength;
    this.places = Math.min(places, listLength - 1);
    this.isNew = isNew;
  }

  /**
   * The new candidates that the list must have: those among its best first, then the best of the
   * others. None where all candidates fit.
   *
   * @param items the candidates, by number
   * @param blended the score of each candidate
   * @param best the places of the best candidates that may be listed, best first
   * @param minimumScore a candidate's score must be above it
   * @return places of candidates, no more than are kept, best first
   */
  int[] of(int[] items, double[] blended, int[] best, double minimumScore) {
    if (places == 0 || best.length <= listLength) {
      return new int[0];
    }
    int[] among =
        Arrays.stream(best, 0, listLength)
            .filter(place -> isNew.test(items[place]))
            .limit(places)
            .toArray();
    if (among.length == places) {
      return among;
    }
    double last = blended[best[listLength - 1]];
    IntStream others =
        IntStream.range(0, items.length)
            .filter(c -> blended[c] > minimumScore && blended[c] < last && isNew.test(items[c]))
            .boxed()
            .sorted(Comparator.comparingDouble(c -> -blended[c]))
            .mapToInt(Integer::intValue);
    return IntStream.concat(Arrays.stream(among), others).limit(places).toArray();
  }
}
