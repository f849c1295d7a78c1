package org.interesttracker.similarity;

import java.util.HashMap;
import java.util.Map;

/**
 * The item-item matrix as its reader holds it. Rows learned from the stream go before rows that
 * were loaded from elsewhere, pair by pair. Not thread-safe.
 */
public final class SimilarityTable {

  private final double shrinkage;
  private final Map<String, SimilarityRow> learned = new HashMap<>();
  private final Map<String, SimilarityRow> loaded = new HashMap<>();

  /**
   * @param shrinkage λ, added to both totals: pairs that rest on little evidence count less; 0 for
   *     the plain cosine
   */
  public SimilarityTable(double shrinkage) {
    this.shrinkage = shrinkage;
  }

  /** Replaces the row of an item, unless the one held is newer. */
  public void put(SimilarityRow row) {
    Map<String, SimilarityRow> rows = isLoaded(row) ? loaded : learned;
    rows.merge(row.itemId(), row, (held, next) -> next.version() >= held.version() ? next : held);
  }

  /** Tells apart the rows of one item: the learned one and the loaded one. */
  public static String key(SimilarityRow row) {
    return (isLoaded(row) ? "loaded:" : "learned:") + row.itemId();
  }

  /** How many rows were learned from the stream. */
  public int learnedRows() {
    return learned.size();
  }

  public int size() {
    return learned.size() + loaded.size();
  }

  /** Visits the neighbours of an item with their similarity. */
  public void neighbours(String itemId, NeighbourVisitor visitor) {
    SimilarityRow row = learned.get(itemId);
    if (row != null) {
      for (SimilarityRow.Neighbour n : row.neighbours()) {
        visitor.visit(n.itemId(), cosine(row.total(), n));
      }
    }
    SimilarityRow other = loaded.get(itemId);
    if (other != null) {
      for (SimilarityRow.Neighbour n : other.neighbours()) {
        if (!holds(row, n.itemId())) {
          visitor.visit(n.itemId(), n.similarity());
        }
      }
    }
  }

  private double cosine(double total, SimilarityRow.Neighbour neighbour) {
    SimilarityRow row = learned.get(neighbour.itemId());
    if (row == null) {
      return 0;
    }
    return neighbour.count() / Math.sqrt((total + shrinkage) * (row.total() + shrinkage));
  }

  private static boolean holds(SimilarityRow row, String itemId) {
    return row != null && row.neighbours().stream().anyMatch(n -> n.itemId().equals(itemId));
  }

  /** A learned row without neighbours has a total: its item was seen at least once. */
  private static boolean isLoaded(SimilarityRow row) {
    return row.neighbours().isEmpty()
        ? row.total() == 0
        : row.neighbours().get(0).similarity() != null;
  }

  /** Receives one neighbour. */
  @FunctionalInterface
  public interface NeighbourVisitor {
    void visit(String itemId, double similarity);
  }
}
