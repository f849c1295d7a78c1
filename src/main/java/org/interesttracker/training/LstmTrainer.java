package org.interesttracker.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.interesttracker.model.LstmWeights;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Fits the LSTM and the items' residuals to predict each user's next item by softmax cross-entropy
 * over the catalog, or over a popularity-corrected sample of it. One thread, seeded: the same input
 * gives the same weights on the same kind of machine.
 */
final class LstmTrainer {

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
  private final SplittableRandom random;
  private final Random shuffling;

  LstmTrainer(
      TrainingOptions options,
      ItemTable table,
      List<Timeline> timelines,
      TrainingListener listener) {
    this.options = options;
    this.table = table;
    this.listener = listener;
    this.validation = new Validation(timelines);
    this.popularity = new int[table.size()];
    this.occurring = new boolean[table.size()];
    timelines.forEach(this::take);
    this.lstm =
        new TrainableLstm(table.dimension(), options.hidden(), options.seed(), DataType.FLOAT);
    this.step = new TrainingStep(lstm, table, options.temperature(), DataType.FLOAT);
    this.optimizer = new Optimizer(lstm, table, options);
    this.sampler = new PopularitySampler(popularity);
    this.random = new SplittableRandom(options.seed());
    this.shuffling = new Random(options.seed());
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
    Best best = null;
    for (int epoch = 1; epoch <= options.epochs(); epoch++) {
      double loss = epoch(epoch);
      LstmWeights weights = lstm.weights();
      Ranking ranking = validation.model(weights, table);
      boolean better =
          best == null || validation.targets() == 0 || ranking.ndcg() > best.ranking.ndcg();
      listener.epochDone(
          new EpochFigures(epoch, loss, ranking.hitRate(), ranking.ndcg(), ranking.mrr(), better));
      if (better) {
        best = new Best(epoch, loss, ranking, weights, table.residualsById(occurring));
      } else if (epoch - best.epoch >= options.patience()) {
        break;
      }
    }
    return new TrainedModel(best.weights, best.residuals, figures(best, baseline));
  }

  private double epoch(int epoch) {
    List<Batch> batches = batches();
    listener.epochStarted(epoch, batches.size());
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
    TrainingStep.Outcome outcome = step.run(batch, candidates(batch), dropout);
    if (!Double.isFinite(outcome.loss())) {
      throw new IllegalStateException(
          "The training loss became " + outcome.loss() + "; try a lower learning rate");
    }
    optimizer.apply(outcome);
    return outcome.loss();
  }

  private Candidates candidates(Batch batch) {
    int negatives = options.negativesFor(table.size());
    return negatives == 0
        ? Candidates.all(table.size(), batch.targets())
        : Candidates.sampled(batch.targets(), sampler.draw(negatives, random), sampler);
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

  private static Map<String, Double> figures(Best best, Ranking baseline) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("epoch", (double) best.epoch);
    figures.put("training_loss", best.loss);
    figures.put("validation_targets", (double) best.ranking.predictions());
    figures.put("HR@10", best.ranking.hitRate());
    figures.put("NDCG@10", best.ranking.ndcg());
    figures.put("MRR", best.ranking.mrr());
    figures.put("popularity_HR@10", baseline.hitRate());
    figures.put("popularity_NDCG@10", baseline.ndcg());
    figures.put("popularity_MRR", baseline.mrr());
    return figures;
  }

  private record Best(
      int epoch,
      double loss,
      Ranking ranking,
      LstmWeights weights,
      Map<String, float[]> residuals) {}
}
