package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.interesttracker.docs.Schemas;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Consent;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Json;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.privacy.PublishableEvent;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.Evidence;
import org.interesttracker.similarity.SimilaritySettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user's consent does to what is kept, counted and told of the user. */
class UserConsentTest {

  private static final int DIMENSION = 8;
  private static final long HOUR = 3_600_000;
  private static final int TAIL = 6;

  @TempDir private Path folder;
  private InterestModel model;
  private Catalog catalog;

  @BeforeEach
  void open() throws Exception {
    model = ModelFiles.read(ModelFixtures.untrained(folder, DIMENSION, 16, 1));
    catalog = new Catalog(model);
    for (int i = 0; i < 10; i++) {
      float[] vector = new float[DIMENSION];
      vector[i % DIMENSION] = 1;
      catalog.put(new CatalogItem("i" + i, "t", null, List.of("t" + i % 3), vector, "en", 0));
    }
  }

  @Test
  void anEventWithoutProfileLeavesNothingBehind() {
    Turn turn =
        turn(
            null,
            Consent.ALL,
            event("i0", 1),
            consent(2, Map.of(Purpose.PROFILE, false)),
            event("i1", 3),
            consent(4, Map.of(Purpose.PROFILE, true)),
            event("i2", 5));
    Turn without =
        turn(
            null,
            Consent.ALL,
            event("i0", 1),
            consent(2, Map.of(Purpose.PROFILE, false)),
            consent(4, Map.of(Purpose.PROFILE, true)),
            event("i2", 5));

    assertThat(turn.state()).usingRecursiveComparison().isEqualTo(without.state());
    assertThat(turn.updates()).usingRecursiveComparison().isEqualTo(without.updates());
    assertThat(turn.deltas()).usingRecursiveComparison().isEqualTo(without.deltas());
    assertThat(turn.updates().get(0).events()).isEqualTo(2);
  }

  @Test
  void eventsAreJudgedByTheirOwnTimeThoughTheyComeInALaterWindow() {
    Turn first =
        turn(
            null,
            Consent.ALL,
            event("i0", 1),
            consent(10, Map.of(Purpose.PROFILE, false, Purpose.LEARN, false)),
            consent(20, Map.of(Purpose.PROFILE, true)));
    Turn late = turn(first.state(), Consent.ALL, event("i1", 9), event("i2", 15), event("i3", 25));

    assertThat(late.updates().get(0).newItems()).containsExactly("i1", "i3");
    assertThat(late.updates().get(0).newItemsToLearn()).containsExactly("i1");
    assertThat(late.state().getProfile().getEvents()).isEqualTo(3);
  }

  @Test
  void anOrderHoldsForWhatComesAfterItsMillisecond() {
    Turn turn =
        turn(
            null,
            Consent.ALL,
            event("i0", 10),
            consent(10, Map.of(Purpose.PROFILE, false)),
            event("i1", 11));
    assertThat(turn.state().getProfile().getEvents()).isEqualTo(1);
  }

  @Test
  void aWithdrawalOfTheProfileTakesBackWhatWasToldOnce() throws Exception {
    Turn told = turn(null, Consent.ALL, event("i0", 1));
    Turn withdrawn =
        turn(told.state(), Consent.ALL, order(ControlType.CONSENT_WITHDRAWN, 2), event("i1", 3));
    Turn silent =
        turn(
            withdrawn.state(),
            Consent.ALL,
            event("i1", 4),
            order(ControlType.CONSENT_WITHDRAWN, 5));
    Turn back =
        turn(
            silent.state(),
            Consent.ALL,
            consent(6, Map.of(Purpose.PROFILE, true, Purpose.RECOMMEND, true)));

    assertThat(told.updates()).singleElement().matches(update -> !update.takesBack());
    assertThat(withdrawn.updates())
        .singleElement()
        .matches(InterestUpdate::takesBack)
        .matches(update -> !update.erased() && update.vector() == null)
        .matches(update -> update.recentItems().isEmpty() && update.topics().isEmpty());
    assertThat(
            Schemas.accepts(
                "interest-update", Json.MAPPER.writeValueAsString(withdrawn.updates().get(0))))
        .isTrue();
    assertThat(silent.updates()).isEmpty();
    assertThat(back.updates())
        .as("what was known before stays")
        .singleElement()
        .satisfies(
            update -> {
              assertThat(update.recentItems()).extracting(ItemWeight::itemId).containsExactly("i0");
              assertThat(update.consent())
                  .isEqualTo(
                      new Consent(List.of(Purpose.PROFILE, Purpose.RECOMMEND), "2026-03", 6L));
            });
  }

  @Test
  void anEventMayBeReleasedWhereThatWasConsentedTo() {
    Turn turn =
        turn(
            null,
            Consent.ALL,
            event("i0", 1),
            consent(2, Map.of(Purpose.PUBLISH, false)),
            event("i1", 3),
            consent(4, Map.of(Purpose.PUBLISH, true, Purpose.LEARN, false)),
            event("i2", 5));
    assertThat(turn.published()).extracting(PublishableEvent::itemId).containsExactly("i0", "i2");
  }

  @Test
  void whoSaidNothingHasTheDefault() {
    Turn unknown = turn(null, Consent.NONE, event("i0", 1));
    Turn consenting =
        turn(
            null,
            Consent.byDefault(List.of(Purpose.RECOMMEND)),
            event("i0", 1),
            consent(2, Map.of(Purpose.PROFILE, true)),
            event("i1", 3));

    assertThat(unknown.updates()).isEmpty();
    assertThat(unknown.state()).as("nothing is kept").isNull();
    assertThat(consenting.updates())
        .singleElement()
        .satisfies(
            update -> {
              assertThat(update.newItems()).containsExactly("i1");
              assertThat(update.allows(Purpose.RECOMMEND)).isTrue();
              assertThat(update.allows(Purpose.LEARN)).isFalse();
            });
    assertThat(consenting.deltas()).isEmpty();
  }

  /** Counts are sums of doubles in one order, so they are the same to the last bit. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void countsAreThoseOfARunWithoutTheEventsThatNothingMayLearnOf(long seed) {
    Random random = new Random(seed);
    List<UserMessage> all = new ArrayList<>();
    List<UserMessage> learnable = new ArrayList<>();
    boolean learn = true;
    for (int time = 1; time <= 60; time++) {
      if (time % 20 == 0 || random.nextInt(6) == 0) {
        learn = time == 20 ? false : random.nextInt(3) > 0;
        UserMessage order = consent(time, Map.of(Purpose.LEARN, learn));
        all.add(order);
        learnable.add(order);
      } else if (time == 41) {
        all.add(forget("t1", time));
        learnable.add(forget("t1", time));
      } else {
        UserMessage event = event("i" + random.nextInt(10), time);
        all.add(event);
        if (learn) {
          learnable.add(event);
        }
      }
    }
    assertThat(learnable.size()).isLessThan(all.size());

    Turn mixed = inWindows(all);
    Turn alone = inWindows(learnable);

    assertThat(mixed.deltas()).usingRecursiveComparison().isEqualTo(alone.deltas());
    assertThat(alone.deltas()).hasSizeGreaterThan(20);
    assertThat(mixed.added()).isEqualTo(alone.added());
    assertThat(mixed.state().getProfile().getEvents())
        .isGreaterThan(alone.state().getProfile().getEvents());
  }

  @Test
  void whatMayBeLearnedIsToldApartUntilTheTailIsOfSuchEventsAlone() {
    Turn turn =
        turn(
            null,
            Consent.ALL,
            event("i0", 1),
            consent(2, Map.of(Purpose.LEARN, false)),
            event("i1", 3),
            event("i2", 4),
            consent(5, Map.of(Purpose.LEARN, true)),
            event("i3", 6));
    InterestUpdate update = turn.updates().get(0);

    assertThat(update.recentItems())
        .extracting(ItemWeight::itemId)
        .containsExactly("i3", "i2", "i1", "i0");
    assertThat(update.recentItemsToLearn())
        .extracting(ItemWeight::itemId)
        .containsExactly("i3", "i0");
    assertThat(update.newItemsToLearn()).containsExactly("i0", "i3");
    assertThat(turn.state().getLearned()).isNotNull();

    UserMessage[] more = new UserMessage[TAIL];
    Arrays.setAll(more, i -> event("i" + i, 10 + i));
    Turn later = turn(turn.state(), Consent.ALL, more);

    assertThat(later.state().getLearned()).isNull();
    assertThat(later.updates().get(0).toLearn()).isNull();
  }

  @Test
  void eachOrderThatTookEffectIsOnRecord() {
    UserMessage late =
        UserMessage.of(ControlMessage.consent("u", Map.of(Purpose.LEARN, false), null, 3)).at(7);
    Turn turn =
        turn(
            null,
            Consent.ALL,
            consent(2, Map.of(Purpose.PROFILE, true, Purpose.PUBLISH, false)),
            late,
            order(ControlType.CONSENT_GIVEN, 8),
            order(ControlType.CONSENT_GIVEN, 9),
            order(ControlType.ERASE_USER, 10));

    List<Purpose> unpublished = List.of(Purpose.PROFILE, Purpose.RECOMMEND, Purpose.LEARN);
    assertThat(turn.decisions())
        .containsExactly(
            new ConsentDecision(
                "u",
                ControlType.CONSENT,
                2,
                2,
                "2026-03",
                Purpose.all(),
                unpublished,
                List.of(Purpose.RECOMMEND, Purpose.LEARN),
                true),
            new ConsentDecision(
                "u",
                ControlType.CONSENT,
                3,
                7,
                "2026-03",
                unpublished,
                List.of(Purpose.PROFILE, Purpose.RECOMMEND),
                List.of(Purpose.RECOMMEND),
                true),
            new ConsentDecision(
                "u",
                ControlType.CONSENT_GIVEN,
                8,
                8,
                "2026-03",
                List.of(Purpose.PROFILE, Purpose.RECOMMEND),
                Purpose.all(),
                List.of(),
                true),
            new ConsentDecision(
                "u",
                ControlType.CONSENT_GIVEN,
                9,
                9,
                "2026-03",
                Purpose.all(),
                Purpose.all(),
                List.of(),
                false),
            new ConsentDecision(
                "u",
                ControlType.ERASE_USER,
                10,
                10,
                null,
                Purpose.all(),
                Purpose.all(),
                Purpose.all(),
                false));
  }

  @Test
  void afterAnErasureTheDefaultHoldsAndTheRecordSaysSo() {
    Turn turn =
        turn(
            null,
            Consent.ALL,
            order(ControlType.CONSENT_WITHDRAWN, 1),
            event("i0", 2),
            order(ControlType.ERASE_USER, 3),
            event("i1", 4));

    assertThat(turn.decisions().get(1).after()).isEqualTo(Purpose.all());
    assertThat(turn.decisions().get(1).byDefault()).isEqualTo(Purpose.all());
    assertThat(turn.decisions().get(1).changed()).isTrue();
    assertThat(turn.state().getProfile().getConsents().isEmpty()).isTrue();
    assertThat(turn.state().getProfile().getEvents()).isEqualTo(1);
  }

  @Test
  void whoAsksIsToldWhatWasConsentedTo() throws Exception {
    Turn turn =
        turn(
            null,
            Consent.ALL,
            event("i0", 1),
            consent(2, Map.of(Purpose.LEARN, false)),
            order(ControlType.SHOW_INTERESTS, 3));
    InterestProfile answer = turn.answers().get(0);

    assertThat(answer.consentWithdrawn()).isFalse();
    assertThat(answer.consent())
        .isEqualTo(
            new Consent(
                List.of(Purpose.PROFILE, Purpose.RECOMMEND, Purpose.PUBLISH), "2026-03", 2L));
    assertThat(Schemas.accepts("interest-profile", Json.MAPPER.writeValueAsString(answer)))
        .isTrue();
  }

  private Turn inWindows(List<UserMessage> messages) {
    List<List<UserMessage>> windows = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += 7) {
      windows.add(messages.subList(from, Math.min(messages.size(), from + 7)));
    }
    return turn(null, Consent.ALL, windows);
  }

  private Turn turn(UserState state, Consent byDefault, UserMessage... messages) {
    return turn(state, byDefault, List.of(List.of(messages)));
  }

  private Turn turn(UserState state, Consent byDefault, List<List<UserMessage>> windows) {
    InterestSettings settings = settings(byDefault);
    List<CountDelta> deltas = new ArrayList<>();
    List<PublishableEvent> published = new ArrayList<>();
    UserTurn turn =
        new UserTurn(
            "u",
            state,
            settings,
            catalog,
            counts -> counts.forEach(deltas::add),
            new CountedHistory(settings, List::of, deltas::add),
            published::add);
    for (List<UserMessage> messages : windows) {
      int events = (int) messages.stream().filter(message -> message.event() != null).count();
      turn.add(new UserWindow("u", 0, HOUR, events, messages));
    }
    try (Lstm lstm = new Lstm(model)) {
      new InterestUpdater(lstm, 4).update(List.of(turn));
    }
    return new Turn(turn, deltas, published);
  }

  private static InterestSettings settings(Consent byDefault) {
    return new InterestSettings(
        new EventWeights(Map.of(), 2.5),
        24 * HOUR,
        0.9,
        0.5,
        10,
        TAIL,
        20,
        256,
        2,
        new SimilaritySettings(
            new Channels(CountChannel.known()),
            Evidence.MET,
            Duration.ofDays(30).toMillis(),
            1_000,
            1_000,
            1_000),
        byDefault);
  }

  /** A turn with what it added to the counts. */
  private record Turn(UserTurn turn, List<CountDelta> deltas, List<PublishableEvent> published) {

    UserState state() {
      return turn.state();
    }

    List<InterestUpdate> updates() {
      return turn.updates();
    }

    List<InterestProfile> answers() {
      return turn.answers();
    }

    List<ConsentDecision> decisions() {
      return turn.decisions();
    }

    List<HistoryEvent> added() {
      return turn.history().added();
    }
  }

  private static UserMessage event(String item, long time) {
    return UserMessage.of(
        new Event(
            item + time,
            "u",
            item,
            EventType.CLICK,
            null,
            null,
            time,
            null,
            null,
            null,
            new float[DIMENSION]));
  }

  private static UserMessage consent(long time, Map<Purpose, Boolean> purposes) {
    return UserMessage.of(ControlMessage.consent("u", purposes, "2026-03", time));
  }

  private static UserMessage forget(String topic, long time) {
    return UserMessage.of(
        new ControlMessage(ControlType.FORGET_TOPIC, "u", topic, null, null, time));
  }

  private static UserMessage order(ControlType type, long time) {
    return UserMessage.of(new ControlMessage(type, "u", null, null, null, time));
  }
}
