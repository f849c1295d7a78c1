package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.interesttracker.recommend.Fixture.interest;
import static org.interesttracker.recommend.Fixture.weight;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.EventType;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.interest.Preferences;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.recommend.Recommendation.Reason;
import org.interesttracker.similarity.SimilarityTable;
import org.interesttracker.similarity.TestCounts;
import org.interesttracker.similarity.UserPool;
import org.interesttracker.similarity.UserSimilarity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ReasonsTest {

  private static final Map<String, Double> BY_ITEMS = Map.of("item-cf", 1.0);
  private static final Map<String, Double> BY_CONTENT = Map.of("content", 1.0);

  @TempDir private Path folder;
  private Catalog catalog;
  private Reasons reasons;

  @BeforeEach
  void fill() throws Exception {
    catalog =
        new Catalog(ModelFiles.read(ModelFixtures.untrained(folder, Fixture.DIMENSION, 3, 1)));
    SimilarityTable similarity = new SimilarityTable(TestCounts.plain(0), catalog.numbers());
    Fixture.ITEMS.forEach(catalog::put);
    Fixture.ROWS.forEach(similarity::put);
    UserPool pool = new UserPool(10, catalog.numbers());
    reasons =
        new Reasons(
            catalog,
            List.of(
                Popularity.overall(similarity, () -> false),
                Popularity.recent(similarity, () -> false),
                new ItemCf(similarity, 0),
                new UserCf(pool, UserSimilarity.COSINE),
                new Content(catalog),
                new LstmScorer(catalog)));
  }

  @Test
  void theItemThatAModelNamesGoesFirst() {
    // item-cf knows a and c together, and e is the nearest to nothing
    Reason reason = reason("c", BY_ITEMS, weight("e", 9), weight("a", 2));
    assertThat(reason.becauseItem()).isEqualTo("a");
    assertThat(reason.becauseTitle()).isEqualTo("Title a");
    assertThat(reason.itemWeight()).isCloseTo(1, within(1e-9));
    assertThat(reason.becauseTopic()).isEqualTo("rock");
    assertThat(reason.topicShare()).isEqualTo(0.25);
  }

  @Test
  void anItemOutsideTheCatalogHasNoTitleAndNoPlaceInASentence() {
    SimilarityTable similarity = new SimilarityTable(TestCounts.plain(0), catalog.numbers());
    similarity.put(TestCounts.row("far", 4, 1, "c", 2));
    similarity.put(TestCounts.row("c", 4, 1, "far", 2));
    Reason reason =
        reason(
            new Reasons(catalog, List.of(new ItemCf(similarity, 0))),
            "c",
            BY_ITEMS,
            interest("ann", 0, List.of(weight("far", 2)), List.of()));
    assertThat(reason.becauseItem()).isEqualTo("far");
    assertThat(reason.becauseTitle()).isNull();
    assertThat(reason.textEn())
        .isEqualTo("Fits what you did lately, and you are interested in rock (25 %).");
  }

  @Test
  void elseTheItemWhoseNearnessTimesWeightIsMost() {
    // cos(b, a) = 0.8 · 2 = 1.6; cos(b, c) = 0.6 · 3 = 1.8; cos(b, e) = 0
    Reason reason = reason("b", BY_CONTENT, weight("a", 2), weight("c", 3), weight("e", 9));
    assertThat(reason.becauseItem()).isEqualTo("c");
    assertThat(reason.itemWeight()).isCloseTo(1.8, within(1e-6));
  }

  @Test
  void theItemBehindIsOneThatTheBasisKnows() {
    assertThat(reason("d", Map.of("item-cf", 0.1), weight("c", 1), weight("a", 1)).becauseItem())
        .isEqualTo("a");
    assertThat(reason("d", Map.of("lstm", 0.2, "item-cf", 0.1), weight("c", 1), weight("a", 1)))
        .extracting(Reason::basis, Reason::becauseItem)
        .containsExactly(Basis.HISTORY, "c");
    catalog.put(new CatalogItem("d", "Title d", null, List.of("rock"), null, null, 0));
    assertThat(reason("d", Map.of("lstm", 0.2, "item-cf", 0.1), weight("c", 1), weight("a", 1)))
        .as("without a place nothing is near it")
        .extracting(Reason::basis, Reason::becauseItem)
        .containsExactly(Basis.HISTORY, "a");
  }

  @Test
  void whatTheUserDidNotLikeIsNotNamedThoughAModelCountsItAsMet() {
    // a rating of one star is a meeting to item-cf
    ItemWeight oneStar = new ItemWeight("a", -3, 1, EventType.RATING);
    assertThat(reason("c", BY_ITEMS, oneStar).becauseItem()).isNull();
    assertThat(reason("c", BY_ITEMS, oneStar, weight("b", 1)).becauseItem()).isEqualTo("b");
    ItemWeight neutral = new ItemWeight("a", 0, 1, EventType.RATING);
    assertThat(reason("c", BY_ITEMS, neutral).becauseItem()).isNull();
  }

  @Test
  void aDislikedItemIsNoReasonForItsOpposite() {
    catalog.put(Fixture.item("not-a", "folk", -1, 0, 0, 0));
    Reason reason = reason("b", BY_CONTENT, weight("not-a", -1));
    assertThat(reason.becauseItem()).isNull();
    assertThat(reason.itemWeight()).isZero();
  }

  @Test
  void whatTheUserBlockedIsNotNamed() {
    InterestUpdate likesA = interest("ann", 0, List.of(weight("a", 2)), List.of());
    Preferences item = new Preferences(List.of("a"), List.of(), List.of());
    Preferences category = new Preferences(List.of(), List.of("jazz"), List.of());
    assertThat(reason(reasons, "c", BY_ITEMS, likesA).becauseItem()).isEqualTo("a");
    for (Preferences blocked : List.of(item, category)) {
      Reason reason = reason(reasons, "c", BY_ITEMS, Fixture.with(likesA, blocked));
      assertThat(reason.becauseItem()).isNull();
      assertThat(reason.textEn()).doesNotContain("Title a");
    }
  }

  @Test
  void withoutAPlaceInTheSpaceThereIsNoNearestItem() {
    catalog.put(new CatalogItem("bare", "Title bare", null, List.of("rock"), null, null, 0));
    assertThat(reason("bare", BY_CONTENT, weight("a", 1)).becauseItem()).isNull();
    assertThat(reason("b", BY_CONTENT, weight("bare", 1)).becauseItem()).isNull();
  }

  @Test
  void theTopicIsTheHeaviestOfTheItemsThatTheUserLikes() {
    catalog.put(new CatalogItem("both", "", null, List.of("rock", "jazz"), null, null, 0));
    assertThat(reason("both", BY_CONTENT).becauseTopic()).isEqualTo("jazz");
    assertThat(reason("e", BY_CONTENT).becauseTopic()).isNull();
    assertThat(reason("unknown", BY_CONTENT).topicShare()).isZero();
  }

  @Test
  void aDislikedTopicIsNoReason() {
    InterestUpdate plain = interest("ann", 0, List.of(), List.of());
    InterestUpdate interest =
        new InterestUpdate(
            "ann",
            plain.windowStart(),
            plain.windowEnd(),
            0,
            List.of(new TopicWeight("jazz", -1, 0, 0)),
            plain.vector(),
            null,
            null,
            List.of(),
            List.of(),
            "v1",
            plain.timestamp(),
            false);
    assertThat(reason(reasons, "b", BY_CONTENT, interest).becauseTopic()).isNull();
  }

  @Test
  void theBasisIsWhatContributesMostInAll() {
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("popularity", 0.9);
    parts.put("item-cf", 0.5);
    parts.put("content", 0.5);
    parts.put("lstm", 0.6);
    assertThat(reason("c", parts).basis()).isEqualTo(Basis.SIMILAR_ITEMS);
    parts.put("popularity", 1.1);
    assertThat(reason("c", parts).basis()).isEqualTo(Basis.POPULAR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "popularity        | POPULAR  | Popular with many people",
        "recent-popularity | TRENDING | Popular at the moment",
        "user-cf           | PEOPLE   | Chosen by people with similar taste",
        "preference        | REQUEST  | You asked for more like this",
        "lstm              | HISTORY  | Fits what you did lately: you liked \"Title a\"",
        "item-cf           | SIMILAR_ITEMS | Because you liked \"Title a\"",
      })
  void theSentenceSaysWhatContributesMost(String strongest, Basis basis, String opening) {
    Map<String, Double> parts = new LinkedHashMap<>(Map.of("lstm", 0.2, "item-cf", 0.1));
    parts.put(strongest, 1.0);
    Reason reason = reason("c", parts, new ItemWeight("a", 3, 1, EventType.LIKE));
    assertThat(reason.basis()).isEqualTo(basis);
    assertThat(reason.textEn()).isEqualTo(opening + ", and you are interested in rock (25 %).");
    assertThat(reason.textZh()).matches("[^a-z]*(《Title a》)?，并且您对rock感兴趣（25 %）。");
  }

  @ParameterizedTest
  @CsvSource({
    "CLICK, looked at, 浏览过",
    "VIEW, looked at, 浏览过",
    "SEARCH, searched for, 搜索过",
    "COMMENT, commented on, 评论过",
    "LIKE, liked, 喜欢",
    "PURCHASE, bought, 购买过",
    "SHARE, shared, 分享过"
  })
  void theSentenceSaysWhatTheUserDid(EventType type, String english, String chinese) {
    Reason reason = reason("c", BY_ITEMS, new ItemWeight("a", 2, 1, type));
    assertThat(reason.textEn()).startsWith("Because you " + english + " \"Title a\"");
    assertThat(reason.textZh()).startsWith("因为您" + chinese + "《Title a》");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "LIKE")
  void onlyALikeIsCalledOne(EventType type) {
    Reason reason = reason("c", BY_ITEMS, new ItemWeight("a", 2, 1, type));
    assertThat(reason.textEn()).doesNotContain("liked");
    assertThat(reason.textZh()).doesNotContain("喜欢");
  }

  @Test
  void aTopicOfNextToNoShareIsNotMentioned() {
    InterestUpdate plain = interest("ann", 0, List.of(), List.of());
    InterestUpdate little =
        new InterestUpdate(
            "ann",
            plain.windowStart(),
            plain.windowEnd(),
            0,
            List.of(new TopicWeight("rock", 0.01, 0.004, 0)),
            plain.vector(),
            null,
            null,
            List.of(),
            List.of(),
            "v1",
            plain.timestamp(),
            false);
    assertThat(reason(reasons, "c", Map.of("popularity", 1.0), little).textEn())
        .isEqualTo("Popular with many people.");
  }

  private Reason reason(String item, Map<String, Double> contributions, ItemWeight... recent) {
    return reason(
        reasons, item, contributions, interest("ann", 0, Arrays.asList(recent), List.of()));
  }

  private static Reason reason(
      Reasons reasons, String item, Map<String, Double> contributions, InterestUpdate interest) {
    return reasons.of(item, contributions, interest, reasons.nameable(interest));
  }
}
