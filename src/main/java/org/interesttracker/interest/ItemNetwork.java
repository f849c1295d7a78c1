package org.interesttracker.interest;

/**
 * Reads the items that a user met last and tells where in the vector space the next one lies. Keeps
 * nothing from call to call. One instance a thread.
 */
public interface ItemNetwork {

  /** How many items are read at the most, the latest. */
  int MAX_ITEMS = 20;

  /**
   * @param rows an {@link ItemInput} an item, the oldest first
   * @param items how many, 1 to {@link #MAX_ITEMS}
   * @return y of length D, with softmax of y · v_i the chance of item i; valid until the next call
   */
  float[] predict(float[] rows, int items);
}
