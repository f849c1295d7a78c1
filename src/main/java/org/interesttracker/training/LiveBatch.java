package org.interesttracker.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.interesttracker.model.ItemLinks;

/**
 * Sequences of events to learn from, one after the other. Each event but the last of a sequence is
 * a position; it is to predict the event after it, if that is a target.
 */
final class LiveBatch {

  private final LiveMemory memory;
  private final long[] events;
  private final int[] starts;
  private final int[] targets;
  private final int learned;

  /**
   * @param context by sequence, how many of its first events are only read
   */
  LiveBatch(LiveMemory memory, List<long[]> sequences, List<Integer> context) {
    this.memory = memory;
    this.starts = new int[sequences.size() + 1];
    for (int s = 0; s < sequences.size(); s++) {
      starts[s + 1] = starts[s] + sequences.get(s).length - 1;
    }
    this.events = new long[starts[sequences.size()]];
    this.targets = new int[events.length];
    int count = 0;
    for (int s = 0; s < sequences.size(); s++) {
      count += fill(sequences.get(s), starts[s], context.get(s));
    }
    this.learned = count;
  }

  private int fill(long[] sequence, int start, int context) {
    int count = 0;
    for (int i = 0; i + 1 < sequence.length; i++) {
      events[start + i] = sequence[i];
      boolean learn = i + 1 >= context && memory.isTarget(sequence[i + 1]);
      targets[start + i] = learn ? memory.item(sequence[i + 1]) : LiveMemory.NONE;
      count += learn ? 1 : 0;
    }
    return count;
  }

  int positions() {
    return events.length;
  }

  /** The first position of each sequence, and the number of positions at the end. */
  int[] starts() {
    return starts;
  }

  /** By position, the item to predict; {@link LiveMemory#NONE} where nothing is. */
  int[] targets() {
    return targets;
  }

  /** How many positions have a target. */
  int learned() {
    return learned;
  }

  /** The item at a position; {@link LiveMemory#NONE} for none. */
  int item(int position) {
    return memory.item(events[position]);
  }

  /** The items at a position and before it in its sequence, latest first, as many as speak. */
  int[] recent(int position) {
    int start = Arrays.binarySearch(starts, position);
    int first = starts[start >= 0 ? start : -start - 2];
    return IntStream.rangeClosed(0, position - first)
        .map(back -> item(position - back))
        .filter(item -> item != LiveMemory.NONE)
        .limit(ItemLinks.RECENT_ITEMS)
        .toArray();
  }

  /** The network's inputs [P, F]. */
  float[] inputs(LiveItems items, int dimension, int inputSize) {
    float[] inputs = new float[positions() * inputSize];
    for (int p = 0; p < positions(); p++) {
      memory.writeInput(events[p], items, dimension, inputs, p * inputSize);
    }
    return inputs;
  }
}
