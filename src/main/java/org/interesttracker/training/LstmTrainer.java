package org.interesttracker.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.interesttracker.model.ItemNetworks;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Fits the LSTM and the items' residuals to predict each user's next item by softmax cross-entropy
 * over the catalog, or over a popularity-corrected sample of it. One thread, seeded: the same input
 * gives the same weights on the same kind of machine.
 */
final class LstmTrainer implements EarlyStopping.Run<LstmSnapshot> {

  /**
   * Chunks are sorted by length within so many batches, which saves padding and keeps order random.
   */
  private static final int POOL_BATCHES = 8;

  private final TrainingOptions options;
  private final ItemTable table;
  private final List<Chunk> chunks = new ArrayList<>();
  private final int[] popularity;
  private final boolean[] occurring;
  private final Validation validation;
  private final TrainingListener listener;
  private final TrainableLstm lstm;
  private final TrainingStep step;
  private final Optimizer optimizer;
  private final PopularitySampler sampler;
  private SplitMix64 random;
  private final Random shuffling;
  private final Checkpoint checkpoint;

  LstmTrainer(
      TrainingOptions options,
      ItemTable table,
      List<Timeline> timelines,
      TrainingListener listener,
      Checkpoint checkpoint) {
    this.options = options;
    this.table = table;
    this.listener = listener;
    this.validation = new Validation(timelines, options.validationTargets(), options.seed());
    this.popularity = new int[table.size()];
    this.occurring = new boolean[table.size()];
    timelines.forEach(this::take);
    this.lstm =
        new TrainableLstm(table.dimension(), options.hidden(), options.seed(), DataType.FLOAT);
    this.step = new TrainingStep(lstm, table, options.temperature(), DataType.FLOAT);
    this.optimizer = new Optimizer(lstm, table, options);
    this.sampler = new PopularitySampler(popularity);
    this.random = new SplitMix64(options.seed());
    this.shuffling = new Random(options.seed());
    this.checkpoint = checkpoint;
  }

  private void take(Timeline timeline) {
    chunks.addAll(Chunk.cut(timeline, options.maxSequence(), options.hidden()));
    for (int event = 0; event < timeline.trained(); event++) {
      int item = timeline.items()[event];
      if (item != Timeline.NONE) {
        occurring[item] = true;
        popularity[item] += timeline.isTarget(event) ? 1 : 0;
      }
    }
  }

  /**
   * Trains until no epoch in {@code patience} was better, or for all epochs.
   *
   * @throws IllegalArgumentException if no user has two events to learn from
   */
  TrainedModel train() {
    if (chunks.isEmpty()) {
      throw new IllegalArgumentException(
          "The events have nothing to learn from: expected a user with an event and a later"
              + " positive event on an item");
    }
    Ranking baseline = validation.popularity(popularity);
    listener.baseline(baseline);
    EarlyStopping.Best<LstmSnapshot> best = EarlyStopping.train(this, options, listener).best();
    return new TrainedModel(
        best.weights().lstm().dividedBy(options.temperature()),
        best.weights().residuals(),
        ItemNetworks.NONE,
        figures(best, baseline));
  }

  /** From the checkpoint, if there is one. */
  @Override
  public EarlyStopping.Progress<LstmSnapshot> start() {
    return checkpoint.restore(this::read).orElseGet(EarlyStopping.Run.super::start);
  }

  @Override
  public void reached(EarlyStopping.Progress<LstmSnapshot> progress) {
    checkpoint.save(out -> write(progress, out));
  }

  /** All that the next epochs depend on but the shuffling, which is done again. */
  private void write(EarlyStopping.Progress<LstmSnapshot> progress, DataOutputStream out)
      throws IOException {
    out.writeInt(progress.epochs());
    out.writeLong(random.state());
    optimizer.write(out);
    for (Chunk chunk : chunks) {
      FloatData.write(out, chunk.hidden);
      FloatData.write(out, chunk.cell);
    }
    EarlyStopping.Best<LstmSnapshot> best = progress.best();
    out.writeInt(best.epoch());
    out.writeDouble(best.loss());
    best.ranking().write(out);
    best.weights().write(out);
  }

  private EarlyStopping.Progress<LstmSnapshot> read(DataInputStream in) throws IOException {
    int epochs = in.readInt();
    for (int epoch = 0; epoch < epochs; epoch++) {
      batches();
    }
    listener.resumed(epochs);
    random = new SplitMix64(in.readLong());
    optimizer.read(in);
    for (Chunk chunk : chunks) {
      FloatData.read(in, chunk.hidden, 0, chunk.hidden.length);
      FloatData.read(in, chunk.cell, 0, chunk.cell.length);
    }
    return new EarlyStopping.Progress<>(
        epochs,
        new EarlyStopping.Best<>(
            in.readInt(),
            in.readDouble(),
            Ranking.read(in),
            LstmSnapshot.read(in, lstm.weights(), table.dimension())));
  }

  @Override
  public LstmSnapshot weights() {
    return new LstmSnapshot(lstm.weights(), table.residualsById(occurring));
  }

  @Override
  public Ranking validate(LstmSnapshot weights) {
    return validation.model(weights.lstm(), table, listener::batchDone);
  }

  @Override
  public double epoch(int epoch) {
    List<Batch> batches = batches();
    listener.epochStarted(epoch, batches.size() + validation.batches());
    double loss = 0;
    long positions = 0;
    for (Batch batch : batches) {
      loss += batch.positions() * learn(batch);
      positions += batch.positions();
      listener.batchDone();
    }
    return loss / positions;
  }

  private double learn(Batch batch) {
    float[] dropout =
        TrainingStep.dropout(options.dropout(), batch.positions() * options.hidden(), random);
    Candidates candidates =
        Candidates.forTargets(batch.targets(), table.size(), options, sampler, random);
    TrainingStep.Outcome outcome = step.run(batch, candidates, dropout);
    double loss = finite(outcome.loss());
    optimizer.apply(outcome);
    return loss;
  }

  /**
   * @throws IllegalStateException if the loss is no number
   */
  static double finite(double loss) {
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException(
          "The training loss became " + loss + "; try a lower learning rate");
    }
    return loss;
  }

  private List<Batch> batches() {
    List<Chunk> shuffled = new ArrayList<>(chunks);
    Collections.shuffle(shuffled, shuffling);
    int pool = POOL_BATCHES * options.batch();
    for (int from = 0; from < shuffled.size(); from += pool) {
      shuffled
          .subList(from, Math.min(shuffled.size(), from + pool))
          .sort(Comparator.comparingInt(Chunk::length));
    }
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < shuffled.size(); from += options.batch()) {
      batches.add(
          new Batch(shuffled.subList(from, Math.min(shuffled.size(), from + options.batch()))));
    }
    Collections.shuffle(batches, shuffling);
    return batches;
  }

  private static Map<String, Double> figures(
      EarlyStopping.Best<LstmSnapshot> best, Ranking baseline) {
    Map<String, Double> figures = best.figures("");
    figures.put("validation_targets", (double) baseline.predictions());
    figures.put("popularity_HR@10", baseline.hitRate());
    figures.put("popularity_NDCG@10", baseline.ndcg());
    figures.put("popularity_MRR", baseline.mrr());
    return figures;
  }
}
