package org.interesttracker.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.Catalog;

/**
 * Chooses which of the blend's best make a list; in the list they stand in the order of the blend's
 * scores. The worth of a list of length k is
 *
 * <pre>
 * Σ_r p(r) / log2(1 + r)  +  diversity · mean distance of pairs  -  calibration · divergence
 * </pre>
 *
 * with p(r) the chance that the item in place r is the next the user meets: the softmax of the
 * scores of the blend's best, which is what the blend learns to tell. The first sum is thus the
 * expected NDCG@k. One item after the other is taken that adds most to the worth (maximal marginal
 * relevance, Carbonell and Goldstein, SIGIR 1998, with the sum over the list for the maximum as in
 * Borodin, Lee and Ye, Max-Sum Diversification, PODS 2012). Where the blend is sure of an item,
 * nothing takes its place; diversity is had where items are about equally likely.
 *
 * <p>Not thread-safe.
 */
final class ListMaker {

  private final ListSettings settings;
  private final double[] discounts;
  private final NewItems newItems;
  private final CategoryCap cap;
  private final List<ListTerm> terms = new ArrayList<>();

  /**
   * @param isNew by item number: whether nobody has met the item
   */
  ListMaker(RecommendSettings recommend, Catalog catalog, IntPredicate isNew) {
    int length = recommend.topK();
    settings = recommend.lists();
    discounts =
        IntStream.rangeClosed(1, length)
            .mapToDouble(place -> Math.log(2) / Math.log1p(place))
            .toArray();
    newItems = new NewItems(length, recommend.newItems(), isNew);
    cap = new CategoryCap(catalog.categories(), settings.perCategory());
    if (settings.diversity() > 0) {
      terms.add(new Diversity(catalog, settings.diversity(), length));
    }
    if (settings.calibration() > 0) {
      terms.add(new Calibration(catalog.categories(), settings.calibration(), length));
    }
  }

  /**
   * Makes a list.
   *
   * @param items the candidates, by number
   * @param blended the score of each candidate
   * @param best the places of the best candidates, best first
   * @return the places of those listed, in the order of their scores
   */
  int[] choose(int[] items, double[] blended, int[] best, InterestUpdate interest) {
    int[] able =
        Arrays.stream(best).filter(place -> blended[place] > settings.minimumScore()).toArray();
    if (able.length <= discounts.length && !cap.isSet()) {
      return able;
    }
    int[] kept = newItems.of(items, blended, able, settings.minimumScore());
    int[] places = IntStream.concat(Arrays.stream(able), Arrays.stream(kept)).distinct().toArray();
    Selection selection =
        new Selection(Arrays.stream(places).map(place -> items[place]).toArray(), interest);
    for (int place : kept) {
      selection.takeIfAllowed(
          IntStream.range(0, places.length).filter(p -> places[p] == place).findFirst().getAsInt());
    }
    selection.fill(chances(blended, places, best));
    return selection.taken().map(place -> places[place]).toArray();
  }

  /** Of those that may be listed, among the best. */
  private static double[] chances(double[] blended, int[] places, int[] best) {
    double highest = blended[best[0]];
    double sum = 0;
    for (int place : best) {
      sum += Math.exp(blended[place] - highest);
    }
    double[] chances = new double[places.length];
    for (int p = 0; p < places.length; p++) {
      chances[p] = Math.exp(blended[places[p]] - highest) / sum;
    }
    return chances;
  }

  /** A list as it grows. */
  private final class Selection {

    private final int[] pool;
    private final boolean[] taken;
    private int size;

    /**
     * @param pool the items that may be listed, by number, best first
     */
    Selection(int[] pool, InterestUpdate interest) {
      this.pool = pool;
      this.taken = new boolean[pool.length];
      cap.begin();
      terms.forEach(term -> term.begin(pool, interest));
    }

    void takeIfAllowed(int place) {
      if (cap.allows(pool[place])) {
        take(place);
      }
    }

    private void take(int place) {
      taken[place] = true;
      size++;
      cap.take(pool[place]);
      terms.forEach(term -> term.take(place));
    }

    /** Takes items until the list is full or none is left. */
    void fill(double[] chances) {
      for (int rank = 0; size < discounts.length; rank++) {
        int next = next(chances, discounts[rank]);
        if (next < 0) {
          return;
        }
        take(next);
      }
    }

    /** The place of the item that adds most, the better one of equals; -1 if none may be taken. */
    private int next(double[] chances, double discount) {
      int next = -1;
      double most = 0;
      for (int place = 0; place < pool.length; place++) {
        if (!taken[place] && cap.allows(pool[place])) {
          double gain = discount * chances[place];
          for (ListTerm term : terms) {
            gain += term.gain(place);
          }
          if (next < 0 || gain > most) {
            next = place;
            most = gain;
          }
        }
      }
      return next;
    }

    /** The places of the items listed, best first. */
    IntStream taken() {
      return IntStream.range(0, pool.length).filter(place -> taken[place]);
    }
  }
}
