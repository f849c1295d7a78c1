package org.interesttracker.training;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemNetworks;
import org.interesttracker.model.ModelFiles;

/**
 * Trains a model for each of some settings; the output holds the best so far. Further networks are
 * trained for the best alone.
 */
final class Search {

  private final TrainingSet set;
  private final List<TrainingOptions> trials;
  private final SearchTable table;
  private final ModelOutput output;
  private final TrainingListener listener;

  Search(
      TrainingSet set,
      List<TrainingOptions> trials,
      SearchTable table,
      ModelOutput output,
      TrainingListener listener) {
    this.set = set;
    this.trials = trials;
    this.table = table;
    this.output = output;
    this.listener = listener;
  }

  /**
   * Runs the trials that the table does not have.
   *
   * @throws org.interesttracker.cli.UsageException if the trials that it has are of other data
   * @throws IllegalStateException if none of all gave a model
   */
  InterestModel run(Set<NetworkKind> networks) throws IOException {
    if (table.best() >= 0) {
      output.requireSameData();
    }
    while (table.rows().size() < trials.size()) {
      int trial = table.rows().size();
      listener.trialStarted(trial + 1, trials.size(), table.describe(trials.get(trial)));
      run(trials.get(trial));
    }
    if (table.best() < 0) {
      throw new IllegalStateException(
          "None of the %d trials gave a model; %s has the reasons"
              .formatted(trials.size(), SearchTable.NAME));
    }
    InterestModel best = ModelFiles.read(output.directory());
    return networks.isEmpty() ? best : withNetworks(best, networks);
  }

  private void run(TrainingOptions options) throws IOException {
    long start = System.nanoTime();
    CheckpointFile checkpoint = output.checkpoint(options);
    TrainedModel model;
    try {
      model = new ModelTrainer(options, Set.of(), listener).train(set, checkpoint);
    } catch (IllegalStateException e) {
      checkpoint.delete();
      table.addFailure(options, e.getMessage(), secondsSince(start));
      return;
    }
    int best = table.best();
    if (best < 0 || model.figures().get("NDCG@10") > table.rows().get(best).ndcg()) {
      output.write(options, model, Set.of());
    }
    // Were it the other way round, the next trial could find the checkpoint of this one.
    checkpoint.delete();
    table.add(options, model, secondsSince(start));
  }

  private static long secondsSince(long start) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
  }

  private InterestModel withNetworks(InterestModel best, Set<NetworkKind> networks)
      throws IOException {
    TrainingOptions options = trials.get(table.best());
    CheckpointFile checkpoint = output.checkpoint(options);
    TrainedModel lstm =
        new TrainedModel(best.lstm(), best.residuals(), ItemNetworks.NONE, best.card().figures());
    TrainedModel model =
        new ModelTrainer(options, networks, listener).withNetworks(lstm, set, checkpoint);
    InterestModel written = output.write(options, model, networks);
    checkpoint.delete();
    return written;
  }
}
