package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.junit.jupiter.api.Test;

class SimilarityTableTest {

  @Test
  void anOlderRowDoesNotReplaceANewerOne() {
    SimilarityTable table = new SimilarityTable(0);
    table.put(row("b", 4, 1));
    table.put(row("a", 9, 2, new Neighbour("b", 6, null)));
    table.put(row("a", 9, 1));
    // 6 / (√9 · √4)
    assertThat(neighbours(table, "a")).containsExactly(entry("b", 1.0));
    assertThat(table.size()).isEqualTo(2);
  }

  @Test
  void shrinkageIsAddedToBothTotals() {
    SimilarityTable table = new SimilarityTable(16);
    table.put(row("b", 9, 1));
    table.put(row("a", 9, 1, new Neighbour("b", 6, null)));
    // 6 / (√(9+16) · √(9+16))
    assertThat(neighbours(table, "a").get("b")).isCloseTo(0.24, within(1e-12));
  }

  @Test
  void aNeighbourWhoseTotalIsUnknownCountsNothing() {
    SimilarityTable table = new SimilarityTable(0);
    table.put(row("a", 9, 1, new Neighbour("b", 6, null)));
    assertThat(neighbours(table, "a")).containsExactly(entry("b", 0.0));
  }

  @Test
  void whatWasLearnedGoesBeforeWhatWasLoadedPairByPair() {
    SimilarityTable table = new SimilarityTable(0);
    table.put(row("a", 0, 5, new Neighbour("b", 0, 0.9), new Neighbour("c", 0, 0.8)));
    table.put(row("b", 4, 1));
    table.put(row("a", 9, 1, new Neighbour("b", 3, null)));
    // b: 3 / (√9 · √4), learned; c: loaded
    assertThat(neighbours(table, "a")).containsOnly(entry("b", 0.5), entry("c", 0.8));
    assertThat(table.learnedRows()).isEqualTo(2);
    assertThat(table.size()).isEqualTo(3);
  }

  private static Map<String, Double> neighbours(SimilarityTable table, String itemId) {
    Map<String, Double> found = new HashMap<>();
    table.neighbours(itemId, (item, similarity) -> found.merge(item, similarity, Double::sum));
    return found;
  }

  private static SimilarityRow row(String itemId, double total, long version, Neighbour... items) {
    return new SimilarityRow(itemId, total, List.of(items), version);
  }
}
