package org.interesttracker.evaluation;

import java.util.List;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.recommend.ItemScores;
import org.interesttracker.recommend.Scorer;

/**
 * A model of the job's list on its own. What it learns from, if anything, is a learner apart. Asked
 * again in the same turn, as by a blend, it does not compute again.
 */
public final class ScorerContender implements Contender {

  private final Scorer scorer;
  private final ItemScores scores = new ItemScores();
  private Turn scored;
  private List<InterestUpdate> told;

  public ScorerContender(Scorer scorer) {
    this.scorer = scorer;
  }

  @Override
  public String name() {
    return scorer.name();
  }

  /** Once for a list, which a blend may tell again. */
  @Override
  public void prepare(List<InterestUpdate> next) {
    if (next != told) {
      scorer.prepare(next);
      told = next;
    }
  }

  @Override
  public ItemScores score(Turn turn) {
    if (turn != scored) {
      scores.clear();
      scorer.score(turn.before(), scores);
      scored = turn;
    }
    return scores;
  }

  @Override
  public void learn(Turn turn) {}
}
