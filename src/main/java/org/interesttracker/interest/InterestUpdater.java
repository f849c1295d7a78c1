package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the sequence model over a bundle of users in waves: the first event of every user together,
 * then the second, and so on. A step costs nearly the same for one user as for many, so this is
 * where the speed comes from; and because no row is padded, each user gets what it would get alone.
 */
public final class InterestUpdater {

  private final SequenceModel model;
  private final int maxBatch;
  private final float[] x;
  private final float[] h;
  private final float[] c;
  private final float[] y;

  /**
   * @param model used by this updater alone
   * @param maxBatch the most users in one step; bounds the native memory of the model
   */
  public InterestUpdater(SequenceModel model, int maxBatch) {
    this.model = model;
    this.maxBatch = maxBatch;
    this.x = new float[maxBatch * model.inputSize()];
    this.h = new float[maxBatch * model.hiddenSize()];
    this.c = new float[maxBatch * model.hiddenSize()];
    this.y = new float[maxBatch * model.outputSize()];
  }

  /**
   * Takes in all windows of all turns.
   *
   * @param turns each of another user
   * @return how many waves it took
   */
  public int update(List<UserTurn> turns) {
    List<UserTurn> wave = begin(turns);
    int waves = 0;
    while (!wave.isEmpty()) {
      for (int from = 0; from < wave.size(); from += maxBatch) {
        step(wave.subList(from, Math.min(wave.size(), from + maxBatch)));
      }
      waves++;
      wave = next(wave);
    }
    return waves;
  }

  /**
   * Goes forward to the first wave.
   *
   * @param turns each of another user
   * @return those with an event for the sequence model
   */
  public List<UserTurn> begin(List<UserTurn> turns) {
    turns.forEach(turn -> turn.prepare(model));
    return next(turns);
  }

  private static List<UserTurn> next(List<UserTurn> waiting) {
    List<UserTurn> wave = new ArrayList<>(waiting.size());
    for (UserTurn turn : waiting) {
      if (turn.next()) {
        wave.add(turn);
      }
    }
    return wave;
  }

  /**
   * One step of the sequence model for users that have an event for it: their inputs and states are
   * gathered, the model steps, and each user takes its part.
   *
   * @param wave as many as are in one step at the most
   */
  public void step(List<UserTurn> wave) {
    int hidden = model.hiddenSize();
    for (int i = 0; i < wave.size(); i++) {
      UserTurn turn = wave.get(i);
      turn.writeInput(x, i * model.inputSize(), model.outputSize());
      System.arraycopy(turn.standing().hidden(), 0, h, i * hidden, hidden);
      System.arraycopy(turn.standing().cell(), 0, c, i * hidden, hidden);
    }
    model.step(wave.size(), x, h, c, y);
    for (int i = 0; i < wave.size(); i++) {
      wave.get(i).stepped(row(h, i, hidden), row(c, i, hidden), row(y, i, model.outputSize()));
    }
  }

  private static float[] row(float[] matrix, int i, int width) {
    return Arrays.copyOfRange(matrix, i * width, (i + 1) * width);
  }
}
