package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.UserMessage;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.TestCounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterestUpdaterTest {

  private static final int DIMENSION = 8;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final InterestSettings SETTINGS =
      new InterestSettings(
          new EventWeights(Map.of(), 2.5),
          24 * HOUR,
          0.9,
          0.5,
          10,
          50,
          20,
          256,
          2,
          TestCounts.weighted());

  @TempDir private Path folder;
  private InterestModel model;
  private Catalog catalog;

  @BeforeEach
  void open() throws Exception {
    model = ModelFiles.read(ModelFixtures.untrained(folder.resolve("a"), DIMENSION, 16, 1));
    catalog = new Catalog(model);
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      float[] vector = new float[DIMENSION];
      for (int d = 0; d < DIMENSION; d++) {
        vector[d] = (float) random.nextGaussian();
      }
      catalog.put(new CatalogItem("i" + i, "t", null, List.of("topic" + i % 4), vector, "en", 0));
    }
  }

  @Test
  void aBundleOfManyUsersGivesEachWhatItGetsAlone() {
    Map<String, List<UserWindow>> windows = new HashMap<>();
    Random random = new Random(5);
    for (int u = 0; u < 30; u++) {
      List<UserWindow> mine = new ArrayList<>();
      for (int w = 0; w < 1 + random.nextInt(3); w++) {
        List<Event> events = new ArrayList<>();
        for (int e = 0; e < 1 + random.nextInt(6); e++) {
          events.add(event("u" + u, "i" + random.nextInt(40), w * HOUR + e * 1_000L));
        }
        mine.add(window("u" + u, w * HOUR, events));
      }
      windows.put("u" + u, mine);
    }
    Map<String, SequenceState> together = run(windows, 7);
    windows.forEach(
        (user, mine) -> {
          SequenceState alone = run(Map.of(user, mine), 1).get(user);
          assertThat(together.get(user).hidden()).containsExactly(alone.hidden(), within(1e-5f));
          assertThat(together.get(user).cell()).containsExactly(alone.cell(), within(1e-5f));
          assertThat(together.get(user).interest())
              .containsExactly(alone.interest(), within(1e-5f));
        });
  }

  @Test
  void stateOfAnotherModelIsRebuiltFromTheTail() throws Exception {
    UserTurn first = turn(null, window("u", 0, List.of(event("u", "i1", 1), event("u", "i2", 2))));
    update(model, first);
    InterestModel other =
        ModelFiles.read(ModelFixtures.untrained(folder.resolve("b"), DIMENSION, 16, 2));
    UserTurn next = turn(first, window("u", HOUR, List.of(event("u", "i3", HOUR))));
    update(other, next);
    UserTurn fresh =
        turn(
            null,
            window(
                "u", 0, List.of(event("u", "i1", 1), event("u", "i2", 2), event("u", "i3", HOUR))));
    update(other, fresh);
    assertThat(next.state().getSequence().modelVersion()).isEqualTo(other.version());
    assertThat(next.state().getSequence().hidden())
        .containsExactly(fresh.state().getSequence().hidden(), within(1e-6f));
  }

  @Test
  void onlyTheLatestEventsOfAWindowGoThroughTheModelAndAllAreCounted() {
    InterestSettings two =
        new InterestSettings(
            SETTINGS.weights(), 24 * HOUR, 0.9, 0.5, 10, 50, 20, 2, 2, TestCounts.weighted());
    UserWindow all =
        window("u", 0, List.of(event("u", "i1", 1), event("u", "i2", 2), event("u", "i3", 3)));
    UserTurn bounded = new UserTurn("u", null, two, catalog, delta -> {});
    bounded.add(all);
    update(model, bounded);
    UserTurn latest = turn(null, window("u", 0, List.of(event("u", "i2", 2), event("u", "i3", 3))));
    update(model, latest);
    assertThat(bounded.state().getSequence().hidden())
        .containsExactly(latest.state().getSequence().hidden());
    assertThat(bounded.state().getProfile().getEvents()).isEqualTo(3);
  }

  @Test
  void topicsDecayByTheirHalfLifeAndALateEventAddsWhatWouldBeLeft() {
    TopicWeights topics = new TopicWeights();
    topics.add("a", 4, 0, HOUR);
    topics.add("b", 1, 2 * HOUR, HOUR);
    assertThat(topics.toMap()).containsEntry("a", 1.0).containsEntry("b", 1.0);
    topics.add("b", 8, HOUR, HOUR);
    assertThat(topics.toMap()).containsEntry("b", 5.0);
  }

  @Test
  void anUpdateTellsTopicsSharesAndChange() {
    UserTurn first = turn(null, window("u", 0, List.of(event("u", "i0", 0))));
    update(model, first);
    UserTurn second =
        turn(first, window("u", HOUR, List.of(typed("u", "i1", EventType.LIKE, 24 * HOUR))));
    update(model, second);
    InterestUpdate update = second.updates().get(0);
    // a click (1) a half-life ago against a like (3) now
    assertThat(update.topics().get(0).topic()).isEqualTo("topic1");
    assertThat(update.topics().get(0).weight()).isCloseTo(3, within(1e-9));
    assertThat(update.topics().get(0).share()).isCloseTo(3 / 3.5, within(1e-9));
    assertThat(update.topics().get(1).change()).isCloseTo(0.5 / 3.5 - 1, within(1e-9));
    assertThat(update.newItems()).containsExactly("i1");
    assertThat(update.interestDrift()).isBetween(0.0, 2.0);
    assertThat(first.updates().get(0).interestDrift()).isNull();
  }

  @Test
  void dislikesAndLowRatingsCountAgainst() {
    UserTurn turn =
        turn(
            null,
            window(
                "u",
                0,
                List.of(
                    typed("u", "i0", EventType.DISLIKE, 1),
                    new Event(
                        "r", "u", "i1", EventType.RATING, null, 1.0, 2, null, null, null, null))));
    update(model, turn);
    assertThat(turn.state().getProfile().getTopics().get("topic0")).isCloseTo(-3, within(1e-6));
    assertThat(turn.state().getProfile().getTopics().get("topic1")).isCloseTo(-3, within(1e-6));
  }

  @Test
  void aTextWithoutAnItemCountsForTheTopicItIsNearestTo() {
    float[] east = {1, 0, 0, 0, 0, 0, 0, 0};
    float[] north = {0, 1, 0, 0, 0, 0, 0, 0};
    Catalog two = new Catalog(model);
    two.put(new CatalogItem("e", "t", null, List.of("east"), east, "en", 0));
    two.put(new CatalogItem("n", "t", null, List.of("north"), north, "en", 0));
    UserTurn turn = new UserTurn("u", null, SETTINGS, two, delta -> {});
    float[] nearlyEast = {0.95f, 0.312f, 0, 0, 0, 0, 0, 0};
    float[] between = {0.8f, 0.6f, 0, 0, 0, 0, 0, 0};
    turn.add(window("u", 0, List.of(search(nearlyEast, 1), search(between, 2))));
    update(model, turn);
    assertThat(turn.state().getProfile().getTopics()).containsOnlyKeys("east");

    two.put(new CatalogItem("e", "t", null, List.of("south"), east, "en", 0));
    UserTurn later = new UserTurn("u", null, SETTINGS, two, delta -> {});
    later.add(window("u", 0, List.of(search(nearlyEast, 1))));
    update(model, later);
    assertThat(later.state().getProfile().getTopics()).containsOnlyKeys("south");
  }

  @Test
  void withoutConsentEventsDoNotCountUntilItIsGivenAgain() {
    UserTurn turn =
        turn(
            null,
            messages(
                UserMessage.of(event("u", "i0", 1)),
                order(ControlType.CONSENT_WITHDRAWN, null, 2),
                UserMessage.of(event("u", "i1", 3)),
                order(ControlType.CONSENT_GIVEN, null, 4),
                UserMessage.of(event("u", "i2", 5))));
    update(model, turn);
    assertThat(turn.state().getProfile().getEvents()).isEqualTo(2);
    assertThat(turn.state().getProfile().getTopics()).containsOnlyKeys("topic0", "topic2");
    UserTurn silent =
        turn(
            null,
            messages(
                order(ControlType.CONSENT_WITHDRAWN, null, 1),
                UserMessage.of(event("u", "i1", 2))));
    update(model, silent);
    assertThat(silent.updates())
        .as("takes back what outputs may still have of an earlier time")
        .singleElement()
        .matches(update -> update.topics().isEmpty() && update.vector() == null)
        .matches(update -> !update.consent().allows(Purpose.PROFILE));
  }

  @Test
  void aForgottenTopicIsGoneAsIfItsEventsHadNotBeen() {
    UserTurn turn =
        turn(
            null,
            messages(
                UserMessage.of(event("u", "i0", 1)),
                UserMessage.of(event("u", "i1", 2)),
                order(ControlType.FORGET_TOPIC, "topic0", 3),
                UserMessage.of(event("u", "i2", 4))));
    update(model, turn);
    UserTurn without =
        turn(
            null,
            messages(UserMessage.of(event("u", "i1", 2)), UserMessage.of(event("u", "i2", 4))));
    update(model, without);
    assertThat(turn.state().getProfile().getTopics()).containsOnlyKeys("topic1", "topic2");
    assertThat(turn.state().getSequence().hidden())
        .containsExactly(without.state().getSequence().hidden(), within(1e-6f));
  }

  @Test
  void anErasedUserLeavesNothingAndStartsAnew() {
    UserTurn erased =
        turn(
            null,
            messages(UserMessage.of(event("u", "i0", 1)), order(ControlType.ERASE_USER, null, 2)));
    update(model, erased);
    assertThat(erased.state()).isNull();
    assertThat(erased.updates()).singleElement().matches(InterestUpdate::erased);
    UserTurn back =
        turn(
            null,
            messages(
                UserMessage.of(event("u", "i0", 1)),
                order(ControlType.ERASE_USER, null, 2),
                UserMessage.of(event("u", "i1", 3))));
    update(model, back);
    assertThat(back.state().getProfile().getEvents()).isEqualTo(1);
    assertThat(back.updates()).extracting(InterestUpdate::erased).containsExactly(true, false);
    assertThat(back.updates().get(1).newItems()).containsExactly("i1");
  }

  @Test
  void itemsOfOneUserWithinTheLinkedWindowAreCountedTogether() {
    List<CountDelta> deltas = new ArrayList<>();
    UserTurn turn =
        new UserTurn("u", null, SETTINGS, catalog, counts -> counts.forEach(deltas::add));
    turn.add(
        messages(
            UserMessage.of(event("u", "i0", 1)),
            UserMessage.of(typed("u", "i1", EventType.LIKE, 2)),
            UserMessage.of(event("u", "i2", 100 * HOUR))));
    update(model, turn);
    assertThat(deltas).extracting(CountDelta::itemId).containsExactly("i0", "i0", "i1", "i2");
    assertThat(deltas.get(1).others()).containsExactly("i1");
    assertThat(deltas.get(1).pairs()).containsExactly(3);
    assertThat(deltas.get(2).totals()).containsExactly(9);
    assertThat(deltas.get(3).others()).isEmpty();
  }

  private Map<String, SequenceState> run(Map<String, List<UserWindow>> windows, int maxBatch) {
    Map<String, UserTurn> turns = new HashMap<>();
    List<String> users = new ArrayList<>(windows.keySet());
    Collections.shuffle(users, new Random(11));
    List<UserTurn> bundle = new ArrayList<>();
    for (String user : users) {
      UserTurn turn = new UserTurn(user, null, SETTINGS, catalog, delta -> {});
      windows.get(user).forEach(turn::add);
      turns.put(user, turn);
      bundle.add(turn);
    }
    try (Lstm lstm = new Lstm(model)) {
      new InterestUpdater(lstm, maxBatch).update(bundle);
    }
    Map<String, SequenceState> states = new HashMap<>();
    turns.forEach((user, turn) -> states.put(user, turn.state().getSequence()));
    return states;
  }

  private void update(InterestModel with, UserTurn turn) {
    try (Lstm lstm = new Lstm(with)) {
      new InterestUpdater(lstm, 4).update(List.of(turn));
    }
  }

  private UserTurn turn(UserTurn before, UserWindow window) {
    UserTurn turn =
        before == null
            ? new UserTurn("u", null, SETTINGS, catalog, delta -> {})
            : new UserTurn("u", before.state(), SETTINGS, catalog, delta -> {});
    turn.add(window);
    return turn;
  }

  private static UserWindow window(String user, long start, List<Event> events) {
    return new UserWindow(
        user, start, start + HOUR, events.size(), events.stream().map(UserMessage::of).toList());
  }

  private static UserWindow messages(UserMessage... messages) {
    return new UserWindow("u", 0, HOUR, messages.length, List.of(messages));
  }

  private static UserMessage order(ControlType type, String topic, long time) {
    return UserMessage.of(new ControlMessage(type, "u", topic, null, null, time));
  }

  private static Event event(String user, String item, long time) {
    return typed(user, item, EventType.CLICK, time);
  }

  private static Event search(float[] vector, long time) {
    return new Event(
        "s" + time, "u", null, EventType.SEARCH, "text", null, time, null, null, null, vector);
  }

  private static Event typed(String user, String item, EventType type, long time) {
    return new Event(
        user + item + time, user, item, type, null, null, time, null, null, null, null);
  }
}
