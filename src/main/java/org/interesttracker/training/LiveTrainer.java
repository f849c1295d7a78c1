package org.interesttracker.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.interesttracker.interest.TailEvent;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemBiases;
import org.interesttracker.model.ItemLinks;
import org.interesttracker.model.LstmWeights;
import org.interesttracker.model.ModelCard;

/**
 * Teaches the sequence model from the stream, in rounds: each goes some times through the events
 * that came since the last one and through a few sequences from memory, recent ones more often, so
 * that what was learned before is not lost (experience replay, Lin 1992). The loss is softmax
 * cross-entropy of the next item over the items met so far, or a sample of them. Not thread-safe;
 * seeded: the same events give the same weights on the same kind of machine.
 */
public final class LiveTrainer {

  private final LiveSettings settings;
  private final InterestModel start;
  private final LiveItems items;
  private final LiveLinks links;
  private final LiveMemory memory;
  private LstmParameters parameters;
  private Moments moments;
  private final SplittableRandom random;
  private long roundStart;
  private double loss;

  /**
   * @param start where to begin: its projections stay, its items and weights are moved on. If it
   *     knows fewer than half of the items of the first round, it was made for another catalog, and
   *     its network begins anew: that learns faster than one that must first forget
   */
  public LiveTrainer(InterestModel start, LiveSettings settings) {
    this.settings = settings;
    this.start = start;
    this.items =
        new LiveItems(
            start.dimension(), settings.itemRate(), settings.popularityHalfLife(), settings.seed());
    this.links = new LiveLinks(start.links(), settings.linkRate(), settings.links());
    this.memory = new LiveMemory(settings.memory());
    this.parameters = LstmParameters.toTrain(start.lstm());
    this.random = new SplittableRandom(settings.seed());
  }

  /**
   * What the trainer has learned.
   *
   * @param residuals by item id, those of the first model among them
   */
  public record Learned(
      LstmWeights lstm, Map<String, float[]> residuals, ItemBiases biases, ItemLinks links) {

    /** As a model that takes over from the one that the trainer began with. */
    public InterestModel after(InterestModel first, ModelCard card) {
      return new InterestModel(
          card, lstm, first.projections(), residuals, biases, links, first.networks());
    }
  }

  /**
   * Takes in an event, in the order in which its user's events came.
   *
   * @param base the place of its item by text alone, length D; null for none
   */
  public void observe(String userId, TailEvent event, float[] base) {
    int item = event.itemId() == null ? LiveMemory.NONE : items.number(event.itemId(), base, start);
    if (item == links.size()) {
      links.add(event.itemId());
    }
    memory.add(userId, event, item);
  }

  /** Takes a user's events out of the memory; what they taught is in the weights of all. */
  public void forget(String userId) {
    memory.forget(userId);
  }

  /** Whether enough events came since the last round. */
  public boolean isDue() {
    return memory.size() - roundStart >= settings.roundEvents();
  }

  /** The mean loss of the last step of learning; 0 before the first. */
  public double loss() {
    return loss;
  }

  /** Learns from what came. */
  public void learn() {
    if (moments == null) {
      begin();
    }
    countMeetings();
    List<long[]> fresh = new ArrayList<>();
    List<Integer> context = new ArrayList<>();
    takeFresh(fresh, context);
    for (int pass = 0; pass < settings.passes(); pass++) {
      List<long[]> sequences = new ArrayList<>(fresh);
      List<Integer> contexts = new ArrayList<>(context);
      for (int r = 0; r < settings.replays(); r++) {
        replay(sequences, contexts);
      }
      if (!sequences.isEmpty()) {
        step(new LiveBatch(memory, sequences, contexts));
      }
    }
    roundStart = memory.size();
  }

  private void begin() {
    if (2 * items.trained() < items.size()) {
      parameters = LstmParameters.random(start.lstm(), random);
    }
    moments = new Moments(parameters, settings.networkRate(), 1);
  }

  private void countMeetings() {
    int events = (int) (memory.size() - Math.max(roundStart, memory.first()));
    int[] met = new int[events];
    int n = 0;
    for (long e = memory.size() - events; e < memory.size(); e++) {
      if (memory.isTarget(e)) {
        met[n++] = memory.item(e);
      }
    }
    items.count(Arrays.copyOf(met, n), events);
  }

  /** The new events of each user, cut to sequences, each with what came before it. */
  private void takeFresh(List<long[]> sequences, List<Integer> contexts) {
    Map<String, List<Long>> byUser = new LinkedHashMap<>();
    for (long e = Math.max(roundStart, memory.first()); e < memory.size(); e++) {
      if (memory.holds(e)) {
        byUser.computeIfAbsent(memory.user(e), user -> new ArrayList<>()).add(e);
      }
    }
    for (List<Long> events : byUser.values()) {
      for (int from = 0; from < events.size(); from += settings.sequence()) {
        int to = Math.min(events.size(), from + settings.sequence());
        add(events.get(to - 1), to - from, sequences, contexts);
      }
    }
  }

  private void replay(List<long[]> sequences, List<Integer> contexts) {
    double back = -Math.log(1 - random.nextDouble()) * settings.replayHalfLife() / Math.log(2);
    long event = memory.size() - 1 - (long) back;
    if (event < memory.first()) {
      event = random.nextLong(memory.first(), memory.size());
    }
    if (memory.holds(event)) {
      add(event, settings.sequence(), sequences, contexts);
    }
  }

  /** Adds the sequence of a user's events that ends with one. */
  private void add(long last, int learned, List<long[]> sequences, List<Integer> contexts) {
    long[] sequence = memory.upTo(last, learned + settings.context());
    if (sequence.length > 1) {
      sequences.add(sequence);
      contexts.add(Math.max(1, sequence.length - learned));
    }
  }

  private void step(LiveBatch batch) {
    if (batch.learned() == 0) {
      return;
    }
    int d = start.dimension();
    float[] inputs = batch.inputs(items, d, parameters.inputSize());
    LstmPass pass = new LstmPass(parameters, inputs, batch.starts(), dropout(batch.positions()));
    int[] candidates = candidates(batch);
    CandidateSoftmax softmax = compare(batch, pass.predictions(), candidates);
    loss = softmax.loss();
    LstmParameters gradient = Moments.zeros(parameters);
    float[] byInputs = pass.backward(spread(batch, softmax.byRows()), gradient);
    moments.apply(gradient);
    moveItems(batch, candidates, softmax, byInputs);
  }

  private float[] dropout(int positions) {
    return TrainingStep.dropout(settings.dropout(), positions * parameters.hiddenSize(), random);
  }

  /** All items met, or those of the batch and a sample by popularity. */
  private int[] candidates(LiveBatch batch) {
    if (items.size() <= settings.candidates()) {
      int[] all = new int[items.size()];
      Arrays.setAll(all, i -> i);
      return all;
    }
    Set<Integer> chosen = new LinkedHashSet<>();
    for (int target : batch.targets()) {
      if (target != LiveMemory.NONE) {
        chosen.add(target);
      }
    }
    while (chosen.size() < settings.candidates()) {
      chosen.add(drawn());
    }
    return chosen.stream().mapToInt(i -> i).toArray();
  }

  /** The item of an event of the past, or any, so that no item goes without lessons. */
  private int drawn() {
    int item =
        random.nextInt(3) == 0
            ? LiveMemory.NONE
            : memory.item(random.nextLong(memory.first(), memory.size()));
    return item == LiveMemory.NONE ? random.nextInt(items.size()) : item;
  }

  private CandidateSoftmax compare(LiveBatch batch, float[] predictions, int[] candidates) {
    int d = start.dimension();
    int k = candidates.length;
    Map<Integer, Integer> places = new HashMap<>();
    float[] vectors = new float[d * k];
    float[] biases = new float[k];
    for (int c = 0; c < k; c++) {
      places.put(candidates[c], c);
      items.copyVector(candidates[c], vectors, c * d);
      biases[c] = items.bias(candidates[c]);
    }
    float[] rows = new float[batch.learned() * d];
    int[] targets = new int[batch.learned()];
    int[] met = new int[batch.learned()];
    int[][] recent = new int[batch.learned()][];
    int row = 0;
    for (int p = 0; p < batch.positions(); p++) {
      if (batch.targets()[p] != LiveMemory.NONE) {
        System.arraycopy(predictions, p * d, rows, row * d, d);
        recent[row] = batch.recent(p);
        met[row] = batch.targets()[p];
        targets[row] = places.get(met[row]);
        row++;
      }
    }
    links.connect(recent, met);
    links.compare(candidates);
    CandidateSoftmax softmax =
        new CandidateSoftmax(rows, targets, vectors, biases, logits -> links.addTo(logits, recent));
    links.learn(softmax.errors(), recent);
    return softmax;
  }

  /** From the rows that have a target to all positions. */
  private float[] spread(LiveBatch batch, float[] byRows) {
    int d = start.dimension();
    float[] byPositions = new float[batch.positions() * d];
    int row = 0;
    for (int p = 0; p < batch.positions(); p++) {
      if (batch.targets()[p] != LiveMemory.NONE) {
        System.arraycopy(byRows, row++ * d, byPositions, p * d, d);
      }
    }
    return byPositions;
  }

  /** An item's vector is both what the network reads and what it predicts. */
  private void moveItems(
      LiveBatch batch, int[] candidates, CandidateSoftmax softmax, float[] byInputs) {
    int d = start.dimension();
    Map<Integer, float[]> gradients = new TreeMap<>();
    for (int p = 0; p < batch.positions(); p++) {
      if (batch.item(p) != LiveMemory.NONE) {
        float[] sum = gradients.computeIfAbsent(batch.item(p), item -> new float[d]);
        Matrices.addScaled(1, byInputs, p * parameters.inputSize(), d, sum, 0);
      }
    }
    float[] both = new float[d];
    for (int c = 0; c < candidates.length; c++) {
      System.arraycopy(softmax.byItems(), c * d, both, 0, d);
      float[] asInput = gradients.remove(candidates[c]);
      if (asInput != null) {
        Matrices.addScaled(1, asInput, 0, d, both, 0);
      }
      items.move(candidates[c], both, 0, softmax.byBiases()[c]);
    }
    gradients.forEach((item, gradient) -> items.move(item, gradient, 0, 0));
  }

  /** A copy of what was learned so far. */
  public Learned learned() {
    return new Learned(parameters.weights(), items.residuals(start), items.biases(), links.links());
  }
}
