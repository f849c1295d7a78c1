package org.interesttracker.evaluation;

import java.util.List;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.recommend.ItemScores;

/** A model under evaluation. */
public interface Contender extends Learner {

  /** As the command line and the outputs name it. */
  String name();

  /**
   * Scores items for the user's next event, by what came before it. The event itself must not be
   * looked at.
   *
   * @return higher is better, an item without a score is not recommended; valid until the next call
   */
  ItemScores score(Turn turn);

  /**
   * The best items of the turn scored last that are not left out, by number, best first, at least
   * as many as are looked at; null if the model did not look for them.
   */
  default int[] best() {
    return null;
  }

  /** Tells which interests {@link #score} will be asked for next; see the scorers. */
  default void prepare(List<InterestUpdate> next) {}

  /** True if {@link #learn} needs the scores of its own turn, so that every turn is scored. */
  default boolean learnsFromScores() {
    return false;
  }

  /** How much memory the model holds, in bytes, of its own; -1 if it cannot say. */
  default long bytes() {
    return -1;
  }
}
