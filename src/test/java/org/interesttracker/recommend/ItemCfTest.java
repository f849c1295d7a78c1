package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.CountChannel.Kind;
import org.interesttracker.similarity.SimilarityRow;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.interesttracker.similarity.SimilarityTable;
import org.junit.jupiter.api.Test;

class ItemCfTest {

  private final ItemNumbers numbers = new ItemNumbers();

  @Test
  void similaritiesTimesEvidenceAddUpAndOlderItemsCountLess() {
    // x: 0.5·1 + 1·2·0.5
    // y: 0.25·1 + 1·4·0.25
    // z: 0.5·4·0.25
    Map<String, Double> scores = scores(itemCf(20, 0.5), items(1, 2, 4));
    assertThat(scores).containsOnlyKeys("x", "y", "z");
    assertThat(scores.get("x")).isCloseTo(1.5, within(1e-6));
    assertThat(scores.get("y")).isCloseTo(1.25, within(1e-6));
    assertThat(scores.get("z")).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void anItemThatWasMetCountsThoughItsRatingWasLowAndOneTurnedDownDoesNot() {
    InterestUpdate interest =
        Fixture.interest(
            "ann", 0, List.of(new ItemWeight("a", -4, 1), new ItemWeight("b", 3, 0)), List.of());
    // x by a alone: b keeps its place, but says nothing
    assertThat(scores(itemCf(20, 1), interest)).isEqualTo(Map.of("x", 0.5, "y", 0.25));
  }

  @Test
  void onlyAsManyRecentItemsAsTheChannelSays() {
    assertThat(scores(itemCf(1, 1), items(1, 1, 1))).isEqualTo(Map.of("x", 0.5, "y", 0.25));
  }

  @Test
  void theItemThatContributedMostIsTheReasonWhereverItCame() {
    // x: a 0.5·1, b 1·4·0.5
    assertThat(itemCf(20, 0.5).because("x", items(1, 4, 1))).isEqualTo(new ItemWeight("b", 2));
    assertThat(itemCf(20, 0.5).because("y", items(1, 4, 1)))
        .as("a 0.25·1, c 1·1·0.25: the later one")
        .isEqualTo(new ItemWeight("a", 0.25));
  }

  @Test
  void thereIsNoReasonForWhatHasNoScore() {
    assertThat(itemCf(20, 1).because("z", items(1, 1, 0))).isNull();
    assertThat(itemCf(20, 1).because("nowhere", items(1, 1, 1))).isNull();
  }

  @Test
  void aUserWithoutItemsAndAnItemWithoutNeighboursGiveNothing() {
    assertThat(scores(itemCf(20, 1), Fixture.interest("ann", 0, List.of(), List.of()))).isEmpty();
    assertThat(
            scores(
                itemCf(20, 1),
                Fixture.interest("ann", 0, List.of(new ItemWeight("unknown", 1)), List.of())))
        .isEmpty();
  }

  private ItemCf itemCf(int recentItems, double recencyDecay) {
    CountChannel channel =
        new CountChannel(
            CountChannel.ITEM_CF, Kind.COSINE, 5, 1, 0, false, 0, recentItems, recencyDecay);
    SimilarityTable table = new SimilarityTable(new Channels(List.of(channel)), numbers);
    put(table, "a", new Neighbour("x", 0.5), new Neighbour("y", 0.25));
    put(table, "b", new Neighbour("x", 1.0));
    put(table, "c", new Neighbour("y", 1.0), new Neighbour("z", 0.5));
    return new ItemCf(table, 0);
  }

  private static void put(SimilarityTable table, String item, Neighbour... neighbours) {
    table.put(new SimilarityRow(item, List.of(neighbours), 1));
  }

  private static InterestUpdate items(double a, double b, double c) {
    return Fixture.interest(
        "ann",
        0,
        List.of(new ItemWeight("a", a), new ItemWeight("b", b), new ItemWeight("c", c)),
        List.of());
  }

  private Map<String, Double> scores(ItemCf itemCf, InterestUpdate interest) {
    ItemScores scores = new ItemScores();
    itemCf.score(interest, scores);
    Map<String, Double> byItem = new HashMap<>();
    for (int k = 0; k < scores.size(); k++) {
      byItem.put(numbers.id(scores.item(k)), (double) scores.get(scores.item(k)));
    }
    return byItem;
  }
}
