package org.interesttracker.training;

import java.util.List;
import org.interesttracker.interest.ItemInput;
import org.interesttracker.interest.ItemNetwork;

/**
 * Histories side by side, padded at the end: the networks look back only, so that padding is not
 * seen.
 */
final class HistoryBatch {

  private final List<ItemHistory> histories;
  private final int steps;

  HistoryBatch(List<ItemHistory> histories) {
    this.histories = histories;
    this.steps = histories.stream().mapToInt(ItemHistory::length).max().orElseThrow();
  }

  int size() {
    return histories.size();
  }

  int steps() {
    return steps;
  }

  /** The inputs [size, F, steps], row-major. */
  float[] inputs(ItemTable table) {
    int features = ItemInput.size(table.dimension());
    float[] inputs = new float[size() * features * steps];
    float[] rows = new float[ItemNetwork.MAX_ITEMS * features];
    float[] scratch = new float[table.dimension()];
    for (int b = 0; b < size(); b++) {
      histories.get(b).writeInputs(table, scratch, rows);
      for (int t = 0; t < histories.get(b).length(); t++) {
        for (int f = 0; f < features; f++) {
          inputs[(b * features + f) * steps + t] = rows[t * features + f];
        }
      }
    }
    return inputs;
  }

  /**
   * The values at the last position of each history [size, columns], row-major.
   *
   * @param all [size, columns, steps], row-major
   */
  float[] last(float[] all, int columns) {
    float[] last = new float[size() * columns];
    for (int i = 0; i < last.length; i++) {
      last[i] = all[place(i, columns)];
    }
    return last;
  }

  /** The way back of {@link #last}: zero elsewhere. */
  float[] spread(float[] last, int columns) {
    float[] all = new float[last.length * steps];
    for (int i = 0; i < last.length; i++) {
      all[place(i, columns)] = last[i];
    }
    return all;
  }

  private int place(int i, int columns) {
    return i * steps + histories.get(i / columns).length() - 1;
  }
}
