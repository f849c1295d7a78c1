package org.interesttracker.evaluation;

import java.util.Map;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.interest.Dl4jLstm;
import org.interesttracker.interest.EventWeights;
import org.interesttracker.interest.InterestUpdater;
import org.interesttracker.interest.TailEvent;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ModelCard;
import org.interesttracker.training.LiveTrainer;

/**
 * Lets the sequence model learn from the events of the run. After each round of learning the model
 * that was learned takes over from the one before, in the catalog and for the users, whose states
 * are rebuilt from their tails, as when the job activates a model.
 */
final class LiveLearning implements Learner, AutoCloseable {

  private final LiveTrainer trainer;
  private final InterestModel first;
  private final Catalog catalog;
  private final EventWeights weights;
  private final int batch;
  private Dl4jLstm network;
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
    close();
    network = new Dl4jLstm(model);
    updater = new InterestUpdater(network, batch);
  }

  /** What moves users forward by the model in force. */
  InterestUpdater updater() {
    return updater;
  }

  @Override
  public void learn(Turn turn) {
    Event event = turn.event();
    CatalogItem item = catalog.item(event.itemId());
    float[] textVector = catalog.vector(event.itemId()) == null ? event.textVector() : null;
    trainer.observe(
        event.userId(),
        new TailEvent(
            event.itemId(),
            event.type(),
            event.value(),
            weights.of(event),
            event.timestamp(),
            textVector),
        item == null ? null : item.vector());
  }

  /** Learns, if enough events came since the last time, and hands the model over. */
  void takeOver() {
    if (!trainer.isDue()) {
      return;
    }
    trainer.learn();
    rounds++;
    LiveTrainer.Learned learned = trainer.learned();
    String version = "live-" + rounds;
    InterestModel next =
        new InterestModel(
            new ModelCard(version, version, Map.of(), Map.of(), Map.of()),
            learned.lstm(),
            first.projections(),
            learned.residuals(),
            learned.biases());
    catalog.use(next);
    use(next);
  }

  @Override
  public void close() {
    if (network != null) {
      network.close();
    }
  }
}
