package org.interesttracker.recommend;

import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.SimilarityTable;

/** Scores every item by how much all users together met it, the same for each user. */
public final class Popularity implements Scorer {

  public static final String OVERALL = "popularity";
  public static final String RECENT = "recent-popularity";

  private final String name;
  private final SimilarityTable similarity;
  private final int channel;

  private Popularity(String name, SimilarityTable similarity, int channel) {
    this.name = name;
    this.similarity = similarity;
    this.channel = channel;
  }

  /** By the totals that live longest, see {@link Channels#longest()}. */
  public static Popularity overall(SimilarityTable similarity) {
    return new Popularity(OVERALL, similarity, similarity.channels().longest());
  }

  /** By the totals that fade fastest, see {@link Channels#shortest()}. */
  public static Popularity recent(SimilarityTable similarity) {
    return new Popularity(RECENT, similarity, similarity.channels().shortest());
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
    similarity.totals(channel, interest.timestamp(), (item, total) -> out.add(item, (float) total));
  }
}
