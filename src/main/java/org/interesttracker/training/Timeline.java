package org.interesttracker.training;

import org.interesttracker.event.EventType;
import org.interesttracker.interest.SequenceInput;

/**
 * One user's events in order, as columns.
 *
 * @param items row in the {@link ItemTable}; -1 for none
 * @param gaps milliseconds since the event before
 * @param texts the text's place in the space, for events without an item; mostly null
 * @param trained how many of the first events are for training; the rest validates
 */
record Timeline(
    int[] items, EventType[] types, Double[] values, long[] gaps, float[][] texts, int trained) {

  static final int NONE = -1;

  int length() {
    return items.length;
  }

  /** Whether the event can be predicted: it has an item, and the user did not turn it down. */
  boolean isTarget(int event) {
    return items[event] != NONE && types[event].defaultWeight() > 0;
  }

  /** For each training event the item of the next training target; {@link #NONE} at the end. */
  int[] trainingTargets() {
    int[] targets = new int[trained];
    int next = NONE;
    for (int event = trained - 1; event >= 0; event--) {
      targets[event] = next;
      next = isTarget(event) ? items[event] : next;
    }
    return targets;
  }

  /**
   * Writes the model's input for one event.
   *
   * @param scratch D values, overwritten
   */
  void writeInput(int event, ItemTable table, float[] scratch, float[] row, int offset) {
    float[] vector = texts[event];
    if (items[event] != NONE) {
      table.copyVector(items[event], scratch, 0);
      vector = scratch;
    }
    SequenceInput.write(
        row, offset, table.dimension(), vector, types[event], values[event], gaps[event]);
  }
}
