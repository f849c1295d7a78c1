package org.interesttracker.similarity;

import java.util.List;

/**
 * One row of the item-item matrix, replaced whole. Counts travel, the reader normalises: so no row
 * is stale because another item's total moved.
 *
 * @param total the item's sum of squared weights; 0 in a row computed elsewhere
 * @param neighbours the items most often seen together with it
 * @param version grows with each row of the item
 */
public record SimilarityRow(String itemId, double total, List<Neighbour> neighbours, long version) {

  /**
   * @param count the pair sum; ignored where a similarity is given
   * @param similarity computed elsewhere; null to have it computed from the counts
   */
  public record Neighbour(String itemId, double count, Double similarity) {}
}
