package org.interesttracker.training;

/** Follows a training run. */
interface TrainingListener {

  void encodingStarted(int texts);

  /**
   * @param texts how many since the last call
   */
  void encoded(long texts);

  /** What popularity alone reaches on the events held back. */
  void baseline(Ranking popularity);

  /**
   * The epochs that follow are those of a further trial of a search.
   *
   * @param trial from 1
   * @param settings those that differ
   */
  void trialStarted(int trial, int trials, String settings);

  /**
   * A run that was stopped goes on.
   *
   * @param epochs that were done before
   */
  void resumed(int epochs);

  /** The epochs that follow are those of a further network. */
  void networkStarted(String name);

  /**
   * @param batches of the training, then of the events held back
   */
  void epochStarted(int epoch, int batches);

  void batchDone();

  void epochDone(EpochFigures figures);
}
