package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.interesttracker.recommend.Fixture.DIMENSION;
import static org.interesttracker.recommend.Fixture.interest;
import static org.interesttracker.recommend.Fixture.weight;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Consent;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.ErasurePart.Stage;
import org.interesttracker.event.Json;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.TimelineOperator;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ToLearn;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemBiases;
import org.interesttracker.model.ItemLinks;
import org.interesttracker.model.ItemNetworks;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.recommend.Recommendation.RecommendedItem;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.similarity.TestCounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommendOperatorTest {

  private static final int MAX_PARALLELISM = 16;
  private static final int TOP_K = 3;
  private static final Duration TTL = Duration.ofDays(1);
  private static final List<String> USERS = List.of("ann", "ben", "cem", "dia", "eva", "fay");

  private static final RecommendSettings SETTINGS = Fixture.settings(TOP_K, 10, true);

  /** The same, with weights that stay as they are. */
  private static final RecommendSettings FIXED =
      Fixture.settings(TOP_K, 10, true, new BlendSettings(0.2, 0, 0, 0));

  /** The same, with weights of a user's own. */
  private static final RecommendSettings OWN =
      Fixture.settings(TOP_K, 10, true, new BlendSettings(0.2, 0.1, 0.1, 0.1));

  private static final Comparator<Double> CLOSE =
      (a, b) -> Math.abs(a - b) < 1e-5 ? 0 : Double.compare(a, b);

  private static final BundleSettings ONE = new BundleSettings(1, 0);

  @TempDir private Path folder;
  private String model;
  private BundleSettings bundles = ONE;

  @BeforeEach
  void writeModel() throws Exception {
    model = ModelFixtures.untrained(folder.resolve("model"), DIMENSION, 3, 1).toUri().toString();
  }

  @Test
  void aListComesWithItsReasonsAtTheTimeOfTheUpdate() throws Exception {
    try (var operator = ready()) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0), 42));
      Recommendation list = lists(operator).get(0);
      assertThat(list)
          .usingRecursiveComparison()
          .ignoringFields("items")
          .isEqualTo(
              new Recommendation(
                  "ann",
                  RecommendationId.of(likesA("ann", 0), 0),
                  List.of(),
                  Map.of("item-cf", 0.2, "lstm", 0.2),
                  0.0,
                  "v1",
                  3,
                  0L,
                  3_600_000,
                  5_000,
                  false));
      assertThat(ids(list)).containsExactly("c", "d", "b");
      // c: sim 1/2 · weight 2; its topic has a quarter of the interest
      assertThat(list.items().get(0).reason())
          .isEqualTo(
              new Recommendation.Reason(
                  Basis.SIMILAR_ITEMS,
                  "a",
                  "Title a",
                  1,
                  "rock",
                  0.25,
                  "Because you met \"Title a\", and you are interested in rock (25 %).",
                  "因为您接触过《Title a》，并且您对rock感兴趣（25 %）。"));
      assertThat(operator.extractOutputStreamRecords().get(0).getTimestamp()).isEqualTo(42);
    }
  }

  @Test
  void aBundleGivesTheListsOfItsUpdatesOneByOne() throws Exception {
    List<StreamRecord<InterestUpdate>> updates =
        List.of(
            new StreamRecord<>(likesA("ann", 0), 1),
            new StreamRecord<>(likesA("ben", 0), 2),
            new StreamRecord<>(meets("ann", 1, "c").getValue(), 3),
            new StreamRecord<>(likesA("cem", 0), 4));
    List<Recommendation> expected;
    try (var operator = ready()) {
      for (StreamRecord<InterestUpdate> update : updates) {
        operator.processElement1(update.copy(update.getValue()));
      }
      expected = lists(operator);
    }
    bundles = new BundleSettings(updates.size(), 1_000);
    try (var operator = ready()) {
      for (StreamRecord<InterestUpdate> update : updates) {
        assertThat(lists(operator)).isEmpty();
        operator.processElement1(update.copy(update.getValue()));
      }
      assertThat(lists(operator))
          .usingRecursiveFieldByFieldElementComparator(
              RecursiveComparisonConfiguration.builder()
                  .withComparatorForType(CLOSE, Double.class)
                  .build())
          .isEqualTo(expected);
      assertThat(operator.extractOutputStreamRecords().get(2).getTimestamp()).isEqualTo(3);
    }
  }

  @Test
  void whatIsGatheredIsListedBeforeTheItemsChangeAndBeforeTimeAndBarriersGoOn() throws Exception {
    bundles = new BundleSettings(100, 1_000);
    try (var operator = ready()) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      assertThat(lists(operator)).isEmpty();
      catalog(operator);
      assertThat(lists(operator)).hasSize(1);
      operator.processElement1(new StreamRecord<>(likesA("ben", 0)));
      operator.processWatermark1(new Watermark(9));
      assertThat(lists(operator)).hasSize(2);
      operator.processElement1(new StreamRecord<>(likesA("cem", 0)));
      operator.getOperator().prepareSnapshotPreBarrier(1);
      assertThat(lists(operator)).hasSize(3);
      operator.processElement1(new StreamRecord<>(likesA("dia", 0)));
      operator.setProcessingTime(1_000);
      assertThat(lists(operator)).hasSize(4);
    }
  }

  @Test
  void withoutRowsAListComesFromTheSequenceModelAndSaysSo() throws Exception {
    try (var operator = harness(1, 0, SETTINGS)) {
      operator.open();
      catalog(operator);
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      Recommendation list = lists(operator).get(0);
      assertThat(list.similarityRows()).isZero();
      // b is nearest to a; c, d and e are at a right angle, so the id decides
      assertThat(ids(list)).containsExactly("b", "c", "d");
    }
  }

  @Test
  void aLargeCatalogGivesTheSameListsAfterARestoreToo() throws Exception {
    List<Recommendation> expected;
    try (var operator = ready(harness(1, 0, FIXED))) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      operator.processElement1(meets("ann", 1, "c"));
      expected = lists(operator);
    }
    OperatorSubtaskState snapshot;
    try (var operator = ready(harness(1, 0, Fixture.large(FIXED)))) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      snapshot = operator.snapshot(1, 1);
      assertThat(ids(lists(operator).get(0))).isEqualTo(ids(expected.get(0)));
    }
    try (var restored = harness(1, 0, Fixture.large(FIXED))) {
      restored.initializeState(snapshot);
      restored.open();
      restored.processElement1(meets("ann", 1, "c"));
      assertThat(ids(lists(restored).get(0))).isEqualTo(ids(expected.get(1)));
    }
  }

  @Test
  void timeIsThatOfTheInterestsAlone() throws Exception {
    try (var operator = ready(harness(1, 0, FIXED))) {
      operator.processWatermark1(new Watermark(5));
      assertThat(operator.getOutput()).endsWith(new Watermark(5));
      operator.processWatermarkStatus1(WatermarkStatus.IDLE);
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      assertThat(operator.getOutput()).doesNotContain(Watermark.MAX_WATERMARK);
    }
  }

  @Test
  void whatAUserHasMetStaysOutOfThatUsersListsForGood() throws Exception {
    try (var operator = ready(harness(1, 0, FIXED))) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      operator.processElement1(meets("ann", 1, "c"));
      // a is no longer among the recent items
      operator.processElement1(meets("ann", 2, "d"));
      operator.processElement1(meets("ben", 2, "e"));
      assertThat(lists(operator).stream().map(RecommendOperatorTest::ids).toList())
          .containsExactly(
              List.of("c", "d", "b"),
              List.of("b", "d", "e"),
              List.of("b", "e"),
              // no row tells of e: by the angle alone
              List.of("a", "b", "c"));
    }
  }

  @Test
  void whatAUserHasMetMayComeAgainWhereItIsNotExcluded() throws Exception {
    try (var operator = ready(harness(1, 0, Fixture.settings(TOP_K, 10, false)))) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      // a is nearest; c and d have their rows
      assertThat(ids(lists(operator).get(0))).containsExactly("c", "d", "a");
    }
  }

  @Test
  void anErasedUserHasAnEmptyListAndNothingIsLeft() throws Exception {
    try (var operator = ready()) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      assertThat(operator.numKeyedStateEntries()).as("items met and last lists").isEqualTo(2);
      operator.processElement1(erased("ann", 1));
      assertThat(lists(operator).get(1))
          .isEqualTo(
              new Recommendation(
                  "ann",
                  null,
                  List.of(),
                  null,
                  null,
                  null,
                  0,
                  null,
                  2 * 3_600_000,
                  3_605_000,
                  true));
      assertThat(operator.numKeyedStateEntries()).isZero();
      assertThat(operator.getSideOutput(TimelineOperator.ERASURES))
          .extracting(StreamRecord::getValue)
          .containsExactly(
              ErasurePart.of(
                  "ann", Stage.RECOMMEND, 3_605_000, Map.of("met_items", 1L, "last_lists", 1L)));

      operator.processElement1(meets("ann", 2, "c"));
      assertThat(scores(operator)).as("there was no list any more").isEmpty();
      assertThat(ids(lists(operator).get(2))).as("nor a memory of a").contains("a");
    }
  }

  @Test
  void whoWithdrawsConsentToListsHasTheLastTakenBackOnceAndNoneUntilItIsGiven() throws Exception {
    Consent without = Consent.byDefault(List.of(Purpose.PROFILE, Purpose.LEARN));
    OperatorSubtaskState snapshot;
    List<Recommendation> all = new ArrayList<>();
    try (var operator = ready(harness(1, 0, FIXED))) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      operator.processElement1(consenting(without, null, "ann", 1, "c"));
      operator.processElement1(consenting(without, null, "ann", 2, "d"));
      operator.processElement1(consenting(without, null, "ben", 2, "d"));
      assertThat(scores(operator)).as("of the list that was out").hasSize(3);
      snapshot = operator.snapshot(1, 1);
      all.addAll(lists(operator));
    }
    try (var operator = harness(1, 0, FIXED)) {
      operator.initializeState(snapshot);
      operator.open();
      operator.processElement1(consenting(without, null, "ann", 3, "e"));
      operator.processElement1(meets("ann", 4, "e"));
      assertThat(scores(operator)).as("of no list").isEmpty();
      all.addAll(lists(operator));
    }
    assertThat(all).hasSize(3);
    assertThat(all.get(1).takesBack()).isTrue();
    assertThat(all.get(1).userId()).isEqualTo("ann");
    assertThat(all.get(1).items()).isEmpty();
    assertThat(Json.MAPPER.writeValueAsString(all.get(1)))
        .contains("\"withdrawn\":true", "\"erased\":false");
    assertThat(Json.MAPPER.writeValueAsString(all.get(0))).doesNotContain("withdrawn");
    assertThat(all.get(2).takesBack()).isFalse();
    assertThat(ids(all.get(2))).as("what was met meanwhile stays out").containsExactly("b");
    assertThat(all.get(2).recommendationId()).isNotEqualTo(all.get(0).recommendationId());
  }

  @Test
  void whoWithdrawsTheProfileHasTheLastListTakenBackToo() throws Exception {
    try (var operator = ready()) {
      InterestUpdate none = interest("ann", 1, List.of(), List.of());
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      operator.processElement1(new StreamRecord<>(Fixture.with(none, Consent.NONE, null)));
      operator.processElement1(
          new StreamRecord<>(
              Fixture.with(interest("ben", 1, List.of(), List.of()), Consent.NONE, null)));
      assertThat(lists(operator))
          .extracting(Recommendation::takesBack)
          .containsExactly(false, true);
      assertThat(operator.numKeyedStateEntries()).as("nothing of ben").isEqualTo(2);
    }
  }

  @Test
  void theBlendLearnsAndListsAreScoredByWhatMayBeLearnedAlone() throws Exception {
    Consent consent = Consent.byDefault(List.of(Purpose.PROFILE, Purpose.RECOMMEND));
    Map<String, Double> untaught;
    try (var operator = ready()) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      untaught = lists(operator).get(0).weights();
      ToLearn nothing = new ToLearn(List.of(weight("a", 2)), List.of());
      operator.processElement1(consenting(consent, nothing, "ann", 1, "c"));
      assertThat(scores(operator)).isEmpty();
      assertThat(lists(operator).get(1).weights()).isEqualTo(untaught);
    }
    try (var operator = ready()) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      ToLearn some = new ToLearn(List.of(weight("c", 2)), List.of("c"));
      operator.processElement1(consenting(Consent.ALL, some, "ann", 1, "e", "c"));
      assertThat(scores(operator)).as("by c alone").hasSize(3);
      assertThat(lists(operator).get(1).weights()).isNotEqualTo(untaught);
    }
  }

  private static StreamRecord<InterestUpdate> consenting(
      Consent consent, ToLearn toLearn, String user, int n, String... items) {
    return new StreamRecord<>(Fixture.with(meets(user, n, items).getValue(), consent, toLearn));
  }

  @Test
  void theListsOfAllModelsAreScoredByWhatTheUserMeetsNext() throws Exception {
    try (var operator = ready()) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      assertThat(scores(operator)).as("there was no list yet").isEmpty();
      // item-cf had c, d; the lstm b, c, d; the blend c, d, b
      operator.processElement1(meets("ann", 1, "c", "e"));
      assertThat(scores(operator))
          .containsExactly(
              new ListScore("item-cf", TOP_K, 1),
              new ListScore("lstm", TOP_K, 2),
              new ListScore("blend", TOP_K, 1),
              new ListScore("item-cf", TOP_K, 0),
              new ListScore("lstm", TOP_K, 0),
              new ListScore("blend", TOP_K, 0));
      assertThat(operator.getSideOutput(RecommendOperator.SCORES).peek().getTimestamp())
          .isEqualTo(2 * 3_600_000 - 1);
    }
  }

  @Test
  void everyListHasAnIdOfItsOwnThoughAWindowMakesSeveral() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (var operator = ready()) {
        for (String user : List.of("ann", "ben")) {
          operator.processElement1(new StreamRecord<>(likesA(user, 0)));
          operator.processElement1(new StreamRecord<>(likesA(user, 0)));
          operator.processElement1(meets(user, 1, "c"));
        }
        lists(operator).forEach(list -> ids.add(list.recommendationId()));
      }
    }
    assertThat(ids.subList(0, 6))
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(id).matches("[0-9a-f]{32}"));
    assertThat(ids.subList(6, 12)).as("in another run").isEqualTo(ids.subList(0, 6));
  }

  @Test
  void idsGoOnAfterARestore() throws Exception {
    List<Recommendation> undisturbed;
    OperatorSubtaskState state;
    try (var operator = ready()) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      state = operator.snapshot(1, 1);
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      undisturbed = lists(operator);
    }
    try (var operator = harness(1, 0, SETTINGS)) {
      operator.initializeState(state);
      operator.open();
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      assertThat(lists(operator)).isEqualTo(undisturbed.subList(1, 2));
    }
  }

  @Test
  void aListThatIsExploredIsScoredAsServed() throws Exception {
    try (var operator = ready(harness(1, 0, Fixture.exploring(TOP_K, 10, 1, Fixture.BY_SCORE)))) {
      for (String user : USERS) {
        operator.processElement1(new StreamRecord<>(likesA(user, 0)));
      }
      for (Recommendation list : lists(operator)) {
        // without exploration c, d, b; e is the only other, since a was met
        assertThat(ids(list)).hasSize(TOP_K).contains("e").doesNotContain("a");
        for (RecommendedItem item : list.items()) {
          boolean explored = item.itemId().equals("e");
          assertThat(item.explored()).isEqualTo(explored ? true : null);
          assertThat(item.propensity()).isEqualTo(explored ? 1.0 / 3 : 1 - 1.0 / 3);
          assertThat(item.contributions().containsKey(Recommender.EXPLORATION)).isEqualTo(explored);
          assertThat(item.contributions().values().stream().mapToDouble(part -> part).sum())
              .isCloseTo(item.score(), within(1e-12));
        }
        assertThat(list.items())
            .isSortedAccordingTo((one, other) -> Double.compare(other.score(), one.score()));
      }
      List<Recommendation> served = List.copyOf(lists(operator));
      for (String user : USERS) {
        operator.processElement1(meets(user, 1, "e"));
      }
      assertThat(scores(operator).stream().filter(score -> score.model().equals("blend")))
          .extracting(ListScore::rank)
          .containsExactlyElementsOf(
              served.stream().map(list -> ids(list).indexOf("e") + 1).toList());
    }
  }

  @Test
  void theBlendLearnsAfterListsWereScoredAndBeforeTheNext() throws Exception {
    try (var operator = ready()) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      operator.processElement1(meets("ann", 1, "c"));
      assertThat(lists(operator).get(0).weights()).containsValues(0.2, 0.2);
      Map<String, Double> weights = lists(operator).get(1).weights();
      assertThat(weights.get("item-cf")).as("it had c alone").isGreaterThan(0.2);
      assertThat(weights.get("lstm")).as("it had b before c").isLessThan(0.2);
    }
  }

  @Test
  void whatAUserMeetsNextLeavesNoTraceInWhatCameBefore() throws Exception {
    List<Recommendation> lists = new ArrayList<>();
    for (String next : List.of("b", "e")) {
      try (var operator = ready()) {
        operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
        operator.processElement1(meets("ann", 1, "d"));
        operator.processElement1(meets("ann", 2, next));
        lists.addAll(lists(operator).subList(0, 2));
        List<ListScore> scores = scores(operator);
        assertThat(scores.get(5).rank())
            .as("by the place in the list that was sent")
            .isEqualTo(ids(lists(operator).get(1)).indexOf(next) + 1);
      }
    }
    assertThat(lists.subList(0, 2)).isEqualTo(lists.subList(2, 4));
  }

  @Test
  void theListIsScoredAsItWasSentAndItsCandidatesTeachTheBlend() throws Exception {
    ListSettings diverse = new ListSettings(5, 0, List.of(), List.of(), 0, 0, 0);
    try (var operator = ready(harness(1, 0, Fixture.settings(2, 10, diverse)))) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      operator.processElement1(new StreamRecord<>(likesA("ben", 0)));
      operator.processElement1(meets("ann", 1, "e"));
      operator.processElement1(meets("ben", 1, "d"));
      List<Recommendation> lists = lists(operator);
      assertThat(ids(lists.get(0))).as("not d, the second best").containsExactly("c", "e");
      assertThat(scores(operator).stream().filter(score -> score.model().equals("blend")))
          .containsExactly(new ListScore("blend", 2, 2), new ListScore("blend", 2, 0));
      assertThat(lists.get(3).weights().get("item-cf"))
          .as("which knew of d")
          .isGreaterThan(lists.get(2).weights().get("item-cf"));
    }
  }

  @Test
  void theRulesHoldAtTheTimeOfTheList() throws Exception {
    ListSettings rules =
        new ListSettings(0, 0, List.of(), List.of("folk", "misspelt"), 3_600_000, 0, 0);
    try (var operator = ready(harness(1, 0, Fixture.settings(TOP_K, 10, rules)))) {
      CatalogItem fresh =
          new CatalogItem("f", "", null, List.of("jazz"), new float[] {1, 0, 0, 0}, null, 4_000);
      broadcast(operator, List.of(Broadcast.of(fresh)));
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      operator.processElement1(new StreamRecord<>(likesA("ben", 1)));
      assertThat(lists(operator).stream().map(RecommendOperatorTest::ids).toList())
          .containsExactly(List.of("c", "d", "f"), List.of("c", "d", "b"));
    }
  }

  @Test
  void onlyFirstMeetingsThatTheUserLikedAreScored() throws Exception {
    try (var operator = ready()) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      operator.processElement1(
          new StreamRecord<>(
              interest(
                  "ann",
                  1,
                  List.of(weight("b", 1), weight("d", 0), weight("c", -1), weight("a", 2)),
                  List.of("a", "c", "d", "b"))));
      assertThat(scores(operator))
          .as("b alone")
          .containsExactly(
              new ListScore("item-cf", TOP_K, 0),
              new ListScore("lstm", TOP_K, 1),
              new ListScore("blend", TOP_K, 3));
      operator.processElement1(meets("ann", 2, "b"));
      assertThat(scores(operator)).as("b was met before").hasSize(3);
    }
  }

  @Test
  void whereListsKeepWhatWasMetItIsScoredAgain() throws Exception {
    try (var operator = ready(harness(1, 0, Fixture.settings(TOP_K, 10, false)))) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      operator.processElement1(meets("ann", 1, "a"));
      assertThat(scores(operator))
          .containsExactly(
              new ListScore("item-cf", TOP_K, 0),
              new ListScore("lstm", TOP_K, 1),
              new ListScore("blend", TOP_K, ids(lists(operator).get(0)).indexOf("a") + 1));
    }
  }

  @Test
  void whatWasLearnedOfAUserCountsForThatUserUntilErased() throws Exception {
    try (var operator = ready(harness(1, 0, OWN))) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      operator.processElement1(meets("ann", 1, "c"));
      operator.processElement1(meets("ann", 2, "d"));
      operator.processElement1(meets("ben", 2, "e"));
      operator.processElement1(erased("ann", 3));
      operator.processElement1(meets("ann", 4, "e"));
      List<Recommendation> lists = lists(operator);
      assertThat(lists.get(0).ownWeights()).isCloseTo(0.1, within(1e-12));
      assertThat(lists.get(2).ownWeights()).isNotEqualTo(lists.get(3).ownWeights());
      assertThat(lists.get(2).weights()).isNotEqualTo(lists.get(3).weights());
      assertThat(lists.get(4).ownWeights()).isNull();
      assertThat(lists.get(5).ownWeights()).isEqualTo(lists.get(3).ownWeights());
      assertThat(lists.get(5).weights()).as("as for anybody").isEqualTo(lists.get(3).weights());
    }
  }

  @Test
  void weightsOfAUsersOwnGoOnAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    Recommendation learned;
    try (var operator = ready(harness(1, 0, OWN))) {
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      operator.processElement1(meets("ann", 1, "c"));
      operator.processElement1(meets("ann", 2, "d"));
      learned = lists(operator).get(2);
      snapshot = operator.snapshot(1, 1);
    }
    try (var operator = harness(1, 0, OWN)) {
      operator.initializeState(snapshot);
      operator.open();
      operator.processElement1(meets("ann", 3, "unheard"));
      assertThat(lists(operator).get(0).weights()).isEqualTo(learned.weights());
      assertThat(lists(operator).get(0).ownWeights()).isEqualTo(learned.ownWeights());
    }
  }

  @Test
  void aUserWhoStaysAwayIsForgotten() throws Exception {
    try (var operator = ready()) {
      operator.setStateTtlProcessingTime(0);
      operator.processElement1(new StreamRecord<>(likesA("ann", 0)));
      operator.setStateTtlProcessingTime(TTL.toMillis());
      operator.processElement1(meets("ann", 1, "e"));
      assertThat(scores(operator)).isEmpty();
      assertThat(ids(lists(operator).get(1))).contains("a");
    }
  }

  @Test
  void listsAndScoresGoOnAfterARestore() throws Exception {
    Output undisturbed = runAll(SETTINGS);
    Output restored = new Output();
    OperatorSubtaskState snapshot;
    try (var operator = ready()) {
      firstHalf(operator, USERS);
      restored.take(operator);
      snapshot = operator.snapshot(1, 1);
    }
    try (var operator = harness(1, 0, SETTINGS)) {
      operator.initializeState(snapshot);
      operator.open();
      secondHalf(operator, USERS);
      restored.take(operator);
    }
    assertThat(restored.lists).isEqualTo(undisturbed.lists);
    assertThat(restored.scores).isEqualTo(undisturbed.scores).isNotEmpty();
  }

  @Test
  void listsAndScoresGoOnAfterScalingOut() throws Exception {
    // subtasks learn apart, so that with learning the lists are not those of one
    Output undisturbed = runAll(FIXED);
    Output rescaled = new Output();
    OperatorSubtaskState whole;
    try (var operator = ready(harness(1, 0, FIXED))) {
      firstHalf(operator, USERS);
      rescaled.take(operator);
      whole = operator.snapshot(1, 1);
    }
    int parts = 2;
    for (int part = 0; part < parts; part++) {
      List<String> users = usersOf(part, parts);
      assertThat(users).as("both parts have users").isNotEmpty();
      try (var operator = harness(parts, part, FIXED)) {
        operator.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                whole, MAX_PARALLELISM, 1, parts, part));
        operator.open();
        secondHalf(operator, users);
        rescaled.take(operator);
      }
    }
    assertThat(rescaled.lists).containsExactlyInAnyOrderElementsOf(undisturbed.lists);
    assertThat(rescaled.scores).containsExactlyInAnyOrderElementsOf(undisturbed.scores);
  }

  @Test
  void aRefusedModelLeavesTheListsAsTheyWouldBeByteForByte() throws Exception {
    Path damaged = ModelFixtures.untrained(folder.resolve("damaged"), DIMENSION, 3, 2);
    Files.writeString(damaged.resolve("weights.bin"), "damaged");
    Path other = ModelFixtures.untrained(folder.resolve("other"), DIMENSION + 1, 3, 2);
    List<String> undisturbed = listsAsJson(List.of());
    assertThat(listsAsJson(List.of(damaged, other))).isEqualTo(undisturbed);
    InterestModel held = ModelFiles.load(model);
    Path fit = folder.resolve("fit");
    ModelFiles.write(
        fit,
        held.lstm(),
        held.projections(),
        Map.of("c", new float[] {-1, -1, -1, -1}),
        ItemBiases.NONE,
        new ItemLinks(),
        ItemNetworks.NONE,
        Map.of(),
        Map.of(),
        Map.of());
    assertThat(listsAsJson(List.of(fit))).as("one that fits does not").isNotEqualTo(undisturbed);
  }

  private List<String> listsAsJson(List<Path> activated) throws Exception {
    try (var operator = ready()) {
      firstHalf(operator, USERS);
      for (Path next : activated) {
        operator.processElement2(
            new StreamRecord<>(
                Broadcast.of(
                    new ControlMessage(
                        ControlType.ACTIVATE_MODEL, null, null, next.toString(), null, 1))));
      }
      secondHalf(operator, USERS);
      List<String> lines = new ArrayList<>();
      for (Recommendation list : lists(operator)) {
        lines.add(Json.MAPPER.writeValueAsString(list));
      }
      return lines;
    }
  }

  @Test
  void whatTheBlendLearnedGoesToAllSubtasksOnScalingOut() throws Exception {
    OperatorSubtaskState whole;
    Map<String, Double> learned;
    try (var operator = ready()) {
      learned = teach(operator, "ann", "c");
      whole = operator.snapshot(1, 1);
    }
    for (int part = 0; part < 2; part++) {
      try (var operator = harness(2, part, SETTINGS)) {
        operator.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                whole, MAX_PARALLELISM, 1, 2, part));
        operator.open();
        assertThat(weights(operator, usersOf(part, 2).get(0))).isEqualTo(learned);
      }
    }
  }

  @Test
  void whatSubtasksLearnedApartIsMergedByEvidenceOnScalingIn() throws Exception {
    OperatorSubtaskState[] parts = new OperatorSubtaskState[2];
    List<Map<String, Double>> learned = new ArrayList<>();
    List<List<String>> meetings = List.of(List.of("c", "d"), List.of("b"));
    for (int part = 0; part < 2; part++) {
      try (var operator = ready(harness(2, part, SETTINGS))) {
        String user = usersOf(part, 2).get(0);
        learned.add(teach(operator, user, meetings.get(part).toArray(String[]::new)));
        parts[part] = operator.snapshot(1, 1);
      }
    }
    try (var operator = harness(1, 0, SETTINGS)) {
      operator.initializeState(AbstractStreamOperatorTestHarness.repackageState(parts));
      operator.open();
      Map<String, Double> merged = weights(operator, "new");
      for (String model : List.of("item-cf", "lstm")) {
        double mean = (2 * learned.get(0).get(model) + learned.get(1).get(model)) / 3;
        assertThat(merged.get(model)).isCloseTo(mean, within(1e-12));
      }
      assertThat(merged).isNotEqualTo(learned.get(0)).isNotEqualTo(learned.get(1));
    }
  }

  /** Lets a user like a, then meet other items; returns the weights that come of it. */
  private static Map<String, Double> teach(Harness operator, String user, String... items)
      throws Exception {
    operator.processElement1(new StreamRecord<>(likesA(user, 0)));
    operator.processElement1(meets(user, 1, items));
    return lists(operator).get(1).weights();
  }

  /** The weights for a user of whom little is known. */
  private static Map<String, Double> weights(Harness operator, String user) throws Exception {
    operator.processElement1(meets(user, 5, "unheard"));
    return lists(operator).get(0).weights();
  }

  private Output runAll(RecommendSettings settings) throws Exception {
    Output output = new Output();
    try (var operator = ready(harness(1, 0, settings))) {
      firstHalf(operator, USERS);
      secondHalf(operator, USERS);
      output.take(operator);
    }
    return output;
  }

  private static void firstHalf(Harness operator, List<String> users) throws Exception {
    for (String user : users) {
      operator.processElement1(new StreamRecord<>(likesA(user, 0)));
    }
  }

  /** By the user's place some meet what was in the list, some what was not, some both. */
  private static void secondHalf(Harness operator, List<String> users) throws Exception {
    for (String user : users) {
      String[] items = {"b", "c", "d", "e"};
      int place = USERS.indexOf(user);
      operator.processElement1(meets(user, 1, items[place % 4], items[(place * 2 + 1) % 4]));
    }
  }

  private static List<String> usersOf(int part, int parts) {
    return USERS.stream()
        .filter(
            user ->
                part
                    == KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        user, MAX_PARALLELISM, parts))
        .toList();
  }

  private static InterestUpdate likesA(String user, int n) {
    return interest(user, n, List.of(weight("a", 2)), List.of("a"));
  }

  private static StreamRecord<InterestUpdate> meets(String user, int n, String... items) {
    List<InterestUpdate.ItemWeight> recent = new ArrayList<>();
    for (String item : items) {
      recent.add(weight(item, 1));
    }
    return new StreamRecord<>(interest(user, n, recent, List.of(items)));
  }

  private static StreamRecord<InterestUpdate> erased(String user, int n) {
    InterestUpdate model = interest(user, n, List.of(), List.of());
    return new StreamRecord<>(
        new InterestUpdate(
            user,
            model.windowStart(),
            model.windowEnd(),
            0,
            List.of(),
            null,
            null,
            null,
            List.of(),
            List.of(),
            null,
            model.timestamp(),
            true));
  }

  private static List<String> ids(Recommendation list) {
    return list.items().stream().map(RecommendedItem::itemId).toList();
  }

  private static List<Recommendation> lists(Harness operator) {
    return operator.extractOutputValues();
  }

  /** The harness has no queue for a side output to which nothing was written. */
  private static List<ListScore> scores(Harness operator) {
    Queue<StreamRecord<ListScore>> scores = operator.getSideOutput(RecommendOperator.SCORES);
    return scores == null ? List.of() : scores.stream().map(StreamRecord::getValue).toList();
  }

  private static void catalog(Harness operator) throws Exception {
    broadcast(operator, Fixture.ITEMS.stream().map(Broadcast::of).toList());
  }

  private static void broadcast(Harness operator, Collection<Broadcast> news) throws Exception {
    for (Broadcast piece : news) {
      operator.processElement2(new StreamRecord<>(piece));
    }
  }

  private Harness ready() throws Exception {
    return ready(harness(1, 0, SETTINGS));
  }

  /** The harness with its catalog and its rows read. */
  private static Harness ready(Harness operator) throws Exception {
    operator.open();
    catalog(operator);
    broadcast(operator, Fixture.ROWS.stream().map(Broadcast::of).toList());
    return operator;
  }

  private Harness harness(int parallelism, int subtask, RecommendSettings settings)
      throws Exception {
    return new Harness(
        new RecommendOperator(settings, bundles, model, TestCounts.plain(0), TTL, seals()),
        parallelism,
        subtask);
  }

  /** Whether state is sealed; it makes no difference. */
  SealSettings seals() {
    return SealSettings.OFF;
  }

  /** What one or more runs gave. */
  private static final class Output {
    private final List<Recommendation> lists = new ArrayList<>();
    private final List<ListScore> scores = new ArrayList<>();

    void take(Harness operator) {
      lists.addAll(lists(operator));
      scores.addAll(scores(operator));
    }
  }

  /** The operator as the job runs it: keyed on the first input, the second broadcast. */
  private static final class Harness
      extends KeyedTwoInputStreamOperatorTestHarness<
          String, InterestUpdate, Broadcast, Recommendation> {
    Harness(RecommendOperator operator, int parallelism, int subtask) throws Exception {
      super(
          operator,
          InterestUpdate::userId,
          null,
          Types.STRING,
          MAX_PARALLELISM,
          parallelism,
          subtask);
    }

    /** Without a checked exception, as try-with-resources wants it. */
    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException("The harness could not be closed", e);
      }
    }
  }
}
