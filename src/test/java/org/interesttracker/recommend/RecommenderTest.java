package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.interesttracker.recommend.Fixture.interest;
import static org.interesttracker.recommend.Fixture.settings;
import static org.interesttracker.recommend.Fixture.weight;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
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

  private static final List<String> MODELS = List.of("item-cf", "lstm");

  private static final String ID = RecommendationId.of(interest("ann", 0, List.of(), List.of()), 0);

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
    // item-cf: c 2·1/2 = 1, d 2·1/8 = 1/4, so 0.8 and 0.2 of all
    // lstm: b e^-0.2, the others e^-1
    double sum = Math.exp(-0.2) + 3 * Math.exp(-1);
    double near = Math.exp(-0.2) / sum;
    double far = Math.exp(-1) / sum;
    assertItem(list, 0, "c", 0.8, far);
    assertItem(list, 1, "d", 0.2, far);
    assertItem(list, 2, "b", 0, near);
    assertItem(list, 3, "e", 0, far);
    assertThat(list.items()).hasSize(4);
    assertThat(list.weights()).isEqualTo(Map.of("item-cf", 0.2, "lstm", 0.2));
  }

  @Test
  void theContributionsAddUpToTheScore() {
    for (RecommendedItem item : recommend(settings(10, 10, true), LIKES_A, "a").items()) {
      double sum = 0;
      for (double part : item.contributions().values()) {
        sum += part;
      }
      assertThat(item.score()).isEqualTo(sum);
    }
  }

  @Test
  void aListIsNoLongerThanAsked() {
    assertThat(ids(recommend(settings(2, 10, true), LIKES_A, "a"))).containsExactly("c", "d");
  }

  @Test
  void eachModelProposesItsBestThatTheUserHasNotMet() {
    // a would be the first of the sequence model, c of item-cf
    Recommendation list = recommend(settings(1, 1, true), LIKES_A, "a", "c");
    Ranked ranked = rank(settings(1, 1, true), 1, "a", "c");
    assertThat(ids(list)).containsExactly("d");
    assertThat(ranked.items())
        .containsExactly(catalog.numbers().find("d"), catalog.numbers().find("b"));
    assertThat(ranked.tops()[0]).containsExactly(0);
    assertThat(ranked.tops()[1]).containsExactly(1);
  }

  @Test
  void theSharesAreThoseAmongTheCandidates() {
    Recommendation list = recommend(settings(2, 1, true), LIKES_A, "a", "c");
    double sum = Math.exp(-0.2) + Math.exp(-1);
    // two items a model are proposed, for the list to be full
    assertItem(list, 0, "d", 1, Math.exp(-1) / sum);
    assertItem(list, 1, "b", 0, Math.exp(-0.2) / sum);
  }

  @Test
  void whatABlendHasLearnedIsHowItOrders() {
    Blend blend = new Blend(MODELS, Fixture.BLEND);
    Recommender recommender = recommender(settings(10, 10, true), blend);
    int b = place(recommender.rank(LIKES_A, 1, met("a"), UserWeights.NONE), "b");
    for (int lesson = 0; lesson < 50; lesson++) {
      Ranked ranked = recommender.rank(LIKES_A, 1, met("a"), UserWeights.NONE);
      blend.learn(ranked.features(), b, Blend.group(1), UserWeights.NONE);
    }
    Ranked learned = recommender.rank(LIKES_A, 1, met("a"), UserWeights.NONE);
    assertThat(learned.best()[0]).isEqualTo(b);
    Map<String, Double> weights =
        recommender.recommend(recommender.serve(ID, learned), LIKES_A).weights();
    assertThat(weights.get("lstm")).isGreaterThan(weights.get("item-cf"));
  }

  @Test
  void theModelThatContributesMostGivesTheReason() {
    Recommendation list = recommend(settings(10, 10, true), LIKES_A, "a");
    // c by item-cf: similarity 1/2 times weight 2; b by the angle: 0.8 times weight 2
    assertThat(list.items().get(0).reason().itemWeight()).isCloseTo(1, within(1e-9));
    assertThat(list.items().get(2).reason().itemWeight()).isCloseTo(1.6, within(1e-6));
  }

  @Test
  void theScoresOfAModelAreThoseOfAllItems() {
    Ranked ranked = rank(settings(1, 1, true), 1, "a", "c");
    assertThat(ranked.scores().get(1).size()).isEqualTo(5);
    assertThat(ranked.scores().get(1).get(catalog.numbers().find("a"))).isEqualTo(1);
    assertThat(ranked.scores().get(0).get(catalog.numbers().find("c"))).isEqualTo(1);
  }

  @Test
  void anItemThatIsNotInTheCatalogIsKnownByItsRowsAlone() {
    similarity.put(new SimilarityRow("a", List.of(new Neighbour("far", 0.9)), 1));
    Recommendation list = recommend(settings(10, 10, true), LIKES_A, "a");
    RecommendedItem far =
        list.items().stream().filter(item -> item.itemId().equals("far")).findFirst().get();
    // 2·0.9 of 1.8 + 1 + 1/4
    assertThat(far.score()).isCloseTo(0.2 * Math.log1p(1.8 / 3.05 / 0.001), within(1e-6));
    assertThat(far.title()).isEmpty();
  }

  @Test
  void theNeighboursOfADislikedItemAreNotProposedByIt() {
    InterestUpdate interest = interest("ann", 0, List.of(weight("a", -2)), List.of("a"));
    assertThat(ids(recommend(settings(1, 1, true), interest, "a"))).containsExactly("b");
    assertThat(recommend(settings(10, 10, true), interest, "a").items())
        .allSatisfy(item -> assertThat(item.contributions().get("item-cf")).isZero());
  }

  @Test
  void whereNothingIsKnownTheListIsEmpty() throws Exception {
    catalog = new Catalog(ModelFiles.read(folder));
    similarity = new SimilarityTable(TestCounts.plain(0), catalog.numbers());
    Recommendation list = recommend(settings(10, 10, true), LIKES_A);
    assertThat(list.items()).isEmpty();
    assertThat(list.similarityRows()).isZero();
    assertThat(list.erased()).isFalse();
  }

  private Recommendation recommend(
      RecommendSettings settings, InterestUpdate interest, String... met) {
    Recommender recommender = recommender(settings, new Blend(MODELS, Fixture.BLEND));
    return recommender.recommend(
        recommender.serve(ID, recommender.rank(interest, 1, met(met), UserWeights.NONE)), interest);
  }

  private Ranked rank(RecommendSettings settings, long events, String... met) {
    return recommender(settings, new Blend(MODELS, Fixture.BLEND))
        .rank(LIKES_A, events, met(met), UserWeights.NONE);
  }

  private Recommender recommender(RecommendSettings settings, Blend blend) {
    List<Scorer> scorers =
        new Scorers(settings, catalog, similarity, null, null).make(settings.models());
    return new Recommender(settings, catalog, similarity, scorers, blend);
  }

  private int place(Ranked ranked, String item) {
    return Arrays.stream(ranked.items()).boxed().toList().indexOf(catalog.numbers().find(item));
  }

  private static List<String> ids(Recommendation list) {
    return list.items().stream().map(RecommendedItem::itemId).toList();
  }

  private static void assertItem(
      Recommendation list, int place, String id, double itemCfShare, double lstmShare) {
    RecommendedItem item = list.items().get(place);
    double itemCf = 0.2 * Math.log1p(itemCfShare / 0.001);
    double lstm = 0.2 * Math.log1p(lstmShare / 0.001);
    assertThat(item.itemId()).isEqualTo(id);
    assertThat(item.contributions()).containsOnlyKeys("item-cf", "lstm");
    assertThat(item.contributions().get("item-cf")).isCloseTo(itemCf, within(1e-6));
    assertThat(item.contributions().get("lstm")).isCloseTo(lstm, within(1e-6));
    assertThat(item.score()).isCloseTo(itemCf + lstm, within(1e-6));
  }

  private IntPredicate met(String... items) {
    return item -> Set.of(items).contains(catalog.numbers().id(item));
  }
}
