package org.interesttracker.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
 * Lets the sequence model learn from the events of the run, on a thread of its own beside the
 * scoring: what a round learned takes over after the next round's events, in the catalog and for
 * the users, whose states are rebuilt from their tails, as when the job activates a model. It waits
 * for the thread there, so that a run repeats exactly.
 */
final class LiveLearning implements Learner, AutoCloseable {

  private final LiveTrainer trainer;
  private final InterestModel first;
  private final Catalog catalog;
  private final EventWeights weights;
  private final int batch;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final List<Runnable> observed = new ArrayList<>();
  private Future<LiveTrainer.Learned> learning;
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
    if (network != null) {
      network.close();
    }
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
    TailEvent seen = TailEvent.of(event, weights, catalog);
    float[] base = catalog.textVector(event.itemId());
    observed.add(() -> trainer.observe(event.userId(), seen, base));
  }

  /** Hands over the model that is learned by now, and begins the next round if one is due. */
  void takeOver() {
    if (learning != null) {
      use(model(join()));
    }
    observed.forEach(Runnable::run);
    observed.clear();
    learning = trainer.isDue() ? thread.submit(this::learnRound) : null;
  }

  private LiveTrainer.Learned learnRound() {
    trainer.learn();
    return trainer.learned();
  }

  private LiveTrainer.Learned join() {
    try {
      return learning.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The sequence model cannot learn", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the sequence model learns", e);
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
    thread.shutdownNow();
    network.close();
  }
}
