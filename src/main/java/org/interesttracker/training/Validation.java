package org.interesttracker.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.interesttracker.interest.Dl4jLstm;
import org.interesttracker.interest.ItemInput;
import org.interesttracker.interest.ItemNetwork;
import org.interesttracker.interest.SequenceModel;
import org.interesttracker.model.LstmWeights;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Predicts the events held back. Each user's events run through the serving code from the first on;
 * before each target held back the whole catalog without the items met is ranked. A target that the
 * user met before is left out.
 */
final class Validation {

  private static final int USERS = 256;

  private final List<Trial> trials;

  Validation(List<Timeline> timelines) {
    trials =
        timelines.stream()
            .map(Trial::of)
            .filter(trial -> trial.targets().length > 0)
            .sorted(Comparator.comparingInt(Trial::end).reversed())
            .toList();
  }

  /** How many targets there are. */
  int targets() {
    return trials.stream().mapToInt(trial -> trial.targets().length).sum();
  }

  /** How well the most popular items would have done. */
  Ranking popularity(int[] counts) {
    float[] scores = new float[counts.length];
    for (int i = 0; i < counts.length; i++) {
      scores[i] = counts[i];
    }
    Ranking ranking = new Ranking();
    for (Trial trial : trials) {
      for (int k = 0; k < trial.targets().length; k++) {
        ranking.add(trial.rank(k, scores, 0, scores.length));
      }
    }
    return ranking;
  }

  /** How well the model does. */
  Ranking model(LstmWeights weights, ItemTable table) {
    Ranking ranking = new Ranking();
    try (SequenceModel model = new Dl4jLstm("validation", weights);
        INDArray items = allVectors(table)) {
      for (int from = 0; from < trials.size(); from += USERS) {
        List<Trial> group = trials.subList(from, Math.min(trials.size(), from + USERS));
        new Group(group, model, table, items, ranking).run();
      }
    }
    return ranking;
  }

  /** How well a network over recent items does; it misses where no item came before. */
  Ranking network(ItemNetwork network, ItemTable table) {
    Ranking ranking = new Ranking();
    float[] rows = new float[ItemNetwork.MAX_ITEMS * ItemInput.size(table.dimension())];
    float[] scratch = new float[table.dimension()];
    try (INDArray items = allVectors(table)) {
      for (Trial trial : trials) {
        for (int k = 0; k < trial.targets().length; k++) {
          ItemHistory history = ItemHistory.before(trial.timeline(), trial.targets()[k]);
          if (history.length() == 0) {
            ranking.add(table.size());
            continue;
          }
          history.writeInputs(table, scratch, rows);
          float[] scores = scores(network.predict(rows, history.length()), 1, items);
          ranking.add(trial.rank(k, scores, 0, table.size()));
        }
      }
    }
    return ranking;
  }

  /** One row of scores for each prediction. */
  private static float[] scores(float[] predictions, int count, INDArray items) {
    try (INDArray rows = Nd4j.create(predictions, new long[] {count, items.columns()}, 'c');
        INDArray scores = rows.mmul(items.transpose());
        INDArray byRow = scores.dup('c')) {
      return byRow.data().asFloat();
    }
  }

  private static INDArray allVectors(ItemTable table) {
    int[] all = new int[table.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    return Nd4j.create(table.vectors(all), new long[] {table.size(), table.dimension()}, 'c');
  }

  /** Users side by side, the longest history first. */
  private static final class Group {

    private final List<Trial> trials;
    private final SequenceModel model;
    private final ItemTable table;
    private final INDArray items;
    private final Ranking ranking;
    private final float[] x;
    private final float[] h;
    private final float[] c;
    private final float[] y;

    Group(
        List<Trial> trials, SequenceModel model, ItemTable table, INDArray items, Ranking ranking) {
      this.trials = trials;
      this.model = model;
      this.table = table;
      this.items = items;
      this.ranking = ranking;
      this.x = new float[trials.size() * model.inputSize()];
      this.h = new float[trials.size() * model.hiddenSize()];
      this.c = new float[h.length];
      this.y = new float[trials.size() * model.outputSize()];
    }

    void run() {
      float[] scratch = new float[table.dimension()];
      int running = trials.size();
      for (int event = 0; event < trials.get(0).end(); event++) {
        while (trials.get(running - 1).end() <= event) {
          running--;
        }
        for (int user = 0; user < running; user++) {
          trials
              .get(user)
              .timeline()
              .writeInput(event, table, scratch, x, user * model.inputSize());
        }
        model.step(running, x, h, c, y);
        rankAfter(event, running);
      }
    }

    private void rankAfter(int event, int running) {
      List<Integer> users = new ArrayList<>();
      for (int user = 0; user < running; user++) {
        if (trials.get(user).indexOfTarget(event + 1) >= 0) {
          users.add(user);
        }
      }
      if (users.isEmpty()) {
        return;
      }
      float[] scores = scores(users);
      for (int row = 0; row < users.size(); row++) {
        Trial trial = trials.get(users.get(row));
        ranking.add(
            trial.rank(trial.indexOfTarget(event + 1), scores, row * table.size(), table.size()));
      }
    }

    private float[] scores(List<Integer> users) {
      int dimension = table.dimension();
      float[] predictions = new float[users.size() * dimension];
      for (int row = 0; row < users.size(); row++) {
        System.arraycopy(y, users.get(row) * dimension, predictions, row * dimension, dimension);
      }
      return Validation.scores(predictions, users.size(), items);
    }
  }
}
