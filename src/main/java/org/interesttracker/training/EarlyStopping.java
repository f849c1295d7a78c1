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

    /** Goes once over the data; returns the mean loss. */
    double epoch(int epoch);

    /** A copy of the weights as they are now. */
    W weights();

    /** How well they foresee the events held back. */
    Ranking validate(W weights);
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

  static <W> Best<W> train(Run<W> run, TrainingOptions options, TrainingListener listener) {
    Best<W> best = null;
    for (int epoch = 1; epoch <= options.epochs(); epoch++) {
      double loss = run.epoch(epoch);
      W weights = run.weights();
      Ranking ranking = run.validate(weights);
      boolean better =
          best == null || ranking.predictions() == 0 || ranking.ndcg() > best.ranking.ndcg();
      listener.epochDone(
          new EpochFigures(epoch, loss, ranking.hitRate(), ranking.ndcg(), ranking.mrr(), better));
      if (better) {
        best = new Best<>(epoch, loss, ranking, weights);
      } else if (epoch - best.epoch >= options.patience()) {
        break;
      }
    }
    return best;
  }
}
