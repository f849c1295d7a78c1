package org.interesttracker.similarity;

import java.util.List;

/**
 * One row of an item-item matrix that was computed elsewhere, replaced whole.
 *
 * @param neighbours the items similar to it
 * @param version grows with each row of the item
 */
public record SimilarityRow(String itemId, List<Neighbour> neighbours, long version) {

  /**
   * @param similarity 1 the same, 0 unrelated; null only in a row that is not checked yet
   */
  public record Neighbour(String itemId, Double similarity) {}
}
