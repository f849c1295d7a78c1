package org.interesttracker.training;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.cli.Console;

/** A bar for the texts and for each epoch while it runs, a line when an epoch is done. */
final class ConsoleListener implements TrainingListener, AutoCloseable {

  private ProgressBar bar;

  @Override
  public void encodingStarted(int texts) {
    if (texts > 0) {
      bar = Console.progress("Encoding texts", texts);
    }
  }

  @Override
  public void encoded(long texts) {
    bar.stepBy(texts);
  }

  @Override
  public void baseline(Ranking popularity) {
    close();
    Console.print(
        format(
            "Popularity: HR@10 %.4f, NDCG@10 %.4f, MRR %.4f over %,d events held back.",
            popularity.hitRate(), popularity.ndcg(), popularity.mrr(), popularity.predictions()));
  }

  @Override
  public void trialStarted(int trial, int trials, String settings) {
    close();
    Console.print("Trial %d of %d: %s".formatted(trial, trials, settings));
  }

  @Override
  public void resumed(int epochs) {
    Console.print("Going on after epoch %d.".formatted(epochs));
  }

  @Override
  public void networkStarted(String name) {
    Console.print("Now the %s, with the items where they are:".formatted(name));
  }

  @Override
  public void epochStarted(int epoch, int batches) {
    bar = Console.progress("Epoch " + epoch, batches);
  }

  @Override
  public void batchDone() {
    bar.step();
  }

  @Override
  public void epochDone(EpochFigures f) {
    close();
    Console.print(
        format(
            "Epoch %d: loss %.4f, HR@10 %.4f, NDCG@10 %.4f, MRR %.4f%s",
            f.epoch(), f.loss(), f.hitRate(), f.ndcg(), f.mrr(), f.best() ? ", best so far" : ""));
  }

  /** Takes the bar down, also when the run ends by an exception. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private static String format(String message, Object... values) {
    return String.format(Locale.ROOT, message, values);
  }
}
