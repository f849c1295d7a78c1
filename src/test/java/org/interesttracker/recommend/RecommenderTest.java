package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.interesttracker.recommend.Fixture.interest;
import static org.interesttracker.recommend.Fixture.settings;
import static org.interesttracker.recommend.Fixture.weight;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.recommend.Recommendation.RecommendedItem;
import org.interesttracker.similarity.SimilarityRow;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.interesttracker.similarity.SimilarityTable;
import org.interesttracker.similarity.TestCounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommenderTest {

  private static final InterestUpdate LIKES_A =
      interest("ann", 0, List.of(weight("a", 2)), List.of("a"));

  @TempDir private Path folder;
  private Catalog catalog;
  private SimilarityTable similarity;

  @BeforeEach
  void fill() throws Exception {
    catalog =
        new Catalog(ModelFiles.read(ModelFixtures.untrained(folder, Fixture.DIMENSION, 3, 1)));
    similarity = new SimilarityTable(TestCounts.plain(0), catalog.numbers());
    Fixture.ITEMS.forEach(catalog::put);
    Fixture.ROWS.forEach(similarity::put);
  }

  @Test
  void theBlendAddsWhatEachModelSaysOfEachCandidate() {
    Recommendation list = recommend(settings(10, 10, true), LIKES_A, "a");
    // item-cf: c 2·1/2 = 1, d 2·1/8 = 1/4, by the maximum 1 and 1/4, times 0.6
    // lstm: b 0.8, the others 0, by the range 1 and 0, times 0.4
    assertItem(list, 0, "c", 0.6, 0);
    assertItem(list, 1, "b", 0, 0.4);
    assertItem(list, 2, "d", 0.15, 0);
    assertItem(list, 3, "e", 0, 0);
    assertThat(list.items()).hasSize(4);
  }

  @Test
  void aListIsNoLongerThanAsked() {
    assertThat(ids(recommend(settings(2, 10, true), LIKES_A, "a"))).containsExactly("c", "b");
  }

  @Test
  void eachModelProposesItsBestThatTheUserHasNotMet() {
    // a would be the first of the sequence model, c of item-cf
    assertThat(ids(recommend(settings(10, 1, true), LIKES_A, "a", "c"))).containsExactly("d", "b");
  }

  @Test
  void theScaleIsThatOfTheCandidates() {
    // candidates b (0.8) and d (0, and 1/4): the worst is 0, the best 1, in both models
    Recommendation list = recommend(settings(10, 1, true), LIKES_A, "a", "c");
    assertItem(list, 0, "d", 0.6, 0);
    assertItem(list, 1, "b", 0, 0.4);
  }

  @Test
  void anItemThatIsNotInTheCatalogIsKnownByItsRowsAlone() {
    similarity.put(new SimilarityRow("a", List.of(new Neighbour("far", 0.9)), 1));
    Recommendation list = recommend(settings(10, 10, true), LIKES_A, "a");
    // 2·0.9 is the maximum now; c 1 / 1.8
    assertItem(list, 0, "far", 0.6, 0);
    assertThat(list.items().get(0).title()).isEmpty();
    assertItem(list, 2, "c", 0.6 / 1.8, 0);
  }

  @Test
  void theNeighboursOfADislikedItemAreNotProposedByIt() {
    InterestUpdate interest = interest("ann", 0, List.of(weight("a", -2)), List.of("a"));
    Recommendation list = recommend(settings(10, 1, true), interest, "a");
    assertThat(ids(list)).containsExactly("b");
    // and where another model proposes them, that they are disliked counts as nothing
    assertItem(recommend(settings(10, 10, true), interest, "a"), 1, "c", 0, 0);
  }

  @Test
  void whereNothingIsKnownTheListIsEmpty() throws Exception {
    Catalog empty = new Catalog(ModelFiles.read(folder));
    Recommender recommender =
        new Recommender(
            settings(10, 10, true),
            empty,
            new SimilarityTable(TestCounts.plain(0), empty.numbers()));
    Recommendation list = recommender.recommend(LIKES_A, item -> false);
    assertThat(list.items()).isEmpty();
    assertThat(list.similarityRows()).isZero();
    assertThat(list.erased()).isFalse();
  }

  private Recommendation recommend(
      RecommendSettings settings, InterestUpdate interest, String... met) {
    return new Recommender(settings, catalog, similarity)
        .recommend(interest, Set.of(met)::contains);
  }

  private static List<String> ids(Recommendation list) {
    return list.items().stream().map(RecommendedItem::itemId).toList();
  }

  private static void assertItem(
      Recommendation list, int place, String id, double itemCf, double lstm) {
    RecommendedItem item = list.items().get(place);
    assertThat(item.itemId()).isEqualTo(id);
    Map<String, Double> parts = item.contributions();
    assertThat(parts).containsOnlyKeys("item-cf", "lstm");
    assertThat(parts.get("item-cf")).isCloseTo(itemCf, within(1e-6));
    assertThat(parts.get("lstm")).isCloseTo(lstm, within(1e-6));
    assertThat(item.score()).isCloseTo(itemCf + lstm, within(1e-6));
  }
}
