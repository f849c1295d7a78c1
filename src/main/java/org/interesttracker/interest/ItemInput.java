package org.interesttracker.interest;

import java.util.Arrays;

/**
 * The input row of an {@link ItemNetwork} for one item: [vector (D) | evidence]. Training and
 * serving both write it here.
 */
public final class ItemInput {

  private ItemInput() {}

  /** F for vectors of length D. */
  public static int size(int dimension) {
    return dimension + 1;
  }

  /**
   * Writes one row.
   *
   * @param row where, F values from {@code offset} on, all overwritten
   * @param vector the item's place in the vector space, length D; null, for zeros, if unknown
   * @param evidence how much the item counts as met; above 1 it counts 1, so that the network need
   *     not know how a job weighs events
   */
  public static void write(
      float[] row, int offset, int dimension, float[] vector, double evidence) {
    if (vector == null) {
      Arrays.fill(row, offset, offset + dimension, 0f);
    } else {
      System.arraycopy(vector, 0, row, offset, dimension);
    }
    row[offset + dimension] = (float) Math.min(1, evidence);
  }
}
