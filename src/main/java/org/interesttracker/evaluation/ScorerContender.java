package org.interesttracker.evaluation;

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

  public ScorerContender(Scorer scorer) {
    this.scorer = scorer;
  }

  @Override
  public String name() {
    return scorer.name();
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
