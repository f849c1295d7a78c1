package org.interesttracker.training;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a run reports, and stops it where a test wants that. */
final class RecordingListener implements TrainingListener {

  final List<EpochFigures> epochs = new ArrayList<>();
  final List<String> networks = new ArrayList<>();
  Ranking popularity;
  int resumedAfter;
  int batches;
  int stopAtBatch;
  long texts;

  @Override
  public void encodingStarted(int count) {}

  @Override
  public void encoded(long count) {
    texts += count;
  }

  @Override
  public void baseline(Ranking baseline) {
    popularity = baseline;
  }

  @Override
  public void trialStarted(int trial, int trials, String settings) {}

  @Override
  public void resumed(int epochs) {
    resumedAfter = epochs;
  }

  @Override
  public void networkStarted(String name) {
    networks.add(name);
  }

  @Override
  public void epochStarted(int epoch, int count) {}

  @Override
  public void batchDone() {
    batches++;
    if (batches == stopAtBatch) {
      throw new StoppedException();
    }
  }

  @Override
  public void epochDone(EpochFigures figures) {
    epochs.add(figures);
  }

  /** The end of a run from outside. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
