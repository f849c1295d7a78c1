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

  void epochStarted(int epoch, int batches);

  void batchDone();

  void epochDone(EpochFigures figures);
}
