package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.similarity.SimilarityRow;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.interesttracker.similarity.SimilarityTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemCfTest {

  private final SimilarityTable similarity = new SimilarityTable(0);
  private final ItemNumbers numbers = new ItemNumbers();

  @BeforeEach
  void fill() {
    put("a", new Neighbour("x", 0, 0.5), new Neighbour("y", 0, 0.25));
    put("b", new Neighbour("x", 0, 1.0));
    put("c", new Neighbour("y", 0, 1.0), new Neighbour("z", 0, 0.5));
  }

  @Test
  void similaritiesTimesWeightsAddUpAndOlderItemsCountLess() {
    // x: 0.5·2 + 1·1·0.5; y: 0.25·2 + 1·1·0.25; z: 0.5·1·0.25
    ItemScores scores = scores(itemCf(0.5), items(2, 1, 1));
    assertThat(scores.size()).isEqualTo(3);
    assertThat(score(scores, "x")).isCloseTo(1.5f, within(1e-6f));
    assertThat(score(scores, "y")).isCloseTo(0.75f, within(1e-6f));
    assertThat(score(scores, "z")).isCloseTo(0.125f, within(1e-6f));
  }

  @Test
  void whatTheUserDislikesCountsAsNothing() {
    ItemScores scores = scores(itemCf(0.5), items(2, 1, -1));
    assertThat(score(scores, "y")).isCloseTo(0.5f, within(1e-6f));
    assertThat(score(scores, "z")).isZero();
  }

  @Test
  void theItemThatContributedMostIsTheReasonWhereverItCame() {
    // x: 0.5·1 by a, 1·4·0.5 by b
    ItemWeight because = itemCf(0.5).because("x", interest(items(1, 4, 1)));
    assertThat(because).isEqualTo(new ItemWeight("b", 2));
    assertThat(itemCf(0.5).because("z", interest(items(1, 4, -1)))).isNull();
  }

  @Test
  void withoutRecencyAllItemsCountAlike() {
    // x: 0.5·2 + 1·1
    assertThat(score(scores(itemCf(1), items(2, 1, 1)), "x")).isCloseTo(2, within(1e-6f));
  }

  @Test
  void aUserWithoutItemsAndAnItemWithoutNeighboursGiveNothing() {
    assertThat(scores(itemCf(1), List.of()).size()).isZero();
    assertThat(scores(itemCf(1), List.of(new ItemWeight("unknown", 1))).size()).isZero();
  }

  private ItemCf itemCf(double recencyDecay) {
    return new ItemCf("item-cf", recencyDecay, similarity, numbers);
  }

  private static ItemScores scores(Scorer scorer, List<ItemWeight> items) {
    ItemScores scores = new ItemScores();
    scorer.score(interest(items), scores);
    return scores;
  }

  private float score(ItemScores scores, String item) {
    return scores.get(numbers.number(item));
  }

  private static InterestUpdate interest(List<ItemWeight> items) {
    return Fixture.interest("ann", 0, items, List.of());
  }

  private static List<ItemWeight> items(double a, double b, double c) {
    return List.of(new ItemWeight("a", a), new ItemWeight("b", b), new ItemWeight("c", c));
  }

  private void put(String item, Neighbour... neighbours) {
    similarity.put(new SimilarityRow(item, 0, List.of(neighbours), 1));
  }
}
