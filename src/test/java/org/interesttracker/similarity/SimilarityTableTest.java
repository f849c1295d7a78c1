package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.RejectedRecordException;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.junit.jupiter.api.Test;

class SimilarityTableTest {

  private final SimilarityTable table = table(0);

  @Test
  void anUnknownItemHasNoNeighbours() {
    assertThat(neighbours(table, "a")).isEmpty();
  }

  @Test
  void aNeighbourWithoutARowYetIsLeftOut() {
    table.put(learned("a", 4, 1, "b", 2));
    assertThat(neighbours(table, "a")).isEmpty();
  }

  @Test
  void similarityFollowsTheTotalOfEither() {
    table.put(learned("a", 4, 1, "b", 2));
    table.put(learned("b", 9, 1, "a", 2));
    // 2 / √(4·9)
    assertThat(neighbours(table, "a")).isEqualTo(Map.of("b", 2 / 6.0));
    table.put(learned("b", 25, 2, "a", 2));
    // 2 / √(4·25), though the row of a is the same
    assertThat(neighbours(table, "a")).isEqualTo(Map.of("b", 2 / 10.0));
  }

  @Test
  void shrinkageWeakensWhatRestsOnLittle() {
    SimilarityTable shrunk = table(2);
    // seen together whenever seen at all: cosine 1 each
    shrunk.put(learned("a", 2, 1, "b", 2));
    shrunk.put(learned("b", 2, 1, "a", 2));
    shrunk.put(learned("c", 98, 1, "d", 98));
    shrunk.put(learned("d", 98, 1, "c", 98));
    // 2 / √((2 + 2)(2 + 2)) and 98 / √((98 + 2)(98 + 2))
    assertThat(neighbours(shrunk, "a")).isEqualTo(Map.of("b", 0.5));
    assertThat(neighbours(shrunk, "c")).isEqualTo(Map.of("d", 0.98));
  }

  @Test
  void shrinkageLeavesWhatWasComputedElsewhereAlone() {
    SimilarityTable shrunk = table(2);
    shrunk.put(loaded("a", 1, "b", 0.7));
    assertThat(neighbours(shrunk, "a")).isEqualTo(Map.of("b", 0.7));
  }

  @Test
  void anOlderRowIsIgnoredAndOneOfTheSameAgeIsTaken() {
    table.put(learned("b", 1, 1));
    table.put(learned("a", 1, 5, "b", 0.5));
    table.put(learned("a", 1, 4, "b", 0.25));
    assertThat(neighbours(table, "a")).isEqualTo(Map.of("b", 0.5));
    table.put(learned("a", 1, 5, "b", 0.75));
    assertThat(neighbours(table, "a")).isEqualTo(Map.of("b", 0.75));
  }

  @Test
  void anOlderLoadedRowIsIgnored() {
    table.put(loaded("a", 5, "b", 0.5));
    table.put(loaded("a", 4, "b", 0.25));
    assertThat(neighbours(table, "a")).isEqualTo(Map.of("b", 0.5));
  }

  @Test
  void aRowIsReplacedWhole() {
    table.put(loaded("a", 1, "b", 0.5));
    table.put(loaded("a", 2, "c", 0.25));
    assertThat(neighbours(table, "a")).isEqualTo(Map.of("c", 0.25));
    table.put(learned("b", 4, 1));
    table.put(learned("d", 4, 1));
    table.put(learned("a", 4, 1, "b", 2));
    table.put(learned("a", 4, 2, "d", 2));
    assertThat(neighbours(table, "a")).isEqualTo(Map.of("d", 0.5, "c", 0.25));
  }

  @Test
  void versionsOfLearnedAndLoadedRowsAreNotCompared() {
    table.put(learned("b", 4, 1));
    table.put(loaded("a", 99, "c", 0.5));
    table.put(learned("a", 4, 1, "b", 2));
    // 2 / √(4·4)
    assertThat(neighbours(table, "a")).isEqualTo(Map.of("b", 0.5, "c", 0.5));
  }

  @Test
  void aLearnedPairGoesBeforeTheLoadedOneAndLeavesTheOthers() {
    table.put(loaded("a", 1, "b", 0.9, "c", 0.8));
    table.put(learned("a", 4, 1, "b", 2, "d", 1));
    table.put(learned("b", 4, 1, "a", 2));
    table.put(learned("d", 4, 1, "a", 1));
    // b and d learned, 2 / 4 and 1 / 4; c loaded
    assertThat(neighbours(table, "a")).isEqualTo(Map.of("b", 0.5, "d", 0.25, "c", 0.8));
  }

  @Test
  void aLoadedRowWithoutNeighboursTakesBackTheLoadedOneOnly() throws Exception {
    table.put(learned("b", 4, 1));
    table.put(learned("a", 4, 1, "b", 2));
    table.put(loaded("a", 1, "c", 0.8));
    table.put(parsed("{\"item_id\": \"a\", \"version\": 9, \"total\": 3, \"neighbours\": []}"));
    assertThat(neighbours(table, "a")).isEqualTo(Map.of("b", 0.5));
    assertThat(table.learnedRows()).isEqualTo(2);
  }

  @Test
  void anItemSeenAloneIsLearnedAllTheSame() {
    table.put(learned("a", 4, 1));
    assertThat(table.learnedRows()).isOne();
  }

  @Test
  void bothKindsAreCounted() {
    table.put(learned("a", 4, 1, "b", 2));
    table.put(loaded("a", 1, "b", 0.5));
    table.put(loaded("c", 1, "b", 0.5));
    table.put(loaded("c", 2, "b", 0.5));
    assertThat(table.size()).isEqualTo(3);
    assertThat(table.learnedRows()).isOne();
  }

  private static SimilarityTable table(double shrinkage) {
    return new SimilarityTable(TestCounts.plain(shrinkage), new ItemNumbers());
  }

  /** Whatever its shrinkage, counts of the channel fit. */
  private static CountRow learned(String item, double total, long version, Object... pairs) {
    return TestCounts.row(item, total, version, pairs);
  }

  private static SimilarityRow loaded(String item, long version, Object... pairs) {
    Neighbour[] neighbours = new Neighbour[pairs.length / 2];
    for (int i = 0; i < neighbours.length; i++) {
      neighbours[i] = new Neighbour((String) pairs[2 * i], (Double) pairs[2 * i + 1]);
    }
    return new SimilarityRow(item, List.of(neighbours), version);
  }

  private static SimilarityRow parsed(String json) throws RejectedRecordException {
    return new SimilarityRowParser(1_000).parse(json.getBytes(StandardCharsets.UTF_8), 0);
  }

  private static Map<String, Double> neighbours(SimilarityTable table, String item) {
    Map<String, Double> found = new LinkedHashMap<>();
    table.neighbours(
        0,
        table.numbers().find(item),
        0,
        (neighbour, similarity) ->
            assertThat(found.put(table.numbers().id(neighbour), similarity)).isNull());
    return found;
  }
}
