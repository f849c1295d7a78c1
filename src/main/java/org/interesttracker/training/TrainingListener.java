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

  /** The epochs that follow are those of a further network. */
  void networkStarted(String name);

  void epochStarted(int epoch, int batches);

  void batchDone();

  void epochDone(EpochFigures figures);
}
