package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.interesttracker.docs.Schemas;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Json;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.InterestProfile.LikelyItem;
import org.interesttracker.interest.InterestProfile.LikelyTopic;
import org.interesttracker.interest.InterestProfile.ProfileItem;
import org.interesttracker.interest.InterestProfile.ProfileTopic;
import org.interesttracker.interest.Preferences.Leaning;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.privacy.PublishableEvent;
import org.interesttracker.similarity.TestCounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user's orders do to what is kept and told of the user. */
class UserOrdersTest {

  private static final int DIMENSION = 8;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final InterestSettings SETTINGS =
      new InterestSettings(
          new EventWeights(Map.of(), 2.5),
          DAY,
          0.9,
          0.5,
          10,
          50,
          20,
          256,
          2,
          TestCounts.weighted());

  private final List<PublishableEvent> published = new ArrayList<>();

  @TempDir private Path folder;
  private InterestModel model;
  private Catalog catalog;

  /** Topics: jazz along the first dimension, blues near it at a cosine of 0.8, folk across. */
  @BeforeEach
  void open() throws Exception {
    model = ModelFiles.read(ModelFixtures.untrained(folder, DIMENSION, 16, 1));
    catalog = new Catalog(model);
    put("j", "jazz", 1, 0);
    put("b", "blues", 0.8f, 0.6f);
    put("f", "folk", 0, 1);
  }

  @Test
  void anOrderAloneGivesAnUpdateThatCarriesIt() {
    UserTurn turn = turn(null, order(ControlType.BLOCK_ITEM, null, "j", 5));
    assertThat(turn.updates())
        .singleElement()
        .satisfies(
            update -> {
              assertThat(update.preferences().blockedItems()).containsExactly("j");
              assertThat(update.events()).isZero();
              assertThat(update.timestamp()).isEqualTo(5);
            });
    assertThat(turn.state()).as("of a user without events").isNotNull();
    UserTurn undone = turn(turn.state(), order(ControlType.UNBLOCK_ITEM, null, "j", 6));
    assertThat(undone.updates()).singleElement().matches(update -> update.preferences() == null);
    assertThat(undone.state()).as("nothing to keep").isNull();
  }

  @Test
  void anOrderGoesOnInTheUpdatesThatFollow() {
    UserTurn first =
        turn(
            null,
            event("j", EventType.CLICK, 1),
            order(ControlType.BLOCK_CATEGORY, "blues", null, 2),
            event("f", EventType.CLICK, 3));
    UserTurn second = turn(first.state(), event("j", EventType.VIEW, HOUR));
    assertThat(first.updates().get(0).preferences().blockedCategories()).containsExactly("blues");
    assertThat(second.updates().get(0).preferences())
        .isEqualTo(first.updates().get(0).preferences());
  }

  @Test
  void ordersAreKeptWhileConsentIsWithdrawn() {
    UserTurn silent =
        turn(
            null,
            event("j", EventType.CLICK, 1),
            order(ControlType.CONSENT_WITHDRAWN, null, null, 2),
            order(ControlType.BLOCK_ITEM, null, "f", 3));
    assertThat(silent.updates()).singleElement().matches(InterestUpdate::takesBack);
    UserTurn back = turn(silent.state(), order(ControlType.CONSENT_GIVEN, null, null, HOUR));
    assertThat(back.updates().get(0).preferences().blockedItems()).containsExactly("f");
  }

  @Test
  void erasureTakesOrdersBackAndOneGivenAfterItHolds() {
    UserTurn erased =
        turn(
            null,
            order(ControlType.BLOCK_ITEM, null, "j", 1),
            order(ControlType.ERASE_USER, null, null, 2));
    assertThat(erased.state()).isNull();
    assertThat(erased.updates()).singleElement().matches(InterestUpdate::erased);
    UserTurn consenting =
        turn(
            null,
            order(ControlType.ERASE_USER, null, null, 2),
            order(ControlType.CONSENT_GIVEN, null, null, 3));
    assertThat(consenting.updates()).as("nothing is kept").hasSize(1);
    UserTurn again =
        turn(
            null,
            order(ControlType.BLOCK_ITEM, null, "j", 1),
            order(ControlType.ERASE_USER, null, null, 2),
            order(ControlType.BLOCK_ITEM, null, "f", 3));
    assertThat(again.updates()).hasSize(2);
    assertThat(again.updates().get(1).preferences().blockedItems()).containsExactly("f");
  }

  @Test
  void lessAndMoreAreKeptAsSteps() {
    UserTurn turn =
        turn(
            null,
            order(ControlType.LESS_OF, "jazz", null, 1),
            order(ControlType.LESS_OF, "jazz", null, 2),
            order(ControlType.MORE_OF, null, "f", 3));
    assertThat(turn.updates().get(0).preferences().leanings())
        .containsExactly(new Leaning(null, "jazz", -2), new Leaning("f", null, 1));
  }

  @Test
  void anEventAgainstATopicTakesFromItsNeighboursAtOnce() {
    UserTurn turn =
        turn(
            null,
            event("b", EventType.LIKE, 0),
            event("f", EventType.LIKE, 0),
            event("j", EventType.DISLIKE, 0));
    // half of 3 times 0.8 off blues, nothing off folk, which lies across
    assertThat(turn.updates().get(0).topics())
        .extracting(InterestUpdate.TopicWeight::topic)
        .containsExactly("folk", "blues", "jazz");
    Map<String, Double> topics = turn.state().getProfile().getTopics();
    assertThat(topics.get("blues")).isCloseTo(3 - 0.5 * 3 * 0.8, within(1e-6));
    assertThat(topics.get("folk")).isCloseTo(3, within(1e-6));
    assertThat(topics.get("jazz")).isCloseTo(-3, within(1e-6));
  }

  @Test
  void aNeighbourLosesNoMoreThanWhatSpeaksForIt() {
    UserTurn turn = turn(null, event("b", EventType.CLICK, 0), event("j", EventType.DISLIKE, 0));
    assertThat(turn.state().getProfile().getTopics().get("blues")).isZero();
    UserTurn against = turn(null, event("b", EventType.SKIP, 0), event("j", EventType.DISLIKE, 0));
    assertThat(against.state().getProfile().getTopics().get("blues")).isEqualTo(-1);
  }

  @Test
  void aLateEventTakesWhatWouldBeLeftOfIt() {
    UserTurn turn = turn(null, event("b", EventType.LIKE, DAY), event("j", EventType.DISLIKE, 0));
    assertThat(turn.state().getProfile().getTopics().get("blues"))
        .isCloseTo(3 - 0.5 * 0.5 * 3 * 0.8, within(1e-6));
  }

  @Test
  void theAnswerTellsAllThatIsKept() throws Exception {
    UserTurn turn =
        turn(
            null,
            event("j", EventType.LIKE, DAY),
            event("f", EventType.CLICK, DAY),
            order(ControlType.BLOCK_ITEM, null, "b", DAY + 1),
            order(ControlType.SHOW_INTERESTS, null, null, 2 * DAY));
    InterestProfile answer = turn.answers().get(0);
    assertThat(answer.known()).isTrue();
    assertThat(answer.events()).isEqualTo(2);
    assertThat(answer.eventCounts()).isEqualTo(Map.of("like", 1L, "click", 1L));
    assertThat(answer.firstSeen()).isEqualTo(DAY);
    assertThat(answer.topics()).extracting(ProfileTopic::topic).containsExactly("jazz", "folk");
    assertThat(answer.topics().get(0).weight()).as("a half-life on").isCloseTo(1.5, within(1e-6));
    assertThat(answer.topics().get(0).share()).isCloseTo(0.75, within(1e-6));
    assertThat(answer.recentItems())
        .containsExactly(new ProfileItem("f", "Title f", 1), new ProfileItem("j", "Title j", 3));
    assertThat(answer.preferences().blockedItems()).containsExactly("b");
    assertThat(answer.modelVersion()).isEqualTo(model.version());
    assertThat(answer.textEn())
        .startsWith(
            "You are most interested in jazz (75 %), folk (25 %), by what you did from 1970-01-02"
                + " to 1970-01-02 (2 events); most likely next: ")
        .endsWith(".");
    assertThat(answer.textZh())
        .startsWith("您目前最感兴趣的是jazz (75 %)、folk (25 %)（依据您从1970-01-02到1970-01-02的2次行为）")
        .endsWith("。");
    assertThat(Schemas.accepts("interest-profile", Json.MAPPER.writeValueAsString(answer)))
        .isTrue();
  }

  @Test
  void whatIsForeseenIsTheSoftmaxOfTheInterestVectorWithoutWhatIsBlocked() {
    UserTurn turn =
        turn(
            null,
            event("j", EventType.LIKE, 1),
            order(ControlType.BLOCK_ITEM, null, "b", 2),
            order(ControlType.SHOW_INTERESTS, null, null, 3));
    float[] y = turn.state().getSequence().interest();
    double jazz = Math.exp(y[0]);
    double blues = Math.exp(0.8 * y[0] + 0.6 * y[1]);
    double folk = Math.exp(y[1]);
    double sum = jazz + blues + folk;
    InterestProfile.Foreseen foreseen = turn.answers().get(0).foreseen();
    assertThat(foreseen.items())
        .extracting(LikelyItem::itemId)
        .containsExactlyInAnyOrder("j", "f")
        .isEqualTo(jazz > folk ? List.of("j", "f") : List.of("f", "j"));
    assertThat(foreseen.topics()).extracting(LikelyTopic::topic).contains("blues");
    assertThat(chance(foreseen, "jazz")).isCloseTo(jazz / sum, within(1e-5));
    assertThat(chance(foreseen, "blues")).isCloseTo(blues / sum, within(1e-5));
  }

  private static double chance(InterestProfile.Foreseen foreseen, String topic) {
    return foreseen.topics().stream()
        .filter(likely -> likely.topic().equals(topic))
        .findFirst()
        .orElseThrow()
        .chance();
  }

  @Test
  void aQuestionIsAnsweredAsOfItsPlaceAndMovesNothing() {
    UserMessage show = order(ControlType.SHOW_INTERESTS, null, null, 2);
    UserTurn turn = turn(null, event("j", EventType.LIKE, 1), show, event("f", EventType.LIKE, 3));
    assertThat(turn.answers())
        .singleElement()
        .satisfies(answer -> assertThat(answer.events()).isEqualTo(1));
    UserTurn without = turn(null, event("j", EventType.LIKE, 1), event("f", EventType.LIKE, 3));
    assertThat(turn.updates().get(0))
        .usingRecursiveComparison()
        .ignoringFields("vector", "interestDrift")
        .isEqualTo(without.updates().get(0));
    UserTurn alone = turn(turn.state(), show);
    assertThat(alone.updates()).as("it is no news").isEmpty();
    assertThat(alone.answers()).hasSize(1);
  }

  @Test
  void whoIsUnknownAndWhoIsErasedAreToldThatNothingIsKnown() {
    UserTurn unknown = turn(null, order(ControlType.SHOW_INTERESTS, null, null, 2));
    assertThat(unknown.updates()).isEmpty();
    assertThat(unknown.state()).isNull();
    assertNothingKnown(unknown.answers());
    UserTurn erased =
        turn(null, event("j", EventType.LIKE, 1), order(ControlType.ERASE_USER, null, null, 2));
    assertNothingKnown(erased.answers());
    UserTurn asked =
        turn(
            null,
            event("j", EventType.LIKE, 1),
            order(ControlType.ERASE_USER, null, null, 2),
            order(ControlType.SHOW_INTERESTS, null, null, 3));
    assertThat(asked.updates()).singleElement().matches(InterestUpdate::erased);
    assertNothingKnown(asked.answers().subList(1, 2));
  }

  private static void assertNothingKnown(List<InterestProfile> answers) {
    assertThat(answers)
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer.known()).isFalse();
              assertThat(answer.topics()).isEmpty();
              assertThat(answer.foreseen()).isNull();
              assertThat(answer.textEn()).isEqualTo("Nothing is known of what you did.");
              assertThat(answer.textZh()).isEqualTo("没有关于您行为的任何记录。");
            });
  }

  @Test
  void whoWithdrewConsentIsAnsweredToo() {
    UserTurn turn =
        turn(
            null,
            event("j", EventType.LIKE, 1),
            order(ControlType.CONSENT_WITHDRAWN, null, null, 2),
            order(ControlType.SHOW_INTERESTS, null, null, 3));
    assertThat(turn.answers())
        .singleElement()
        .matches(InterestProfile::consentWithdrawn)
        .matches(answer -> answer.events() == 1);
  }

  @Test
  void onlyWhatTheUserAllowsToPublishMayBePartOfARelease() {
    turn(
        null,
        event("j", EventType.LIKE, 1),
        consent(Purpose.PUBLISH, false, 2),
        event("b", EventType.CLICK, 3),
        consent(Purpose.PUBLISH, true, 4),
        event("f", EventType.CLICK, 5));
    assertThat(published).extracting(PublishableEvent::itemId).containsExactly("j", "f");
    assertThat(published)
        .extracting(PublishableEvent::topics)
        .containsExactly(List.of("jazz"), List.of("folk"));
  }

  @Test
  void anErasureTakesBackWhatWasToBeReleased() {
    turn(null, event("j", EventType.LIKE, 1), order(ControlType.ERASE_USER, null, null, 2));
    assertThat(published).last().isEqualTo(PublishableEvent.erasure("u", 2));
  }

  private static UserMessage consent(Purpose purpose, boolean given, long time) {
    return UserMessage.of(ControlMessage.consent("u", Map.of(purpose, given), null, time));
  }

  private UserTurn turn(UserState state, UserMessage... messages) {
    UserTurn turn =
        new UserTurn(
            "u",
            state,
            SETTINGS,
            catalog,
            delta -> {},
            new CountedHistory(SETTINGS, List::of, delta -> {}),
            published::add);
    int events = (int) List.of(messages).stream().filter(m -> m.event() != null).count();
    turn.add(new UserWindow("u", 0, HOUR, events, List.of(messages)));
    try (Lstm lstm = new Lstm(model)) {
      new InterestUpdater(lstm, 4).update(List.of(turn));
    }
    return turn;
  }

  private void put(String id, String topic, float x, float y) {
    float[] vector = new float[DIMENSION];
    vector[0] = x;
    vector[1] = y;
    catalog.put(new CatalogItem(id, "Title " + id, null, List.of(topic), vector, "en", 0));
  }

  private static UserMessage event(String item, EventType type, long time) {
    return UserMessage.of(
        new Event(item + time, "u", item, type, null, null, time, null, null, null, null));
  }

  private static UserMessage order(ControlType type, String topic, String item, long time) {
    return UserMessage.of(new ControlMessage(type, "u", topic, item, null, null, time));
  }
}
