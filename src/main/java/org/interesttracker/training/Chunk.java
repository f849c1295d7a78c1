package org.interesttracker.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A piece of a timeline with the LSTM's state at its start. The state is the one that the piece
 * before ended in when it was last trained on, zero at first: so long histories are trained with
 * bounded back-propagation, as they are served (stored state, Kapturowski et al. 2019).
 */
final class Chunk {

  final Timeline timeline;
  final int from;
  final int[] targets;
  final float[] hidden;
  final float[] cell;

  /** What follows in the same timeline; null at its end. */
  Chunk next;

  private Chunk(Timeline timeline, int from, int[] targets, int hiddenSize) {
    this.timeline = timeline;
    this.from = from;
    this.targets = targets;
    this.hidden = new float[hiddenSize];
    this.cell = new float[hiddenSize];
  }

  /** How many events; each has a target. */
  int length() {
    return targets.length;
  }

  /** Cuts the part of a timeline that is for training and has targets. */
  static List<Chunk> cut(Timeline timeline, int maxLength, int hiddenSize) {
    int[] targets = timeline.trainingTargets();
    int end = targets.length;
    while (end > 0 && targets[end - 1] == Timeline.NONE) {
      end--;
    }
    List<Chunk> chunks = new ArrayList<>();
    for (int from = 0; from < end; from += maxLength) {
      int to = Math.min(end, from + maxLength);
      Chunk chunk = new Chunk(timeline, from, Arrays.copyOfRange(targets, from, to), hiddenSize);
      if (!chunks.isEmpty()) {
        chunks.get(chunks.size() - 1).next = chunk;
      }
      chunks.add(chunk);
    }
    return chunks;
  }
}
