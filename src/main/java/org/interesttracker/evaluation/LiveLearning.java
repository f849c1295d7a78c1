package org.interesttracker.evaluation;

import java.util.Map;
import org.interesttracker.event.Event;
import org.interesttracker.interest.EventWeights;
import org.interesttracker.interest.InterestUpdater;
import org.interesttracker.interest.Lstm;
import org.interesttracker.interest.TailEvent;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ModelCard;
import org.interesttracker.training.LiveTrainer;

/**
 * Lets the sequence model learn from the events of the run, in rounds. What a round taught takes
 * over before the next event, in the catalog and for the users, whose states are rebuilt from their
 * tails, as when the job activates a model.
 */
final class LiveLearning implements Learner, AutoCloseable {

  private final LiveTrainer trainer;
  private final InterestModel first;
  private final Catalog catalog;
  private final EventWeights weights;
  private final int batch;
  private Lstm network;
  private InterestUpdater updater;
  private int rounds;

  /**
   * @param batch the most users in one step of the model
   */
  LiveLearning(
      LiveTrainer trainer, InterestModel first, Catalog catalog, EventWeights weights, int batch) {
    this.trainer = trainer;
    this.first = first;
    this.catalog = catalog;
    this.weights = weights;
    this.batch = batch;
    use(first);
  }

  private void use(InterestModel model) {
    if (network != null) {
      network.close();
    }
    network = new Lstm(model);
    updater = new InterestUpdater(network, batch);
  }

  /** What moves users forward by the model in force. */
  InterestUpdater updater() {
    return updater;
  }

  @Override
  public void learn(Turn turn) {
    Event event = turn.event();
    TailEvent seen = TailEvent.of(event, weights, catalog);
    float[] base = catalog.textVector(event.itemId());
    trainer.observe(event.userId(), seen, base);
  }

  /** Learns if a round is due; what it taught is in force at once. */
  void takeOver() {
    if (trainer.isDue()) {
      trainer.learn();
      use(model(trainer.learned()));
    }
  }

  private InterestModel model(LiveTrainer.Learned learned) {
    rounds++;
    String version = "live-" + rounds;
    InterestModel model =
        learned.after(first, new ModelCard(version, version, Map.of(), Map.of(), Map.of()));
    catalog.use(model);
    return model;
  }

  @Override
  public void close() {
    network.close();
  }
}
