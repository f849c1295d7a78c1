package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.interesttracker.recommend.Fixture.interest;
import static org.interesttracker.recommend.Fixture.settings;
import static org.interesttracker.recommend.Fixture.weight;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.interesttracker.event.Json;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.Preferences;
import org.interesttracker.interest.Preferences.Leaning;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.recommend.Recommendation.RecommendedItem;
import org.interesttracker.similarity.SimilarityRow;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.interesttracker.similarity.SimilarityTable;
import org.interesttracker.similarity.TestCounts;
import org.interesttracker.similarity.UserPool;
import org.interesttracker.similarity.UserSimilarity;
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
    ListSettings diverse = new ListSettings(5, 1, List.of(), List.of(), 0, 0, 0);
    for (RecommendSettings settings : List.of(settings(10, 10, true), settings(3, 10, diverse))) {
      for (RecommendedItem item : recommend(settings, LIKES_A, "a").items()) {
        double sum = 0;
        for (double part : item.contributions().values()) {
          sum += part;
        }
        assertThat(item.score()).isEqualTo(sum);
      }
    }
  }

  @Test
  void whatTheUserMetOrBlockedAndWhatRulesKeepOutIsNeverExplored() {
    ListSettings noFolk = new ListSettings(0, 0, List.of(), List.of("folk"), 0, 0, 0);
    Recommender recommender =
        recommender(Fixture.exploring(1, 10, 1, noFolk), new Blend(MODELS, Fixture.BLEND));
    Preferences blocked = new Preferences(List.of("d"), List.of(), List.of());
    InterestUpdate interest = Fixture.with(LIKES_A, blocked);
    Set<String> served = new HashSet<>();
    for (int number = 0; number < 100; number++) {
      Ranked ranked = recommender.rank(interest, 1, met("a"), UserWeights.NONE);
      String id = RecommendationId.of(interest, number);
      served.addAll(ids(recommender.recommend(recommender.serve(id, ranked), interest)));
    }
    // a was met, d blocked, e is folk; c is the list without exploration
    assertThat(served).containsExactly("b");
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
  void whatTheRulesForbidIsNotProposedInPlaceOfOthers() {
    ListSettings noRock = new ListSettings(0, 0, List.of(), List.of("rock"), 0, 0, 0);
    // c would be the first of item-cf, which knows only of rock
    Ranked ranked = rank(settings(1, 1, noRock), 1, "a", "b");
    assertThat(ranked.items()).containsExactly(catalog.numbers().find("e"));
    assertThat(ids(recommend(settings(1, 1, noRock), LIKES_A, "a", "b"))).containsExactly("e");
  }

  @Test
  void anItemForTheSakeOfDiversityKeepsItsScoreAndItsPlaceByIt() {
    // c and d have the best scores, and are both rock; nothing is as far from c as e
    ListSettings diverse = new ListSettings(5, 0, List.of(), List.of(), 0, 0, 0);
    Ranked ranked = rank(settings(2, 10, diverse), 1, "a");
    Recommendation list = recommend(settings(2, 10, diverse), LIKES_A, "a");
    assertThat(ids(list)).containsExactly("c", "e");
    assertThat(list.items().get(1).score())
        .isEqualTo(recommend(settings(10, 10, true), LIKES_A, "a").items().get(3).score());
    assertThat(ranked.best()).as("learned from").hasSize(4);
    assertThat(ranked.list()).containsExactly(ranked.best()[0], ranked.best()[3]);
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

  @Test
  void whatTheUserBlockedIsNotListedAndLeavesItsPlaceToOthers() {
    Preferences item = new Preferences(List.of("c"), List.of(), List.of());
    Preferences category = new Preferences(List.of(), List.of("rock"), List.of());
    // one proposal a model: c would have been that of item-cf
    assertThat(ids(recommend(settings(1, 1, true), LIKES_A, "a"))).containsExactly("c");
    assertThat(ids(recommend(settings(1, 1, true), Fixture.with(LIKES_A, item), "a")))
        .containsExactly("d");
    assertThat(ids(recommend(settings(10, 10, true), Fixture.with(LIKES_A, item), "a")))
        .containsExactly("d", "b", "e");
    assertThat(ids(recommend(settings(10, 10, true), Fixture.with(LIKES_A, category), "a")))
        .as("c and d are rock")
        .containsExactly("b", "e");
    assertThat(ids(recommend(settings(10, 10, false), Fixture.with(LIKES_A, item))))
        .as("where lists keep what was met")
        .doesNotContain("c")
        .contains("a");
  }

  @Test
  void anItemOutsideTheCatalogCanBeBlocked() {
    similarity.put(new SimilarityRow("a", List.of(new Neighbour("far", 0.9)), 1));
    Preferences far = new Preferences(List.of("far"), List.of(), List.of());
    assertThat(ids(recommend(settings(10, 10, true), LIKES_A, "a"))).contains("far");
    assertThat(ids(recommend(settings(10, 10, true), Fixture.with(LIKES_A, far), "a")))
        .doesNotContain("far");
  }

  @Test
  void lessOrMoreOfATopicScalesTheOddsOfItsItems() {
    double before = score(LIKES_A, "d");
    assertThat(score(leaning(new Leaning(null, "rock", 1)), "d") - before)
        .isCloseTo(Math.log(4), within(1e-9));
    assertThat(score(leaning(new Leaning(null, "jazz", 1)), "d")).isEqualTo(before);
    RecommendedItem more =
        recommend(settings(10, 10, true), leaning(new Leaning(null, "rock", 2)), "a")
            .items()
            .get(0);
    assertThat(more.contributions().get("preference")).isCloseTo(2 * Math.log(4), within(1e-9));
    assertThat(more.reason().basis()).isEqualTo(Basis.REQUEST);
    assertThat(ids(recommend(settings(10, 10, true), leaning(new Leaning(null, "rock", -1)), "a")))
        .as("without rock, as nothing speaks for it any more but a little for c")
        .startsWith("b", "e");
  }

  @Test
  void lessOfAnItemLowersItemsLikeItByHowLikeTheyAre() {
    Leaning lessOfB = new Leaning("b", null, -1);
    // cos(b, c) = 0.6, cos(b, e) = 0
    assertThat(score(leaning(lessOfB), "c"))
        .isCloseTo(score(LIKES_A, "c") - 0.6 * Math.log(4), within(1e-6));
    assertThat(score(leaning(lessOfB), "e")).isEqualTo(score(LIKES_A, "e"));
  }

  @Test
  void whatTheUserAskedForIsProposedThoughNoModelWould() {
    InterestUpdate wantsFolk = leaning(new Leaning(null, "folk", 1));
    assertThat(ids(recommend(settings(2, 1, true), LIKES_A, "a"))).doesNotContain("e");
    assertThat(ids(recommend(settings(2, 1, true), wantsFolk, "a"))).contains("e");
    Preferences blocked =
        new Preferences(List.of("e"), List.of(), wantsFolk.preferences().leanings());
    assertThat(ids(recommend(settings(2, 1, true), Fixture.with(LIKES_A, blocked), "a")))
        .as("a block goes before a wish")
        .doesNotContain("e");
  }

  @Test
  void aDislikedItemLowersTheScoreOfAnItemLikeItInTheNextList() {
    InterestUpdate before = interest("ann", 0, List.of(weight("a", 2)), List.of("a"));
    InterestUpdate after =
        interest("ann", 1, List.of(weight("c", -3), weight("a", 2)), List.of("c"));
    RecommendSettings settings = settings(10, 10, true);
    Recommendation next = recommend(turningDown(0.1), after, "a", "c");
    RecommendedItem d = item(next, "d");
    // cos(c, d) = 0.6 times the weight and the strength
    assertThat(d.contributions().get("turned-down")).isCloseTo(-3 * 0.1 * 0.6, within(1e-6));
    assertThat(item(next, "e").contributions()).doesNotContainKey("turned-down");
    assertThat(d.score())
        .isLessThan(item(recommend(settings, before, "a", "c"), "d").score())
        .isLessThan(item(recommend(turningDown(0), after, "a", "c"), "d").score());
    assertSumsUp(next);
  }

  @Test
  void whatTheUserSaidAddsUpWithWhatModelsSay() {
    InterestUpdate interest =
        Fixture.with(
            interest("ann", 0, List.of(weight("a", 2), weight("d", -1)), List.of("a")),
            new Preferences(List.of(), List.of(), List.of(new Leaning("b", null, 2))));
    Recommendation list = recommend(turningDown(0.1), interest, "a", "d");
    assertThat(list.items())
        .anySatisfy(
            item ->
                assertThat(item.contributions())
                    .containsKeys("item-cf", "lstm", "preference", "turned-down"));
    assertSumsUp(list);
  }

  @Test
  void aListThatRestsOnOtherUsersNamesNone() throws Exception {
    UserPool pool = new UserPool(10, catalog.numbers());
    for (InterestUpdate user :
        List.of(
            LIKES_A,
            interest("secret-ben", 0, List.of(weight("a", 1), weight("c", 1)), List.of()))) {
      pool.learn(UserCf.itemsOf(user, UserSimilarity.COSINE));
    }
    RecommendSettings settings = settings(10, 10, true);
    Recommender recommender =
        new Recommender(
            settings,
            catalog,
            similarity,
            List.of(new UserCf(pool, UserSimilarity.COSINE)),
            new Blend(List.of("user-cf"), Fixture.BLEND));
    Recommendation list =
        recommender.recommend(
            recommender.serve(ID, recommender.rank(LIKES_A, 1, met("a"), UserWeights.NONE)),
            LIKES_A);
    assertThat(ids(list)).containsExactly("c");
    assertThat(list.items().get(0).reason().textEn())
        .startsWith("Chosen by people with similar taste");
    assertThat(Json.MAPPER.writeValueAsString(list)).doesNotContain("secret-ben");
  }

  private static void assertSumsUp(Recommendation list) {
    for (RecommendedItem item : list.items()) {
      double sum = item.contributions().values().stream().mapToDouble(part -> part).sum();
      assertThat(item.score()).isCloseTo(sum, within(1e-9));
    }
  }

  private static RecommendSettings turningDown(double strength) {
    RecommendSettings plain = settings(10, 10, true);
    return new RecommendSettings(
        plain.models(),
        plain.topK(),
        plain.candidates(),
        plain.exactUpTo(),
        plain.excludeMet(),
        plain.newItems(),
        plain.exploration(),
        strength,
        plain.lists(),
        plain.blend(),
        plain.interestThreshold(),
        plain.userPoolSize(),
        plain.userSimilarity());
  }

  private static InterestUpdate leaning(Leaning leaning) {
    return Fixture.with(LIKES_A, new Preferences(List.of(), List.of(), List.of(leaning)));
  }

  private double score(InterestUpdate interest, String item) {
    return item(recommend(settings(10, 10, true), interest, "a"), item).score();
  }

  private static RecommendedItem item(Recommendation list, String id) {
    return list.items().stream().filter(item -> item.itemId().equals(id)).findFirst().get();
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
