package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.interesttracker.event.EventType;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.Evidence;
import org.interesttracker.similarity.SimilaritySettings;
import org.interesttracker.similarity.UserBounds;
import org.junit.jupiter.api.Test;

class CountedHistoryTest {

  private static final int TAIL = 6;
  private static final int LIMIT = 30;
  private static final int EVENTS = 100;
  private static final InterestSettings SETTINGS = settings(LIMIT, TAIL);

  @Test
  void allIsTakenBackWhereAllIsKept() {
    Life life = new Life(SETTINGS);
    life.go(EVENTS);
    assertTakenBack(life.history.added(), life.increments);
  }

  @Test
  void ofALongHistoryWhatTheLatestEventsAddedIsTakenBack() {
    Life life = new Life(SETTINGS);
    life.go(EVENTS);
    List<HistoryEvent> latest = life.history.latest();
    assertThat(latest).hasSize(LIMIT + TAIL);
    assertTakenBack(latest, life.since(EVENTS - LIMIT));
  }

  /** What was not counted for another reason than that it names no item is said to stay too. */
  @Test
  void howManyEventsMayStayIsSaid() {
    Life life = new Life(SETTINGS);
    life.go(EVENTS);
    List<HistoryEvent> whole = List.copyOf(life.history.added());
    long counted = whole.stream().filter(HistoryEvent::counted).count();
    long searches = whole.stream().filter(event -> event.itemId() == null).count();
    life.shorten();
    long countedLately =
        whole.subList(EVENTS - LIMIT, EVENTS).stream().filter(HistoryEvent::counted).count();

    CountedHistory.Taken all =
        new CountedHistory(SETTINGS, () -> whole, delta -> {}).erase("u", EVENTS);
    CountedHistory.Taken latest = life.history.erase("u", EVENTS);

    assertThat(all).isEqualTo(new CountedHistory.Taken(counted, EVENTS - counted - searches));
    assertThat(latest.back()).isEqualTo(countedLately);
    assertThat(latest.left()).isBetween(counted - countedLately, EVENTS - countedLately);
    assertThat(new CountedHistory(SETTINGS, List::of, delta -> {}).erase("u", 0))
        .as("of a user of whom nothing is known")
        .isEqualTo(new CountedHistory.Taken(0, 0));
  }

  @Test
  void aHistoryThatWasShortenedGoesOn() {
    Life life = new Life(SETTINGS);
    life.go(EVENTS);
    life.shorten();
    life.go(LIMIT / 2);
    life.shorten();
    assertTakenBack(life.shortened, life.since(EVENTS + LIMIT / 2 - LIMIT));
  }

  @Test
  void whereTheBeginningWasDroppedWhatComesAfterATailIsTakenBack() {
    Life life = new Life(SETTINGS);
    life.go(EVENTS);
    List<HistoryEvent> rest = life.history.added().subList(40, EVENTS);
    assertTakenBack(rest, life.since(40 + TAIL));
  }

  @Test
  void whatWasCountedOtherwiseStays() {
    Life life = new Life(SETTINGS);
    life.go(EVENTS);
    InterestSettings other = settings(LIMIT, TAIL + 1);
    assertTakenBack(other, life.history.added(), List.of());
    List<HistoryEvent> mixed = new ArrayList<>(life.history.added());
    Life later = new Life(other);
    later.go(EVENTS);
    mixed.addAll(later.history.added());
    assertTakenBack(other, mixed, later.increments);
  }

  @Test
  void afterEventsThatWereCountedOtherwiseTheTailIsNotKnown() {
    Life life = new Life(SETTINGS);
    life.go(EVENTS);
    Life other = new Life(settings(LIMIT, TAIL + 1));
    other.go(1);
    List<HistoryEvent> mixed = new ArrayList<>(life.history.added());
    mixed.addAll(50, other.history.added());
    List<List<CountDelta>> known = new ArrayList<>(life.increments.subList(0, 50));
    known.addAll(life.since(50 + TAIL));
    assertTakenBack(mixed, known);
  }

  @Test
  void whereNothingIsToBeTakenBackNothingIsKept() {
    Life life = new Life(settings(0, TAIL));
    life.go(EVENTS);
    life.history.forgot(life.tail);
    assertThat(life.history.added()).isEmpty();
  }

  @Test
  void anErasedHistoryIsEmpty() {
    Life life = new Life(SETTINGS);
    life.go(EVENTS);
    life.history.erase("u", 0);
    assertThat(life.history.isErased()).isTrue();
    assertThat(life.history.added()).isEmpty();
    assertThat(life.history.latest()).as("what was stored is not asked for again").isEmpty();
  }

  /** By item and pair the sums of both are the same with the other sign. */
  private static void assertTakenBack(
      List<HistoryEvent> history, List<List<CountDelta>> increments) {
    assertTakenBack(SETTINGS, history, increments);
  }

  private static void assertTakenBack(
      InterestSettings settings, List<HistoryEvent> history, List<List<CountDelta>> increments) {
    Map<String, double[]> expected = new TreeMap<>();
    increments.forEach(event -> event.forEach(delta -> add(delta.negated(), expected)));
    Map<String, double[]> actual = new TreeMap<>();
    new CountedHistory(settings, () -> history, delta -> add(delta, actual)).erase("u", 0);
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    actual.forEach(
        (key, values) ->
            assertThat(values).as(key).containsExactly(expected.get(key), within(1e-9)));
  }

  /** Each moment by itself, so that no decay hides a difference. */
  private static void add(CountDelta delta, Map<String, double[]> sums) {
    String key = delta.itemId() + "@" + delta.time();
    add(delta.totals(), 0, delta.totals().length, key, sums);
    int width = delta.others().length == 0 ? 0 : delta.pairs().length / delta.others().length;
    for (int k = 0; k < delta.others().length; k++) {
      add(delta.pairs(), k * width, width, key + ">" + delta.others()[k], sums);
    }
  }

  private static void add(
      double[] values, int from, int width, String key, Map<String, double[]> sums) {
    double[] sum = sums.computeIfAbsent(key, id -> new double[width]);
    for (int k = 0; k < width; k++) {
      sum[k] += values[from + k];
    }
  }

  private static InterestSettings settings(int erasable, int tail) {
    SimilaritySettings similarity =
        new SimilaritySettings(
            new Channels(CountChannel.known()),
            Evidence.MET,
            Duration.ofMinutes(30).toMillis(),
            100,
            100,
            1,
            new UserBounds(erasable, 5_000, 10));
    return new InterestSettings(
        new EventWeights(Map.of(), 2.5), 1, 0.9, 0.5, 10, tail, 20, 256, 100, similarity);
  }

  /** A user's events as they are counted and noted. */
  private static final class Life {
    private final InterestSettings settings;
    private final Random random = new Random(1);
    private final EventTail tail = new EventTail();
    private final List<List<CountDelta>> increments = new ArrayList<>();
    private CountedHistory history;
    private List<HistoryEvent> shortened;
    private long time;

    Life(InterestSettings settings) {
      this.settings = settings;
      this.history = new CountedHistory(settings, List::of, delta -> {});
    }

    void go(int events) {
      for (int e = 0; e < events; e++) {
        List<CountDelta> added = new ArrayList<>();
        live(added::add);
        increments.add(added);
      }
    }

    private void live(Consumer<CountDelta> out) {
      time += random.nextInt(10) == 0 ? 1_000_000 : 1_000;
      EventType type = EventType.teaching().get(random.nextInt(EventType.teaching().size()));
      String item = type == EventType.SEARCH ? null : "i" + random.nextInt(15);
      TailEvent event = new TailEvent(item, type, null, type.defaultWeight(), time, null);
      boolean counted = item != null && random.nextInt(8) > 0;
      if (counted) {
        ItemLinks.emit(tail, event, settings.similarity(), counts -> counts.forEach(out));
      }
      history.add(tail, event, counted);
      tail.add(event, settings.tailLength());
    }

    void shorten() {
      shortened = history.latest();
      history = new CountedHistory(settings, () -> shortened, delta -> {});
    }

    List<List<CountDelta>> since(int event) {
      return increments.subList(event, increments.size());
    }
  }
}
