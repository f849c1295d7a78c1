package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.erasure.ErasureReceipt;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Consent;
import org.interesttracker.event.ConsentChange;
import org.interesttracker.event.ConsentHistory;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.DeadLetter;
import org.interesttracker.event.ErasedUser;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.ErasurePart.Stage;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.Refusal;
import org.interesttracker.event.UserMessage;
import org.interesttracker.feedback.FeedbackMessage;
import org.interesttracker.feedback.ListFeedback;
import org.interesttracker.feedback.ListFeedback.ItemFeedback;
import org.interesttracker.feedback.OpenList;
import org.interesttracker.feedback.OpenList.OpenItem;
import org.interesttracker.feedback.Outcome;
import org.interesttracker.interest.ConsentDecision;
import org.interesttracker.interest.HistoryEvent;
import org.interesttracker.interest.InterestProfile;
import org.interesttracker.interest.InterestProfile.Foreseen;
import org.interesttracker.interest.InterestProfile.LikelyItem;
import org.interesttracker.interest.InterestProfile.LikelyTopic;
import org.interesttracker.interest.InterestProfile.ProfileItem;
import org.interesttracker.interest.InterestProfile.ProfileTopic;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.interest.InterestUpdate.ToLearn;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.interest.Preferences;
import org.interesttracker.interest.Preferences.Leaning;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.privacy.Contribution;
import org.interesttracker.privacy.KeyTotal;
import org.interesttracker.privacy.PrivacyBudget;
import org.interesttracker.privacy.PublishableEvent;
import org.interesttracker.privacy.ReleaseKey;
import org.interesttracker.privacy.ReleasedStatistic;
import org.interesttracker.privacy.Statistic;
import org.interesttracker.privacy.UserKeys;
import org.interesttracker.quality.FeedbackQuality;
import org.interesttracker.quality.ModelQuality;
import org.interesttracker.quality.PageHinkley;
import org.interesttracker.quality.QualityMetric;
import org.interesttracker.quality.QualityMetric.Over;
import org.interesttracker.recommend.Basis;
import org.interesttracker.recommend.BlendState;
import org.interesttracker.recommend.LastLists;
import org.interesttracker.recommend.ListScore;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.recommend.Recommendation.Reason;
import org.interesttracker.recommend.Recommendation.RecommendedItem;
import org.interesttracker.recommend.UserWeights;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.CountRow;
import org.interesttracker.similarity.ItemCounts;
import org.interesttracker.similarity.PairCounts;
import org.interesttracker.similarity.SimilarityRow;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.interesttracker.similarity.UserItems;
import org.interesttracker.similarity.Visit;
import org.interesttracker.similarity.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything on the wire and in state is a POJO or record to Flink, never Kryo's. */
class SerializationTest {

  private static final Event EVENT =
      new Event(
          "e", "u", "i", EventType.RATING, "t", 4.5, 17L, "s", null, "en", new float[] {1, 2});
  private static final ControlMessage ORDER =
      new ControlMessage(ControlType.FORGET_TOPIC, "u", "t", null, null, 5L);
  private static final Preferences PREFERENCES =
      new Preferences(
          List.of("i"),
          List.of("t"),
          List.of(new Leaning(null, "t", -1), new Leaning("i", null, 2)));
  private static final Consent CONSENT =
      new Consent(List.of(Purpose.PROFILE, Purpose.LEARN), "2026-03", 5L);
  private static final CatalogItem ITEM =
      new CatalogItem("i", "t", null, List.of("a", "b"), new float[] {.5f}, "zh", 9L);
  private static final SimilarityRow ROW =
      new SimilarityRow("i", List.of(new Neighbour("j", -1.0), new Neighbour("k", .5)), 4);
  private static final Visit VISIT = new Visit(1L << 40, new String[] {"j", "k"}, 3, true);
  private static final CountRow COUNTS =
      new CountRow(
          "i", new double[] {3, 4}, new String[] {"j"}, new float[] {.5f, 2}, 1L << 40, 7, 8);

  private static final FeedbackMessage FEEDBACK =
      new FeedbackMessage("u", 3, "r", "i", Outcome.CLICKED, null);
  private static final ListFeedback LIST_FEEDBACK =
      new ListFeedback(
          3,
          List.of("lstm"),
          List.of(new ItemFeedback(2, true, .01, true, false, true, new float[] {1})));

  static List<Object> samples() {
    return List.of(
        EVENT,
        ORDER,
        ITEM,
        ROW,
        DeadLetter.of(DeadLetter.Reason.MALFORMED, "d", "s", 1, 2, new byte[] {3}, 4),
        UserMessage.of(EVENT),
        UserMessage.of(ORDER),
        new UserWindow("u", 1, 2, 3, List.of(UserMessage.of(EVENT), UserMessage.of(ORDER))),
        new InterestUpdate(
            "u",
            1,
            2,
            3,
            List.of(new TopicWeight("t", 1, .5, -.1)),
            new float[] {1},
            null,
            .5,
            List.of(new ItemWeight("i", 2, 1, EventType.LIKE)),
            List.of("i"),
            "v",
            4,
            false,
            PREFERENCES,
            CONSENT,
            new ToLearn(List.of(new ItemWeight("i", 2, 1, EventType.LIKE)), List.of("j"))),
        ControlMessage.consent("u", Map.of(Purpose.LEARN, false), "2026-03", 5),
        new ConsentHistory(
            List.of(new ConsentChange(Purpose.all(), List.of(Purpose.LEARN), "2026-03", 5)), true),
        new ConsentDecision(
            "u",
            ControlType.CONSENT,
            4,
            5,
            "2026-03",
            List.of(),
            Purpose.all(),
            List.of(Purpose.PUBLISH),
            true),
        new InterestProfile(
            "u",
            true,
            false,
            CONSENT,
            1L,
            null,
            3,
            Map.of("click", 3L),
            List.of(new ProfileTopic("t", 1, .5)),
            List.of(new ProfileItem("i", "t", 2)),
            PREFERENCES,
            new Foreseen(List.of(new LikelyItem("i", "t", .5)), List.of(new LikelyTopic("t", 1))),
            "v",
            "e",
            "z",
            4,
            false),
        new PublishableEvent("u", 1, "i", EventType.LIKE, List.of("t"), null),
        PublishableEvent.erasure("u", 2),
        new Contribution(new ReleaseKey(Statistic.ITEMS, "i", null), 3),
        new KeyTotal(new ReleaseKey(Statistic.PAIRS, "i", "j"), 3, 4),
        new UserKeys(List.of(new ReleaseKey(Statistic.TOPICS, "t", null)), List.of("i")),
        new PrivacyBudget.Charge(1, .5, 1e-6),
        new ReleasedStatistic(
            Statistic.TOPICS,
            ReleasedStatistic.Status.RELEASED,
            1,
            2,
            List.of(new ReleasedStatistic.Entry("t", null, 3, .5, null)),
            ReleasedStatistic.UNIT,
            "discrete-laplace",
            .5,
            1e-7,
            2.0,
            9L,
            5,
            6,
            1,
            1e-6,
            2,
            1e-5),
        new Refusal("u", null, "block_item", 5, 7),
        new ErasedUser(3, 1L << 60, 7, 5),
        new ErasurePart("u", Stage.INTEREST, 7, 0, 9, Map.of("events", 3L)),
        new ErasureReceipt(
            "u",
            5,
            7,
            9,
            true,
            Map.of("events", 3L),
            1,
            List.of("interests"),
            List.of("item_counts"),
            10),
        new ListScore("blend", 10, 1),
        new BlendState(new String[] {"lstm"}, new double[] {.2}, new double[] {.3}, new long[] {4}),
        new LastLists(
            2,
            5,
            1,
            1,
            new String[] {"lstm"},
            new String[] {"i", "j"},
            new byte[] {1, -2},
            new short[] {0}),
        new UserWeights(new String[] {"lstm"}, new float[] {-.5f}, 3),
        new UserItems("u", new String[] {"i", "j"}, new float[] {1, -2}, 3),
        new CountDelta("i", new double[] {1}, new String[] {"j"}, new double[] {2}, 1L << 40),
        new CountDelta("i", new double[0], new String[0], new double[0], 1, List.of(VISIT)),
        VISIT,
        new Visitor(1L << 40, new String[] {"j"}, 2),
        new HistoryEvent(true, false, null, EventType.SEARCH, .5, 1L << 40, 3),
        new PairCounts(new double[] {1, .5}, 1L << 40),
        COUNTS,
        new Recommendation(
            "u",
            "r",
            List.of(
                new RecommendedItem(
                    "i",
                    "t",
                    1,
                    Map.of("lstm", 1.0),
                    new Reason(Basis.TOPIC, "j", "t", 1, null, 0, "e", "z"),
                    true,
                    .01)),
            Map.of("lstm", 0.2),
            .25,
            "v",
            2,
            1L,
            3,
            4,
            false),
        new ModelQuality(
            3,
            4,
            new int[] {1, 2},
            new double[] {.5, 1.5},
            2,
            new PageHinkley(4, 3, 2, 1, 2, 1),
            9),
        FEEDBACK,
        new FeedbackMessage(
            "u",
            3,
            null,
            null,
            null,
            ControlType.CONSENT_GIVEN,
            new ConsentChange(Purpose.all(), List.of(), null, 3)),
        new OpenList(
            4, 3, List.of("lstm"), List.of(new OpenItem("i", new float[] {1}, true, .01, 3))),
        LIST_FEEDBACK,
        FeedbackQuality.empty(5).plus(LIST_FEEDBACK, .9),
        new QualityMetric("hr@10", "blend", Over.WINDOW, null, .5, .4, .6, null, 6, 7),
        new QualityMetric("drift-alarm", "blend", null, null, .5, null, null, .7, 6, 7),
        Broadcast.of(ITEM),
        Broadcast.of(ROW),
        Broadcast.of(COUNTS),
        Broadcast.of(ORDER));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void recordsNeedNoKryo(Object sample) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(sample.getClass());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void recordsSurviveTheirBytes(Object sample) throws Exception {
    assertThat(throughBytes(sample))
        .usingRecursiveComparison()
        .withStrictTypeChecking()
        .ignoringCollectionOrder()
        .ignoringFields("contributions.table", "contributions.size")
        .isEqualTo(sample);
  }

  @Test
  void beansNeedNoKryoAndSurviveTheirBytes() throws Exception {
    ItemCounts counts = new ItemCounts();
    counts.setTotals(new double[] {2.5, 1});
    counts.setAsOf(1L << 40);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(ItemCounts.class);
    assertThat(throughBytes(counts)).usingRecursiveComparison().isEqualTo(counts);
  }

  @Test
  void theCheckIsNotInert() {
    assertThatThrownBy(() -> PojoTestUtils.assertSerializedAsPojoWithoutKryo(NeedsKryo.class))
        .isInstanceOf(AssertionError.class);
  }

  /** Holds what Flink would give to Kryo. */
  public record NeedsKryo(Object anything) {}

  @SuppressWarnings("unchecked")
  private static <T> T throughBytes(T value) throws Exception {
    TypeSerializer<T> serializer =
        (TypeSerializer<T>)
            TypeInformation.of(value.getClass()).createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
