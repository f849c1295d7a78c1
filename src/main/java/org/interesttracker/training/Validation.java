package org.interesttracker.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.interesttracker.interest.Dl4jLstm;
import org.interesttracker.interest.ItemInput;
import org.interesttracker.interest.ItemNetwork;
import org.interesttracker.interest.SequenceModel;
import org.interesttracker.model.LstmWeights;

/**
 * Predicts the events held back. Each user's events run through the serving code from the first on;
 * before each target held back the whole catalog without the items met is ranked. A target that the
 * user met before is left out.
 */
final class Validation {

  private static final int USERS = 256;

  private final List<Trial> trials;

  /**
   * @param maxTargets of more targets than these, those of users drawn by the seed are ranked,
   *     until there are as many
   */
  Validation(List<Timeline> timelines, int maxTargets, long seed) {
    List<Trial> all =
        timelines.stream().map(Trial::of).filter(trial -> trial.targets().length > 0).toList();
    trials =
        drawn(all, maxTargets, seed).stream()
            .sorted(Comparator.comparingInt(Trial::end).reversed())
            .toList();
  }

  private static List<Trial> drawn(List<Trial> all, int maxTargets, long seed) {
    if (targets(all) <= maxTargets) {
      return all;
    }
    List<Trial> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    int users = 0;
    for (int targets = 0; targets < maxTargets; users++) {
      targets += shuffled.get(users).targets().length;
    }
    return shuffled.subList(0, users);
  }

  private static long targets(List<Trial> trials) {
    return trials.stream().mapToLong(trial -> trial.targets().length).sum();
  }

  /** How many targets there are. */
  long targets() {
    return targets(trials);
  }

  /** How well the most popular items would have done; of equal counts the earlier is first. */
  Ranking popularity(int[] counts) {
    int[] places = places(counts);
    Ranking ranking = new Ranking();
    for (Trial trial : trials) {
      for (int k = 0; k < trial.targets().length; k++) {
        int place = places[trial.item(k)];
        long met = Arrays.stream(trial.met(k)).filter(item -> places[item] < place).count();
        ranking.add(place + 1 - (int) met);
      }
    }
    return ranking;
  }

  /** The place of each item by count, from 0. */
  private static int[] places(int[] counts) {
    int[] places = new int[counts.length];
    int place = 0;
    for (int item :
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> -counts[i]))
            .mapToInt(i -> i)
            .toArray()) {
      places[item] = place++;
    }
    return places;
  }

  /** How many batches they are ranked in. */
  int batches() {
    return Math.toIntExact((targets() + CatalogRanking.ROWS - 1) / CatalogRanking.ROWS);
  }

  /**
   * How well the model does.
   *
   * @param batchDone told of each of {@link #batches}
   */
  Ranking model(LstmWeights weights, ItemTable table, Runnable batchDone) {
    try (CatalogRanking ranking = new CatalogRanking(table, batchDone);
        SequenceModel model = new Dl4jLstm("validation", weights)) {
      for (int from = 0; from < trials.size(); from += USERS) {
        List<Trial> group = trials.subList(from, Math.min(trials.size(), from + USERS));
        new Group(group, model, table, ranking).run();
      }
      return ranking.finish();
    }
  }

  /**
   * How well a network over recent items does; it misses where no item came before.
   *
   * @param batchDone told of each of {@link #batches}
   */
  Ranking network(ItemNetwork network, ItemTable table, Runnable batchDone) {
    float[] rows = new float[ItemNetwork.MAX_ITEMS * ItemInput.size(table.dimension())];
    float[] scratch = new float[table.dimension()];
    try (CatalogRanking ranking = new CatalogRanking(table, batchDone)) {
      for (Trial trial : trials) {
        for (int k = 0; k < trial.targets().length; k++) {
          ItemHistory history = ItemHistory.before(trial.timeline(), trial.targets()[k]);
          if (history.length() == 0) {
            ranking.addMiss();
          } else {
            history.writeInputs(table, scratch, rows);
            ranking.add(query(trial, k, network.predict(rows, history.length()).clone()));
          }
        }
      }
      return ranking.finish();
    }
  }

  private static CatalogRanking.Query query(Trial trial, int k, float[] prediction) {
    return new CatalogRanking.Query(prediction, trial.item(k), trial.met(k));
  }

  /** Users side by side, the longest history first. */
  private static final class Group {

    private final List<Trial> trials;
    private final SequenceModel model;
    private final ItemTable table;
    private final CatalogRanking ranking;
    private final float[] x;
    private final float[] h;
    private final float[] c;
    private final float[] y;

    Group(List<Trial> trials, SequenceModel model, ItemTable table, CatalogRanking ranking) {
      this.trials = trials;
      this.model = model;
      this.table = table;
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
      int d = table.dimension();
      for (int user = 0; user < running; user++) {
        int k = trials.get(user).indexOfTarget(event + 1);
        if (k >= 0) {
          float[] prediction = Arrays.copyOfRange(y, user * d, (user + 1) * d);
          ranking.add(query(trials.get(user), k, prediction));
        }
      }
    }
  }
}
