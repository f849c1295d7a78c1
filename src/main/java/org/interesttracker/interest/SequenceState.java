package org.interesttracker.interest;

import org.interesttracker.model.Vectors;

/**
 * Where the sequence model stands for a user. Replaced, never changed.
 *
 * @param modelVersion the model that wrote it; under another one it is rebuilt from the tail
 * @param hidden h of the LSTM, length H
 * @param cell c of the LSTM, length H
 * @param interest the interest vector, length D
 * @param lastTimestamp of the latest event stepped, epoch milliseconds; Long.MIN_VALUE before the
 *     first
 */
public record SequenceState(
    String modelVersion, float[] hidden, float[] cell, float[] interest, long lastTimestamp) {

  static SequenceState initial(String modelVersion, int hiddenSize, int dimension) {
    return new SequenceState(
        modelVersion,
        new float[hiddenSize],
        new float[hiddenSize],
        new float[dimension],
        Long.MIN_VALUE);
  }

  /** True before the first step. */
  boolean isInitial() {
    return lastTimestamp == Long.MIN_VALUE;
  }

  /** Milliseconds from the latest event stepped to another; 0 before the first. */
  long gapTo(long timestamp) {
    return isInitial() ? 0 : timestamp - lastTimestamp;
  }

  /** 1 - cosine of two consecutive vectors: 0 the same direction, 1 unrelated, 2 opposite. */
  static double drift(float[] before, float[] after) {
    return 1 - Vectors.cosine(before, after);
  }
}
