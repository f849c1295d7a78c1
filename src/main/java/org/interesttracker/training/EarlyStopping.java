package org.interesttracker.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Trains until no epoch in {@code patience} was better by NDCG@10, or for all epochs, and keeps the
 * best.
 */
final class EarlyStopping {

  private EarlyStopping() {}

  /**
   * What is trained.
   *
   * @param <W> its weights
   */
  interface Run<W> {

    /** Where it begins, or goes on from. */
    default Progress<W> start() {
      return new Progress<>(0, null);
    }

    /** Goes once over the data; returns the mean loss. */
    double epoch(int epoch);

    /** A copy of the weights as they are now. */
    W weights();

    /** How well they foresee the events held back. */
    Ranking validate(W weights);

    /** Told after each epoch. */
    default void reached(Progress<W> progress) {}
  }

  /**
   * How far a run has come.
   *
   * @param epochs that are done
   * @param best null before the first
   */
  record Progress<W>(int epochs, Best<W> best) {

    private boolean goesOn(TrainingOptions options) {
      return epochs < options.epochs()
          && (best == null || epochs - best.epoch < options.patience());
    }
  }

  /** The best epoch; the last one where nothing is held back. */
  record Best<W>(int epoch, double loss, Ranking ranking, W weights) {

    /** Its figures under their names on the card, behind a prefix. */
    Map<String, Double> figures(String prefix) {
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(prefix + "epoch", (double) epoch);
      figures.put(prefix + "training_loss", loss);
      figures.put(prefix + "HR@10", ranking.hitRate());
      figures.put(prefix + "NDCG@10", ranking.ndcg());
      figures.put(prefix + "MRR", ranking.mrr());
      return figures;
    }
  }

  static <W> Progress<W> train(Run<W> run, TrainingOptions options, TrainingListener listener) {
    Progress<W> progress = run.start();
    while (progress.goesOn(options)) {
      progress = next(run, progress, listener);
      run.reached(progress);
    }
    return progress;
  }

  private static <W> Progress<W> next(Run<W> run, Progress<W> progress, TrainingListener listener) {
    int epoch = progress.epochs + 1;
    double loss = run.epoch(epoch);
    W weights = run.weights();
    Ranking ranking = run.validate(weights);
    Best<W> best = progress.best;
    boolean better =
        best == null || ranking.predictions() == 0 || ranking.ndcg() > best.ranking.ndcg();
    listener.epochDone(
        new EpochFigures(epoch, loss, ranking.hitRate(), ranking.ndcg(), ranking.mrr(), better));
    return new Progress<>(epoch, better ? new Best<>(epoch, loss, ranking, weights) : best);
  }
}
