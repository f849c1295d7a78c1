package org.interesttracker.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.interesttracker.interest.InterestUpdater;
import org.interesttracker.interest.Lstm;
import org.interesttracker.interest.UserTurn;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.LstmStep;
import org.interesttracker.model.ModelFiles;

/**
 * Steps of the shipped sequence model for a batch of users, in users a second, on one thread.
 *
 * @param batch how many users step together
 * @param bare whether only the matrix products of the step are done, and not what the operator does
 *     beside them: write the inputs, gather the states, compute the gates, hand over to each user
 *     what became of it
 */
record LstmStepRate(int batch, boolean bare) implements Rate {

  private static final int STEPS = 4_000;

  @Override
  public double perSecond() {
    InterestModel model = ModelFiles.load("");
    return bare ? products(model) : steps(model);
  }

  private double products(InterestModel model) {
    try (LstmStep step = new LstmStep(model.lstm())) {
      return perSecond(() -> step.productsAlone(batch));
    }
  }

  private double steps(InterestModel model) {
    Catalog catalog = new Catalog(model);
    UserWindows.items().forEach(catalog::put);
    List<UserTurn> turns = IntStream.range(0, batch).mapToObj(user -> turn(user, catalog)).toList();
    try (Lstm lstm = new Lstm(model)) {
      InterestUpdater updater = new InterestUpdater(lstm, batch);
      List<UserTurn> wave = updater.begin(turns);
      return perSecond(() -> updater.step(wave));
    }
  }

  private UserTurn turn(int user, Catalog catalog) {
    UserTurn turn =
        new UserTurn("user-" + user, null, InterestOperator.settings(), catalog, delta -> {});
    turn.add(UserWindows.window(user, batch));
    return turn;
  }

  private double perSecond(Runnable step) {
    long start = System.nanoTime();
    for (int n = 0; n < STEPS; n++) {
      step.run();
    }
    return (double) STEPS * batch * 1e9 / (System.nanoTime() - start);
  }
}
