package org.interesttracker.evaluation;

/** What learns from events, such as counts that several models share. */
@FunctionalInterface
public interface Learner {

  /** Takes in the event of a turn. Called after all models have scored it. */
  void learn(Turn turn);
}
