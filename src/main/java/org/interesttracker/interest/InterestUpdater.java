package org.interesttracker.interest;

import java.util.ArrayList;
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
    turns.forEach(turn -> turn.prepare(model));
    List<UserTurn> waiting = turns;
    int waves = 0;
    while (true) {
      List<UserTurn> wave = new ArrayList<>(waiting.size());
      for (UserTurn turn : waiting) {
        if (turn.next()) {
          wave.add(turn);
        }
      }
      if (wave.isEmpty()) {
        return waves;
      }
      for (int from = 0; from < wave.size(); from += maxBatch) {
        step(wave.subList(from, Math.min(wave.size(), from + maxBatch)));
      }
      waves++;
      waiting = wave;
    }
  }

  private void step(List<UserTurn> wave) {
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
    float[] row = new float[width];
    System.arraycopy(matrix, i * width, row, 0, width);
    return row;
  }
}
