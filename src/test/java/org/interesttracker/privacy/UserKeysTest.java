package org.interesttracker.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.interesttracker.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far one user can move the counts: whatever the user did, no further than the caps. */
class UserKeysTest {

  private static final long WINDOW = 86_400_000L;
  private static final Map<Statistic, Integer> CAPS =
      new EnumMap<>(
          Map.of(
              Statistic.ITEMS, 4,
              Statistic.TOPICS, 2,
              Statistic.PAIRS, 10,
              Statistic.LANGUAGES, 1,
              Statistic.ACTIONS, 3));

  /** Neighbouring data sets: with and without one of the users, each of them in turn. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aUserMovesNoMoreCountsThanTheCapsAndEachByOne(long seed) {
    Random random = new Random(seed);
    Map<String, List<PublishableEvent>> users = new HashMap<>();
    for (int u = 0; u < 30; u++) {
      users.put("u" + u, events("u" + u, random.nextInt(150), random));
    }
    Map<ReleaseKey, Integer> with = counts(users);
    for (String user : users.keySet()) {
      Map<String, List<PublishableEvent>> others = new HashMap<>(users);
      others.remove(user);
      Map<ReleaseKey, Integer> without = counts(others);
      Map<Statistic, Integer> moved = new EnumMap<>(Statistic.class);
      with.forEach(
          (key, count) -> {
            int difference = count - without.getOrDefault(key, 0);
            assertThat(difference).isBetween(0, 1);
            moved.merge(key.statistic(), difference, Integer::sum);
          });
      assertThat(with.keySet()).containsAll(without.keySet());
      moved.forEach((statistic, sum) -> assertThat(sum).isBetween(0, CAPS.get(statistic)));
    }
  }

  @Test
  void busyUsersGiveAsMuchAsTheyMay() {
    List<PublishableEvent> events = events("u", 500, new Random(4));
    Map<Statistic, Integer> given = new EnumMap<>(Statistic.class);
    keys(events).all().forEach(key -> given.merge(key.statistic(), 1, Integer::sum));
    assertThat(given).isEqualTo(CAPS);
  }

  @Test
  void orderAndRepeatsDoNotMatter() {
    List<PublishableEvent> events = events("u", 200, new Random(5));
    Set<ReleaseKey> given = new HashSet<>(keys(events).all());
    List<PublishableEvent> shuffled = new ArrayList<>(events);
    shuffled.addAll(events.subList(0, 90));
    Collections.shuffle(shuffled, new Random(6));
    assertThat(new HashSet<>(keys(shuffled).all())).isEqualTo(given);
  }

  @Test
  void noKeyIsGivenTwice() {
    assertThat(keys(events("u", 300, new Random(7))).all()).doesNotHaveDuplicates();
  }

  /** 4 of 40 items: each of 1,000 users takes each item with a chance of one in ten. */
  @Test
  void whichItemsAreTakenIsUniform() {
    int users = 1_000;
    Map<String, Integer> taken = new HashMap<>();
    for (int u = 0; u < users; u++) {
      UserKeys keys = UserKeys.NONE;
      for (int i = 0; i < 40; i++) {
        keys = keys.with(click("u" + u, "i" + i), WINDOW, Map.of(Statistic.ITEMS, 4));
      }
      keys.all().forEach(key -> taken.merge(key.first(), 1, Integer::sum));
    }
    assertThat(taken).hasSize(40);
    // within 6 standard deviations of 100
    taken.values().forEach(count -> assertThat(count).isBetween(100 - 57, 100 + 57));
  }

  @Test
  void usersTakeTheSameItemsForPairsAndOthersInTheNextWindow() {
    Map<Statistic, Integer> caps = Map.of(Statistic.PAIRS, 10);
    Set<List<String>> linked = new HashSet<>();
    for (String user : List.of("ann", "ben")) {
      for (long window : new long[] {WINDOW, 2 * WINDOW}) {
        UserKeys keys = UserKeys.NONE;
        for (int i = 0; i < 40; i++) {
          keys = keys.with(click(user, "i" + i), window, caps);
        }
        assertThat(keys.linked()).hasSize(4);
        linked.add(keys.linked());
      }
    }
    assertThat(linked).hasSize(2);
  }

  @Test
  void pairsNeverExceedTheirCap() {
    for (int cap = 0; cap < 1_000; cap++) {
      int items = UserKeys.items(cap);
      assertThat(items * (items + 1) / 2).isLessThanOrEqualTo(cap);
      assertThat((items + 1) * (items + 2) / 2).isGreaterThan(cap);
    }
  }

  @Test
  void whatIsTurnedDownIsAnActionAndNoMeeting() {
    PublishableEvent dislike =
        new PublishableEvent("u", 1, "i", EventType.DISLIKE, List.of("t"), null);
    assertThat(UserKeys.NONE.with(dislike, WINDOW, CAPS).all())
        .containsExactly(new ReleaseKey(Statistic.ACTIONS, "t", "dislike"));
  }

  @Test
  void aKeyComesBackFromItsId() {
    for (ReleaseKey key : keys(events("u", 50, new Random(8))).all()) {
      assertThat(ReleaseKey.of(key.id())).isEqualTo(key);
    }
  }

  private static Map<ReleaseKey, Integer> counts(Map<String, List<PublishableEvent>> users) {
    Map<ReleaseKey, Integer> counts = new HashMap<>();
    users
        .values()
        .forEach(events -> keys(events).all().forEach(k -> counts.merge(k, 1, Integer::sum)));
    return counts;
  }

  private static UserKeys keys(List<PublishableEvent> events) {
    UserKeys keys = UserKeys.NONE;
    for (PublishableEvent event : events) {
      keys = keys.with(event, WINDOW, CAPS);
    }
    return keys;
  }

  private static PublishableEvent click(String user, String item) {
    return new PublishableEvent(user, 1, item, EventType.CLICK, List.of(), null);
  }

  private static List<PublishableEvent> events(String user, int count, Random random) {
    List<PublishableEvent> events = new ArrayList<>();
    for (int e = 0; e < count; e++) {
      events.add(
          new PublishableEvent(
              user,
              e,
              random.nextInt(5) == 0 ? null : "i" + random.nextInt(40),
              EventType.teaching().get(random.nextInt(EventType.teaching().size())),
              random.nextInt(4) == 0 ? List.of() : List.of("t" + random.nextInt(6), "all"),
              random.nextBoolean() ? null : random.nextBoolean() ? "en" : "zh"));
    }
    return events;
  }
}
