package org.interesttracker.recommend;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Explores by ε-greedy with a draw of the place too: a share ε of the lists, drawn at random, has
 * one place, any with the same chance, given to one of the best items that the list would not have,
 * any with the same chance. With L places and n such items, the policy puts
 *
 * <ul>
 *   <li>the item that the place would have there with the propensity 1 - ε / L,
 *   <li>each of the n items there with the propensity ε / (L·n).
 * </ul>
 *
 * <p>As both are known, what became of the items tells how lists without exploration would have
 * done (Horvitz and Thompson, A Generalization of Sampling Without Replacement From a Finite
 * Universe, JASA 1952). As the items explored are alike at all places, their click rates tell how
 * much a place is looked at (Joachims, Swaminathan and Schnabel, Unbiased Learning-to-Rank with
 * Biased Feedback, WSDM 2017). The draw depends on the list's id alone, so that a list that is made
 * again after a failure is the same.
 */
final class Exploration {

  private final double share;
  private final int listLength;

  /**
   * @param share ε, 0 to 1
   * @param listLength how long a list is at the most
   */
  Exploration(double share, int listLength) {
    this.share = share;
    this.listLength = listLength;
  }

  /**
   * Draws for a list. Only items that were ranked are explored, so none that the user has met.
   *
   * @param id of the list
   * @return what is served
   */
  Served serve(String id, Ranked ranked) {
    int[] listed = spokenFor(ranked, 0, Math.min(listLength, ranked.best().length));
    int[] others = spokenFor(ranked, listLength, ranked.best().length);
    if (share == 0) {
      return new Served(id, ranked, listed, Served.NONE, null, null);
    }
    if (listed.length == 0 || others.length == 0) {
      return new Served(id, ranked, listed, Served.NONE, 1.0, null);
    }
    double own = 1 - share / listed.length;
    SplittableRandom random = new SplittableRandom(seed(id));
    if (random.nextDouble() >= share) {
      return new Served(id, ranked, listed, Served.NONE, own, null);
    }
    int rank = listed[random.nextInt(listed.length)];
    int from = others[random.nextInt(others.length)];
    double drawn = share / listed.length / others.length;
    return new Served(id, put(ranked, from, rank), listed, rank, own, drawn);
  }

  /** The ranks in a range whose items something speaks for. */
  private static int[] spokenFor(Ranked ranked, int from, int to) {
    return IntStream.range(from, to)
        .filter(rank -> ranked.blended()[ranked.best()[rank]] > 0)
        .toArray();
  }

  /** The first 64 bits of the id. */
  private static long seed(String id) {
    return Long.parseUnsignedLong(id, 0, 16, 16);
  }

  /** The item takes the place, and the score, of the one that it drives out. */
  private static Ranked put(Ranked ranked, int from, int to) {
    int[] best = ranked.best().clone();
    int explored = best[from];
    int displaced = best[to];
    best[to] = explored;
    best[from] = displaced;
    double[] blended = Arrays.copyOf(ranked.blended(), ranked.blended().length);
    blended[explored] = blended[displaced];
    return ranked.with(blended, best);
  }
}
