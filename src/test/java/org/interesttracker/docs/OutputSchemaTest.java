package org.interesttracker.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.interesttracker.erasure.ErasureReceipt;
import org.interesttracker.event.Consent;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Json;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.Refusal;
import org.interesttracker.interest.ConsentDecision;
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
import org.interesttracker.privacy.ReleasedStatistic;
import org.interesttracker.privacy.ReleasedStatistic.Entry;
import org.interesttracker.privacy.ReleasedStatistic.Status;
import org.interesttracker.privacy.Statistic;
import org.interesttracker.quality.QualityMetric;
import org.interesttracker.quality.QualityMetric.Over;
import org.interesttracker.recommend.Basis;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.recommend.Recommendation.Reason;
import org.interesttracker.recommend.Recommendation.RecommendedItem;
import org.interesttracker.similarity.CountSeed;
import org.interesttracker.similarity.SimilarityRow;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the schemas of what comes out, and of rows and counts from elsewhere, to the records. */
class OutputSchemaTest {

  private static final String MODEL = "fa6133e51b56";
  private static final Preferences PREFERENCES =
      new Preferences(
          List.of("i"),
          List.of("cars"),
          List.of(new Leaning("j", null, -1), new Leaning(null, "bikes", 3)));

  static Stream<Arguments> records() {
    return Stream.of(
        arguments("interest-update", interest(0.25, 0.5)),
        arguments("interest-update", interest(null, null)),
        arguments("interest-update", interest(-2.2e-16, 2.0000000000000004)),
        arguments("interest-update", erasedInterest()),
        arguments("interest-update", withdrawnInterest()),
        arguments(
            "consent-decision",
            new ConsentDecision(
                "u",
                ControlType.CONSENT,
                1_000,
                1_500,
                "2026-03",
                Purpose.all(),
                List.of(Purpose.PROFILE),
                List.of(Purpose.PUBLISH),
                true)),
        arguments(
            "consent-decision",
            new ConsentDecision(
                "u",
                ControlType.ERASE_USER,
                1_000,
                1_000,
                null,
                List.of(),
                List.of(),
                Purpose.all(),
                false)),
        arguments(
            "recommendation",
            list(new Reason(Basis.SIMILAR_ITEMS, "j", "J", 1.5, "bikes", 0.75, "Because.", "因为。"))),
        arguments(
            "recommendation",
            list(new Reason(Basis.TRENDING, null, null, 0, null, 0, "Popular.", "热门。"))),
        arguments("interest-profile", profile()),
        arguments("interest-profile", nothingKnown()),
        arguments(
            "recommendation",
            new Recommendation(
                "u", null, List.of(), null, null, null, 0, null, 2_000, 1_500, true)),
        arguments(
            "recommendation",
            new Recommendation(
                "u", null, List.of(), null, null, null, 0, null, 2_000, 1_500, false, true)),
        arguments(
            "quality-metric",
            new QualityMetric("hr@10", "blend", Over.WINDOW, null, 0.5, 0.25, 0.75, null, 6, 9)),
        arguments(
            "quality-metric",
            new QualityMetric("mrr@5", "item-cf", Over.FADING, null, 0, 0.0, 1.0, null, 1.5, 9)),
        arguments(
            "quality-metric",
            new QualityMetric("drift-alarm", "lstm", null, null, 0.1, null, null, 0.2, 600, 9)),
        arguments(
            "quality-metric",
            new QualityMetric("ctr", "blend", Over.WINDOW, 3, 0.1, 0.0, 0.5, null, 6, 9)),
        arguments(
            "quality-metric",
            new QualityMetric(
                "exploration-regret", "blend", Over.FADING, null, -0.1, -0.5, 0.5, null, 6, 9)),
        arguments(
            "quality-metric",
            new QualityMetric("position-bias", "blend", Over.WINDOW, 2, 1.5, 0.5, 4.5, null, 6, 9)),
        arguments("released-statistic", released()),
        arguments("released-statistic", refused()),
        arguments("refusal", new Refusal("u", "e", "click", 5, 7)),
        arguments("refusal", new Refusal("u", null, "block_item", 7, 7)),
        arguments("erasure-receipt", receipt(Map.of("events", 3L, "met_items", 2L))),
        arguments("erasure-receipt", receipt(Map.of())),
        arguments("similarity-row", new SimilarityRow("i", List.of(new Neighbour("j", 0.5)), 3)),
        arguments(
            "count-seed",
            new CountSeed("i", 9L, 7, new double[] {2}, Map.of("j", new double[] {1.5}))),
        arguments(
            "event",
            new Event("e", "u", "i", EventType.CLICK, null, null, 9, null, null, null, null)));
  }

  @ParameterizedTest
  @MethodSource("records")
  void acceptsWhatIsWritten(String kind, Object record) throws Exception {
    assertThat(Schemas.accepts(kind, json(record))).as(json(record)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("records")
  void refusesWhatLacksAFieldThatIsAlwaysThere(String kind, Object record) throws Exception {
    for (JsonNode field : Schemas.schema(kind).getSchemaNode().get("required")) {
      ObjectNode without = Json.MAPPER.valueToTree(record);
      without.remove(field.asText());
      assertThat(Schemas.accepts(kind, without.toString())).as(field.asText()).isFalse();
    }
  }

  private static ErasureReceipt receipt(Map<String, Long> removed) {
    return new ErasureReceipt(
        "u",
        1,
        2,
        3,
        !removed.isEmpty(),
        removed,
        0,
        List.of("interests"),
        List.of("blend_weights", "item_counts"),
        4);
  }

  static Stream<Arguments> types() {
    return Stream.of(
        arguments("refusal", "/properties", Refusal.class),
        arguments("erasure-receipt", "/properties", ErasureReceipt.class),
        arguments("interest-update", "/properties", InterestUpdate.class),
        arguments("interest-update", "/properties/topics/items/properties", TopicWeight.class),
        arguments("interest-update", "/properties/recent_items/items/properties", ItemWeight.class),
        arguments("interest-update", "/$defs/preferences/properties", Preferences.class),
        arguments("interest-update", "/$defs/consent/properties", Consent.class),
        arguments("interest-profile", "/$defs/consent/properties", Consent.class),
        arguments("consent-decision", "/properties", ConsentDecision.class),
        arguments(
            "interest-update",
            "/$defs/preferences/properties/leanings/items/properties",
            Leaning.class),
        arguments("interest-profile", "/properties", InterestProfile.class),
        arguments("interest-profile", "/properties/topics/items/properties", ProfileTopic.class),
        arguments(
            "interest-profile", "/properties/recent_items/items/properties", ProfileItem.class),
        arguments("interest-profile", "/properties/foreseen/properties", Foreseen.class),
        arguments(
            "interest-profile",
            "/properties/foreseen/properties/items/items/properties",
            LikelyItem.class),
        arguments(
            "interest-profile",
            "/properties/foreseen/properties/topics/items/properties",
            LikelyTopic.class),
        arguments("recommendation", "/properties", Recommendation.class),
        arguments("recommendation", "/properties/items/items/properties", RecommendedItem.class),
        arguments(
            "recommendation", "/properties/items/items/properties/reason/properties", Reason.class),
        arguments("quality-metric", "/properties", QualityMetric.class),
        arguments("released-statistic", "/properties", ReleasedStatistic.class),
        arguments("released-statistic", "/properties/entries/items/properties", Entry.class),
        arguments("similarity-row", "/properties", SimilarityRow.class),
        arguments("similarity-row", "/properties/neighbours/items/properties", Neighbour.class),
        arguments("count-seed", "/properties", CountSeed.class),
        arguments("event", "/properties", Event.class));
  }

  @ParameterizedTest
  @MethodSource("types")
  void listsTheFieldsOfTheRecord(String kind, String pointer, Class<?> type) {
    TreeSet<String> listed = new TreeSet<>();
    Schemas.schema(kind).getSchemaNode().at(pointer).fieldNames().forEachRemaining(listed::add);

    assertThat(listed).isEqualTo(fields(type));
  }

  private static TreeSet<String> fields(Class<?> record) {
    return Json.MAPPER
        .getSerializationConfig()
        .introspect(Json.MAPPER.constructType(record))
        .findProperties()
        .stream()
        .map(BeanPropertyDefinition::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static InterestUpdate interest(Double interestDrift, Double textDrift) {
    return new InterestUpdate(
        "u",
        1_000,
        2_000,
        3,
        List.of(new TopicWeight("bikes", 2.5, 1, 0.25), new TopicWeight("cars", -1, 0, -0.5)),
        new float[] {0.5f, -1},
        interestDrift,
        textDrift,
        List.of(new ItemWeight("i", -1), new ItemWeight("j", 1, 1, EventType.CLICK)),
        List.of("i"),
        MODEL,
        1_500,
        false,
        PREFERENCES,
        new Consent(List.of(Purpose.PROFILE, Purpose.LEARN), "2026-03", 1_000L),
        new ToLearn(List.of(), List.of()));
  }

  private static ReleasedStatistic released() {
    return new ReleasedStatistic(
        Statistic.PAIRS,
        Status.RELEASED,
        1_000,
        2_000,
        List.of(new Entry("i", null, 20, 0.5, null), new Entry("i", "j", 18, null, 0.75)),
        ReleasedStatistic.UNIT,
        "discrete-gaussian",
        0.5,
        1e-7,
        2.5,
        17L,
        10,
        210,
        1,
        1e-6,
        30,
        1e-4);
  }

  private static ReleasedStatistic refused() {
    return new ReleasedStatistic(
        Statistic.ITEMS,
        Status.REFUSED,
        1_000,
        2_000,
        List.of(),
        ReleasedStatistic.UNIT,
        null,
        null,
        null,
        null,
        null,
        10,
        20,
        30,
        1e-6,
        30,
        1e-4);
  }

  private static InterestProfile profile() {
    return new InterestProfile(
        "u",
        true,
        false,
        new Consent(Purpose.all(), "2026-03", 1_000L),
        1_000L,
        2_000L,
        3,
        Map.of("click", 3L),
        List.of(new ProfileTopic("bikes", 2.5, 1), new ProfileTopic("cars", -1, 0)),
        List.of(new ProfileItem("i", "", -1)),
        PREFERENCES,
        new Foreseen(
            List.of(new LikelyItem("i", "I", 0.5)), List.of(new LikelyTopic("bikes", 0.75))),
        MODEL,
        "You like bikes.",
        "您喜欢bikes。",
        2_500,
        false);
  }

  private static InterestProfile nothingKnown() {
    return new InterestProfile(
        "u",
        false,
        false,
        Consent.ALL,
        null,
        null,
        0,
        Map.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        "-",
        "-",
        2_500,
        false);
  }

  private static InterestUpdate withdrawnInterest() {
    return new InterestUpdate(
        "u",
        1,
        2,
        0,
        List.of(),
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        1,
        false,
        null,
        new Consent(List.of(Purpose.LEARN), null, 1L),
        null);
  }

  private static InterestUpdate erasedInterest() {
    return new InterestUpdate(
        "u", 1, 2, 0, List.of(), null, null, null, List.of(), List.of(), null, 1, true);
  }

  private static Recommendation list(Reason reason) {
    Map<String, Double> contributions = Map.of("item-cf", 0.5, "lstm", 0.25);
    return new Recommendation(
        "u",
        "0123456789abcdef0123456789abcdef",
        List.of(
            new RecommendedItem("i", "", 0.75, contributions, reason, null, null),
            new RecommendedItem("j", "", 0.75, contributions, reason, true, 0.001)),
        Map.of("item-cf", 0.25, "lstm", -0.125),
        0.25,
        MODEL,
        4,
        1_250L,
        2_000,
        1_500,
        false);
  }

  private static String json(Object record) throws JsonProcessingException {
    return Json.MAPPER.writeValueAsString(record);
  }
}
