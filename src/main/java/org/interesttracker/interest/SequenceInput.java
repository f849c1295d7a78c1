package org.interesttracker.interest;

import java.util.Arrays;
import org.interesttracker.event.EventType;

/**
 * The input row of the sequence model for one event that teaches: [item or text vector (D) | type
 * one-hot | value | time since the user's previous event]. Training and serving both write it here.
 */
public final class SequenceInput {

  private static final int TYPES = EventType.teaching().size();
  private static final double MILLIS_PER_MINUTE = 60_000.0;

  /** ln(1 + minutes in 100 days): longer gaps are still told apart, but stay near 1. */
  private static final double GAP_SCALE = Math.log1p(100 * 24 * 60);

  private SequenceInput() {}

  /** F for vectors of length D. */
  public static int size(int dimension) {
    return dimension + TYPES + 2;
  }

  /**
   * Writes one row.
   *
   * @param row where, F values from {@code offset} on, all overwritten
   * @param vector the item's or the text's place in the vector space; null for neither
   * @param value the event's value, null for none; squashed to (-1, 1) by v / (1 + |v|)
   * @param gapMillis since the user's previous event; negative (first event, late event) counts as
   *     0
   */
  public static void write(
      float[] row,
      int offset,
      int dimension,
      float[] vector,
      EventType type,
      Double value,
      long gapMillis) {
    Arrays.fill(row, offset, offset + size(dimension), 0f);
    if (vector != null) {
      System.arraycopy(vector, 0, row, offset, dimension);
    }
    row[offset + dimension + type.ordinal()] = 1f;
    if (value != null) {
      row[offset + dimension + TYPES] = (float) (value / (1 + Math.abs(value)));
    }
    double minutes = Math.max(0, gapMillis) / MILLIS_PER_MINUTE;
    row[offset + dimension + TYPES + 1] = (float) (Math.log1p(minutes) / GAP_SCALE);
  }
}
