package org.interesttracker.recommend;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Keeps the last places of a list for items that nobody has met. Models that count meetings cannot
 * speak for them, so a blend that has learned to trust those never shows them, and they would stay
 * unmet.
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
   * Moves the best new candidates up where the list has too few. Their scores become such that the
   * list stays in the order of scores. A candidate that nothing speaks for is not moved.
   *
   * @param items the candidates, by number
   * @param blended the score of each candidate; changed for those moved
   * @param best the places of the best candidates, best first
   * @return the places in their new order, as many as before
   */
  int[] raise(int[] items, double[] blended, int[] best) {
    if (places == 0 || best.length <= listLength) {
      return best;
    }
    int there = (int) Arrays.stream(best, 0, listLength).filter(c -> isNew.test(items[c])).count();
    int[] added = below(items, blended, best, places - there);
    return added.length == 0 ? best : insert(added, items, blended, best);
  }

  /** The best new candidates that the list does not have. */
  private int[] below(int[] items, double[] blended, int[] best, int missing) {
    double last = blended[best[listLength - 1]];
    return IntStream.range(0, items.length)
        .filter(c -> blended[c] > 0 && blended[c] < last && isNew.test(items[c]))
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -blended[c]))
        .limit(Math.max(0, missing))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** As many known items leave the end of the list as new ones are added. */
  private int[] insert(int[] added, int[] items, double[] blended, int[] best) {
    int kept = listLength;
    for (int leaving = added.length;
        leaving > 0;
        leaving -= isNew.test(items[best[kept]]) ? 0 : 1) {
      kept--;
    }
    IntStream listed =
        Arrays.stream(best, kept, listLength).filter(place -> isNew.test(items[place]));
    int[] moved = IntStream.concat(listed, Arrays.stream(added)).toArray();
    double above = blended[best[kept - 1]];
    double step = (above - blended[best[kept]]) / (moved.length + 1);
    for (int m = 0; m < moved.length; m++) {
      blended[moved[m]] = above - (m + 1) * step;
    }
    return IntStream.concat(
            Arrays.stream(best, 0, kept),
            IntStream.concat(Arrays.stream(moved), Arrays.stream(best, kept, best.length)))
        .distinct()
        .limit(best.length)
        .toArray();
  }
}
