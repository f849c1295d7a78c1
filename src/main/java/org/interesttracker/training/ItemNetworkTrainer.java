package org.interesttracker.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.interesttracker.model.ItemNetworks;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Fits a network over recent items to predict each user's next item, as {@link LstmTrainer} fits
 * the LSTM, while the items' vectors stay as they are. One thread, seeded.
 */
final class ItemNetworkTrainer implements EarlyStopping.Run<ItemNetworks> {

  /** A sequence of the LSTM has many targets, a history has one; steps are so of like size. */
  private static final int HISTORIES_PER_SEQUENCE = 4;

  private final NetworkKind kind;
  private final TrainingOptions options;
  private final ItemTable table;
  private final Validation validation;
  private final TrainingListener listener;
  private final TrainableItemNetwork network;
  private final float[] parameters;
  private final Adam adam;
  private final List<Place> places = new ArrayList<>();
  private final PopularitySampler sampler;
  private final Random shuffling;
  private final Checkpoint checkpoint;
  private SplitMix64 random;
  private float[] best;
  private int step;

  /** An event that is to be predicted. */
  private record Place(Timeline timeline, int event) {

    int item() {
      return timeline.items()[event];
    }
  }

  ItemNetworkTrainer(
      NetworkKind kind,
      TrainingOptions options,
      ItemTable table,
      List<Timeline> timelines,
      TrainingListener listener,
      Checkpoint checkpoint) {
    this.kind = kind;
    this.options = options;
    this.table = table;
    this.listener = listener;
    this.checkpoint = checkpoint;
    this.validation = new Validation(timelines, options.validationTargets(), options.seed());
    this.network = new TrainableItemNetwork(kind, table, options, DataType.FLOAT);
    this.parameters = network.parameters();
    this.adam = new Adam(parameters, 0, parameters.length, options.learningRate(), 0);
    timelines.forEach(this::take);
    this.sampler = new PopularitySampler(popularity());
    this.random = new SplitMix64(options.seed());
    this.shuffling = new Random(options.seed());
  }

  private void take(Timeline timeline) {
    for (int event = 1; event < timeline.trained(); event++) {
      if (timeline.isTarget(event) && ItemHistory.before(timeline, event).length() > 0) {
        places.add(new Place(timeline, event));
      }
    }
  }

  private int[] popularity() {
    int[] counts = new int[table.size()];
    places.forEach(place -> counts[place.item()]++);
    return counts;
  }

  /**
   * The network of the best epoch.
   *
   * @param networks with this one alone
   * @param figures validation figures, named after the network
   */
  record Trained(ItemNetworks networks, Map<String, Double> figures) {}

  /**
   * @throws IllegalArgumentException if no user has an item and a later positive event on another
   */
  Trained train() {
    if (places.isEmpty()) {
      throw new IllegalArgumentException(
          "The events have nothing for the %s to learn from: expected a user with an event on an item and a later positive one"
              .formatted(kind));
    }
    listener.networkStarted(kind.toString());
    EarlyStopping.Best<ItemNetworks> best = EarlyStopping.train(this, options, listener).best();
    return new Trained(best.weights(), best.figures(kind + "_"));
  }

  /** From the checkpoint, if there is one. */
  @Override
  public EarlyStopping.Progress<ItemNetworks> start() {
    return checkpoint.restore(this::read).orElseGet(EarlyStopping.Run.super::start);
  }

  @Override
  public void reached(EarlyStopping.Progress<ItemNetworks> progress) {
    if (progress.best().epoch() == progress.epochs()) {
      best = parameters.clone();
    }
    checkpoint.save(out -> write(progress, out));
  }

  /** All that the next epochs depend on but the shuffling, which is done again. */
  private void write(EarlyStopping.Progress<ItemNetworks> progress, DataOutputStream out)
      throws IOException {
    out.writeInt(progress.epochs());
    out.writeInt(step);
    out.writeLong(random.state());
    out.writeLong(Nd4j.getRandom().rootState());
    out.writeLong(Nd4j.getRandom().nodeState());
    adam.write(out);
    out.writeInt(progress.best().epoch());
    out.writeDouble(progress.best().loss());
    progress.best().ranking().write(out);
    FloatData.write(out, best);
  }

  private EarlyStopping.Progress<ItemNetworks> read(DataInputStream in) throws IOException {
    int epochs = in.readInt();
    for (int epoch = 0; epoch < epochs; epoch++) {
      Collections.shuffle(places, shuffling);
    }
    listener.resumed(epochs);
    step = in.readInt();
    random = new SplitMix64(in.readLong());
    Nd4j.getRandom().setStates(in.readLong(), in.readLong());
    adam.read(in);
    int bestEpoch = in.readInt();
    double loss = in.readDouble();
    Ranking ranking = Ranking.read(in);
    best = FloatData.read(in, parameters.length);
    network.setParameters(best);
    ItemNetworks weights = network.weights();
    network.setParameters(parameters);
    return new EarlyStopping.Progress<>(
        epochs, new EarlyStopping.Best<>(bestEpoch, loss, ranking, weights));
  }

  @Override
  public double epoch(int epoch) {
    Collections.shuffle(places, shuffling);
    int size = HISTORIES_PER_SEQUENCE * options.batch();
    listener.epochStarted(epoch, (places.size() + size - 1) / size + validation.batches());
    double loss = 0;
    for (int from = 0; from < places.size(); from += size) {
      List<Place> batch = places.subList(from, Math.min(places.size(), from + size));
      loss += batch.size() * learn(batch);
      listener.batchDone();
    }
    return loss / places.size();
  }

  private double learn(List<Place> batch) {
    int[] targets = batch.stream().mapToInt(Place::item).toArray();
    List<ItemHistory> histories =
        batch.stream().map(place -> ItemHistory.before(place.timeline, place.event)).toList();
    TrainableItemNetwork.Outcome outcome =
        network.run(
            new HistoryBatch(histories),
            Candidates.forTargets(targets, table.size(), options, sampler, random));
    double loss = LstmTrainer.finite(outcome.loss());
    double norm = Math.sqrt(Matrices.squares(outcome.parameters()));
    double scale = norm > options.clip() ? options.clip() / norm : 1;
    step++;
    adam.update(step, outcome.parameters(), 0, scale);
    network.setParameters(parameters);
    return loss;
  }

  @Override
  public ItemNetworks weights() {
    return network.weights();
  }

  @Override
  public Ranking validate(ItemNetworks weights) {
    return validation.network(kind.serving(weights), table, listener::batchDone);
  }
}
