package org.interesttracker.training;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.interesttracker.interest.TailEvent;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ModelCard;

/**
 * Learns from the stream beside the model in force, and tells whether another model foresees the
 * latest events better: those are held back from learning. Not thread-safe.
 */
public final class LiveLearner {

  private static final ModelCard UNNAMED = new ModelCard("", "", Map.of(), Map.of(), Map.of());

  private final LiveSettings settings;
  private final Function<String, float[]> bases;
  private final HeldBack heldBack;
  private InterestModel start;
  private InterestModel inForce;
  private LiveTrainer trainer;

  /**
   * @param inForce where learning begins
   * @param heldBack how many events are held back
   * @param bases the place of an item by text alone, length D; null for none
   */
  public LiveLearner(
      InterestModel inForce, LiveSettings settings, int heldBack, Function<String, float[]> bases) {
    this.settings = settings;
    this.bases = bases;
    this.heldBack = new HeldBack(heldBack);
    startFrom(inForce);
  }

  /** Begins anew from a model that took over. */
  public void startFrom(InterestModel model) {
    start = model;
    inForce = model;
    trainer = new LiveTrainer(model, settings);
  }

  /** Goes on learning after its own model took over. */
  public void inForce(InterestModel model) {
    inForce = model;
  }

  /** Takes in an event, in the order in which its user's events came, and learns when it is due. */
  public void observe(String userId, TailEvent event) {
    HeldBack.Seen released = heldBack.add(new HeldBack.Seen(userId, event));
    if (released == null) {
      return;
    }
    String item = released.event().itemId();
    trainer.observe(released.userId(), released.event(), item == null ? null : bases.apply(item));
    if (trainer.isDue()) {
      trainer.learn();
    }
  }

  /** Takes a user's events out of all that is kept. */
  public void forget(String userId) {
    heldBack.forget(userId);
    trainer.forget(userId);
  }

  /** What was learned so far, as a model without a name. */
  public InterestModel learned() {
    return trainer.learned().after(start, UNNAMED);
  }

  /**
   * How a model and the one in force foresee the events held back.
   *
   * @param targets how many events could be foreseen
   * @param ndcg mean NDCG@10 of the model, among all items that either of the two learned of
   * @param before that of the model in force
   */
  public record Comparison(int targets, double ndcg, double before) {

    public boolean isWorse() {
      return ndcg < before;
    }
  }

  public Comparison compare(InterestModel model) {
    Set<String> items = new LinkedHashSet<>(inForce.residuals().keySet());
    items.addAll(model.residuals().keySet());
    items.addAll(heldBack.items());
    HeldBack.Figure figure = heldBack.measure(model, items, bases);
    return new Comparison(
        figure.targets(), figure.ndcg(), heldBack.measure(inForce, items, bases).ndcg());
  }
}
