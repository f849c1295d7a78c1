package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.similarity.SimilarityRow;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.interesttracker.similarity.SimilarityTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemCfTest {

  private final SimilarityTable similarity = new SimilarityTable(0);

  @BeforeEach
  void fill() {
    put("a", new Neighbour("x", 0, 0.5), new Neighbour("y", 0, 0.25));
    put("b", new Neighbour("x", 0, 1.0));
    put("c", new Neighbour("y", 0, 1.0), new Neighbour("z", 0, 0.5));
  }

  @Test
  void similaritiesTimesWeightsAddUpAndOlderItemsCountLess() {
    // x: 0.5·2 + 1·1·0.5
    // y: 0.25·2 + 1·(-1)·0.25
    // z: 0.5·(-1)·0.25
    Map<String, ItemCf.Score> scores = new ItemCf(0.5).scores(items(2, 1, -1), similarity);
    assertThat(scores).containsOnlyKeys("x", "y", "z");
    assertScore(scores.get("x"), 1.5, "a", 1);
    assertScore(scores.get("y"), 0.25, "a", 0.5);
    assertScore(scores.get("z"), -0.125, "c", -0.125);
  }

  @Test
  void theItemThatContributedMostIsTheReasonWhereverItCame() {
    // x: 0.5·1 + 1·4·0.5
    assertScore(new ItemCf(0.5).scores(items(1, 4, 1), similarity).get("x"), 2.5, "b", 2);
  }

  @Test
  void withoutRecencyAllItemsCountAlike() {
    // x: 0.5·2 + 1·1
    assertThat(new ItemCf(1).scores(items(2, 1, 1), similarity).get("x").sum())
        .isCloseTo(2, within(1e-12));
  }

  @Test
  void aUserWithoutItemsAndAnItemWithoutNeighboursGiveNothing() {
    ItemCf itemCf = new ItemCf(1);
    assertThat(itemCf.scores(List.of(), similarity)).isEmpty();
    assertThat(itemCf.scores(List.of(new ItemWeight("unknown", 1)), similarity)).isEmpty();
  }

  private static List<ItemWeight> items(double a, double b, double c) {
    return List.of(new ItemWeight("a", a), new ItemWeight("b", b), new ItemWeight("c", c));
  }

  private void put(String item, Neighbour... neighbours) {
    similarity.put(new SimilarityRow(item, 0, List.of(neighbours), 1));
  }

  private static void assertScore(
      ItemCf.Score score, double sum, String because, double strongest) {
    assertThat(score.sum()).isCloseTo(sum, within(1e-12));
    assertThat(score.because()).isEqualTo(because);
    assertThat(score.strongest()).isCloseTo(strongest, within(1e-12));
  }
}
