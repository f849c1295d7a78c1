package org.interesttracker.recommend;

import java.util.function.BooleanSupplier;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.SimilarityTable;

/**
 * Scores every item by how much all users together met it, the same for each user. In a large
 * catalog it scores the {@value #MOST_MET} items that were met most, and looks anew which these are
 * every {@value #LOOK_EVERY} scorings.
 */
public final class Popularity implements Scorer {

  private static final int MOST_MET = 1_000;
  private static final int LOOK_EVERY = 1_000;

  public static final String OVERALL = "popularity";
  public static final String RECENT = "recent-popularity";

  private final String name;
  private final SimilarityTable similarity;
  private final int channel;
  private final BooleanSupplier large;
  private int[] mostMet;
  private long scorings;

  private Popularity(String name, SimilarityTable similarity, int channel, BooleanSupplier large) {
    this.name = name;
    this.similarity = similarity;
    this.channel = channel;
    this.large = large;
  }

  /**
   * By the totals that live longest, see {@link Channels#longest()}.
   *
   * @param large whether the catalog is
   */
  public static Popularity overall(SimilarityTable similarity, BooleanSupplier large) {
    return new Popularity(OVERALL, similarity, similarity.channels().longest(), large);
  }

  /**
   * By the totals that fade fastest, see {@link Channels#shortest()}.
   *
   * @param large whether the catalog is
   */
  public static Popularity recent(SimilarityTable similarity, BooleanSupplier large) {
    return new Popularity(RECENT, similarity, similarity.channels().shortest(), large);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Basis basis() {
    return name.equals(RECENT) ? Basis.TRENDING : Basis.POPULAR;
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    if (!large.getAsBoolean()) {
      scoreAll(interest, out);
      return;
    }
    if (mostMet == null || scorings % LOOK_EVERY == 0) {
      ItemScores all = new ItemScores();
      scoreAll(interest, all);
      mostMet = new TopItems(similarity.numbers(), MOST_MET).of(all, item -> true);
    }
    scorings++;
    scoreOthers(interest, mostMet, out);
  }

  private void scoreAll(InterestUpdate interest, ItemScores out) {
    similarity.totals(channel, interest.timestamp(), (item, total) -> out.add(item, (float) total));
  }

  @Override
  public void scoreOthers(InterestUpdate interest, int[] others, ItemScores out) {
    for (int k = 0; large.getAsBoolean() && k < others.length; k++) {
      if (out.get(others[k]) == 0) {
        out.add(others[k], (float) similarity.total(channel, others[k]));
      }
    }
  }
}
