package org.interesttracker.recommend;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.interesttracker.model.Catalog;

/**
 * Explores by ε-greedy with a draw of the place too: in a share ε of the lists, drawn at random, a
 * place is drawn, any with the same chance, and given to one of the best items that the list would
 * not have, any with the same chance. With L places and n such items, the policy puts
 *
 * <ul>
 *   <li>the item that a place would have there with the propensity 1 - ε / L,
 *   <li>each of the n items there with the propensity ε / (L·n).
 * </ul>
 *
 * <p>As both are known, what became of the items tells how lists without exploration would have
 * done (Horvitz and Thompson, A Generalization of Sampling Without Replacement From a Finite
 * Universe, JASA 1952). As the items explored are alike at all places, their click rates tell how
 * much a place is looked at (Joachims, Swaminathan and Schnabel, Unbiased Learning-to-Rank with
 * Biased Feedback, WSDM 2017). The draw depends on the list's id alone, so that a list that is made
 * again after a failure is the same.
 *
 * <p>Only what was ranked is explored, so nothing that the user has met or that rules or the user
 * keep out; and only above the least score, and where no category has too many items for it.
 *
 * <p>Not thread-safe.
 */
final class Exploration {

  private final double share;
  private final double minimumScore;
  private final CategoryCap cap;

  Exploration(RecommendSettings settings, Catalog catalog) {
    share = settings.exploration();
    minimumScore = settings.lists().minimumScore();
    cap = new CategoryCap(catalog.categories(), settings.lists().perCategory());
  }

  /**
   * Draws for a list.
   *
   * @param id of the list
   * @return what is served
   */
  Served serve(String id, Ranked ranked) {
    int length = ranked.list().length;
    if (share == 0 || length == 0) {
      return Served.unexplored(id, ranked, null);
    }
    int[][] others =
        IntStream.range(0, length).mapToObj(rank -> others(ranked, rank)).toArray(int[][]::new);
    double[] propensities = new double[length];
    Arrays.setAll(propensities, rank -> others[rank].length == 0 ? 1 : 1 - share / length);
    SplittableRandom random = new SplittableRandom(seed(id));
    boolean explores = random.nextDouble() < share;
    int rank = random.nextInt(length);
    if (!explores || others[rank].length == 0) {
      return Served.unexplored(id, ranked, propensities);
    }
    propensities[rank] = share / length / others[rank].length;
    return put(others[rank][random.nextInt(others[rank].length)], rank, id, ranked, propensities);
  }

  /** The first 64 bits of the id. */
  private static long seed(String id) {
    return Long.parseUnsignedLong(id, 0, 16, 16);
  }

  /** The places of the best candidates that can come to a rank of a list that has none of them. */
  private int[] others(Ranked ranked, int rank) {
    boolean[] listed = new boolean[ranked.items().length];
    cap.begin();
    for (int other = 0; other < ranked.list().length; other++) {
      int place = ranked.list()[other];
      listed[place] = true;
      if (other != rank) {
        cap.take(ranked.items()[place]);
      }
    }
    return Arrays.stream(ranked.best())
        .filter(place -> !listed[place] && ranked.blended()[place] > minimumScore)
        .filter(place -> cap.allows(ranked.items()[place]))
        .toArray();
  }

  /** The item takes the rank, and the score, of the one that it drives out. */
  private static Served put(int place, int rank, String id, Ranked ranked, double[] propensities) {
    int[] list = ranked.list().clone();
    double[] blended = ranked.blended().clone();
    double score = blended[list[rank]];
    double raised = score - blended[place];
    list[rank] = place;
    blended[place] = score;
    return new Served(id, ranked.with(blended, list), rank, raised, propensities);
  }
}
