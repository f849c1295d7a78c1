package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.similarity.CountChannel.Kind;
import org.junit.jupiter.api.Test;

/** From events to similarities, by the classes that the job runs. */
class CoOccurrenceTest {

  private static final long DAY = Duration.ofDays(1).toMillis();

  private static final CountChannel PLAIN =
      new CountChannel("plain", Kind.COSINE, 2, 1, 0, false, 0, 20, 1);
  private static final CountChannel DISTANT =
      new CountChannel("distant", Kind.COSINE, 3, 0.5, 0, false, 0, 20, 1);
  private static final CountChannel FADING =
      new CountChannel("fading", Kind.COSINE, 2, 1, DAY, false, 1, 20, 1);
  private static final CountChannel NEXT =
      new CountChannel("next", Kind.COSINE, 1, 1, 0, true, 0, 20, 1);
  private static final Channels CHANNELS = new Channels(List.of(PLAIN, DISTANT, FADING, NEXT));

  private static final int USERS = 40;
  private static final int ITEMS = 12;

  @Test
  void asManyItemsAreLinkedAsTheChannelSays() {
    SimilarityTable table = table(List.of(new Walk("u", 0, "a", "b", "c", "d")));
    // d with c and b, not with a; each item once, so 1 / √(1·1)
    assertThat(row(table, "plain", "d", 0)).isEqualTo(Map.of("c", 1.0, "b", 1.0));
    assertThat(row(table, "plain", "a", 0)).isEqualTo(Map.of("b", 1.0, "c", 1.0));
  }

  @Test
  void aPairCountsLessTheFurtherApartItsItemsAre() {
    SimilarityTable table = table(List.of(new Walk("u", 0, "a", "b", "c", "d")));
    assertThat(row(table, "distant", "d", 0)).isEqualTo(Map.of("c", 1.0, "b", 0.5, "a", 0.25));
    assertThat(row(table, "distant", "a", 0)).isEqualTo(Map.of("b", 1.0, "c", 0.5, "d", 0.25));
  }

  @Test
  void forwardOnlyWhatFollowedIsInTheRow() {
    SimilarityTable table = table(List.of(new Walk("u", 0, "a", "b", "c")));
    assertThat(row(table, "next", "a", 0)).isEqualTo(Map.of("b", 1.0));
    assertThat(row(table, "next", "b", 0)).isEqualTo(Map.of("c", 1.0));
    assertThat(row(table, "next", "c", 0)).isEmpty();
  }

  @Test
  void countsHalveInTheirHalfLifeWhoeverAsksAndWhenever() {
    SimilarityTable table =
        table(List.of(new Walk("u", 0, "a", "b"), new Walk("v", 2 * DAY, "a", "b")));
    // at day 2 the pair and both totals are 1/4 + 1: 1.25 / (1.25 + 1)
    assertThat(row(table, "fading", "a", 2 * DAY).get("b")).isCloseTo(1.25 / 2.25, within(1e-7));
    // at day 3 they are 0.625
    assertThat(row(table, "fading", "a", 3 * DAY).get("b")).isCloseTo(0.625 / 1.625, within(1e-7));
    assertThat(row(table, "fading", "a", 0))
        .as("none looks back behind the latest count")
        .isEqualTo(row(table, "fading", "a", 2 * DAY));
    assertThat(row(table, "plain", "a", 3 * DAY)).isEqualTo(Map.of("b", 1.0));
  }

  @Test
  void afterThousandsOfHalfLivesThingsAreAsAtTheBeginning() {
    SimilarityTable table =
        table(List.of(new Walk("u", 0, "a", "b"), new Walk("v", 5_000 * DAY, "a", "b")));
    assertThat(row(table, "fading", "a", 5_000 * DAY).get("b")).isCloseTo(0.5, within(1e-7));
    assertThat(row(table, "plain", "a", 5_000 * DAY).get("b")).isCloseTo(1, within(1e-7));
  }

  @Test
  void aRepeatOfWhatTheUserMetAddsNothing() {
    List<CountDelta> deltas = new ArrayList<>();
    LinkedItem item = new LinkedItem("a", 1, 1);
    List<LinkedItem> linked = List.of(new LinkedItem("b", 1, 1));
    CoOccurrence.increments(CHANNELS, item, item, linked, 5, counts -> counts.forEach(deltas::add));
    assertThat(deltas).isEmpty();
    LinkedItem turnedDown = new LinkedItem("a", 0, -3);
    CoOccurrence.increments(
        CHANNELS, null, turnedDown, linked, 5, counts -> counts.forEach(deltas::add));
    assertThat(deltas).as("nor does what is turned down").isEmpty();
    CoOccurrence.increments(
        CHANNELS, turnedDown, item, linked, 5, counts -> counts.forEach(deltas::add));
    assertThat(deltas).extracting(CountDelta::itemId).containsExactly("b", "a");
    assertThat(deltas).extracting(CountDelta::time).containsOnly(5L);
  }

  @Test
  void whatIsTurnedDownTakesNoPlaceAmongTheLinked() {
    List<CountDelta> deltas = new ArrayList<>();
    List<LinkedItem> linked =
        List.of(new LinkedItem("no", 0, -3), new LinkedItem("b", 1, 1), new LinkedItem("c", 1, 1));
    CoOccurrence.increments(
        CHANNELS,
        null,
        new LinkedItem("a", 1, 1),
        linked,
        0,
        counts -> counts.forEach(deltas::add));
    CountDelta own = deltas.get(deltas.size() - 1);
    assertThat(own.others()).containsExactly("b", "c");
    // plain, distant, fading, next of each
    assertThat(own.pairs()).containsExactly(1, 1, 1, 0, 1, 0.5, 1, 0);
  }

  @Test
  void theCountsAreThoseOfBruteForce() {
    List<Walk> walks = walks(7);
    SimilarityTable table = table(walks);
    long end = walks.stream().mapToLong(walk -> walk.start() + walk.items().length).max().orElse(0);
    for (int c = 0; c < CHANNELS.size(); c++) {
      BruteForce truth = new BruteForce(CHANNELS.get(c), end);
      walks.forEach(truth::count);
      for (int i = 0; i < ITEMS; i++) {
        Map<String, Double> expected = truth.row("i" + i);
        Map<String, Double> found = row(table, CHANNELS.get(c).name(), "i" + i, end);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach(
            (item, value) -> assertThat(value).isCloseTo(expected.get(item), within(1e-6)));
      }
    }
  }

  @Test
  void theOrderOfUsersDoesNotMatterNorDoesMerging() {
    List<Walk> walks = walks(8);
    Map<String, double[]> expected = sums(walks, false);
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(walks, new Random(seed));
      Map<String, double[]> found = sums(walks, seed % 2 == 0);
      assertThat(found.keySet()).isEqualTo(expected.keySet());
      found.forEach(
          (key, values) ->
              assertThat(values).as(key).containsExactly(expected.get(key), within(1e-9)));
    }
  }

  /** The items that a user met, one a millisecond. */
  private record Walk(String user, long start, String... items) {}

  private static List<Walk> walks(long seed) {
    Random random = new Random(seed);
    List<Walk> walks = new ArrayList<>();
    for (int u = 0; u < USERS; u++) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < ITEMS; i++) {
        items.add("i" + i);
      }
      Collections.shuffle(items, random);
      int length = 1 + random.nextInt(ITEMS - 1);
      walks.add(
          new Walk(
              "u" + u,
              random.nextInt(20) * DAY / 2,
              items.subList(0, length).toArray(String[]::new)));
    }
    return walks;
  }

  private static void emit(Walk walk, Consumer<CountDelta> out) {
    List<LinkedItem> tail = new ArrayList<>();
    for (int k = 0; k < walk.items().length; k++) {
      LinkedItem item = new LinkedItem(walk.items()[k], 1, 1);
      CoOccurrence.increments(
          CHANNELS, null, item, List.copyOf(tail), walk.start() + k, counts -> counts.forEach(out));
      tail.add(0, item);
    }
  }

  private static SimilarityTable table(List<Walk> walks) {
    LocalSimilarity learner =
        new LocalSimilarity(
            new SimilaritySettings(CHANNELS, Evidence.MET, Long.MAX_VALUE, 1_000, 1_000, 1));
    walks.forEach(walk -> emit(walk, learner::add));
    SimilarityTable table = new SimilarityTable(CHANNELS, new ItemNumbers());
    learner.drain(table::put);
    return table;
  }

  /** All totals and pairs in state, brought to one moment. */
  private static Map<String, double[]> sums(List<Walk> walks, boolean merged) {
    CountDeltas deltas = new CountDeltas(CHANNELS);
    Map<String, double[]> sums = new HashMap<>();
    for (Walk walk : walks) {
      emit(walk, merged ? deltas::add : delta -> add(delta, sums));
    }
    deltas.drain(delta -> add(delta, sums));
    return sums;
  }

  private static void add(CountDelta delta, Map<String, double[]> sums) {
    long age = 30 * DAY - delta.time();
    double[] totals = sums.computeIfAbsent(delta.itemId(), id -> new double[CHANNELS.size()]);
    CHANNELS.addPair(delta.totals(), 0, age, totals);
    for (int k = 0; k < delta.others().length; k++) {
      String pair = delta.itemId() + ">" + delta.others()[k];
      double[] counts = sums.computeIfAbsent(pair, id -> new double[CHANNELS.width()]);
      CHANNELS.addPair(delta.pairs(), k * CHANNELS.width(), age, counts);
    }
  }

  private static Map<String, Double> row(
      SimilarityTable table, String channel, String item, long time) {
    Map<String, Double> row = new HashMap<>();
    table.neighbours(
        table.channels().find(channel),
        table.numbers().find(item),
        time,
        (other, similarity) -> row.put(table.numbers().id(other), similarity));
    return row;
  }

  /** Counts every pair of every walk by the words of the definition, and keeps nothing else. */
  private static final class BruteForce {
    private final CountChannel channel;
    private final long now;
    private final Map<String, Double> totals = new HashMap<>();
    private final Map<String, Map<String, Double>> pairs = new HashMap<>();

    BruteForce(CountChannel channel, long now) {
      this.channel = channel;
      this.now = now;
    }

    void count(Walk walk) {
      for (int k = 0; k < walk.items().length; k++) {
        double worth = worth(walk.start() + k);
        totals.merge(walk.items()[k], worth, Double::sum);
        for (int back = 1; back <= Math.min(k, channel.linkedItems()); back++) {
          double part = worth * Math.pow(channel.distanceDecay(), back - 1);
          add(walk.items()[k - back], walk.items()[k], part);
          if (!channel.forwardOnly()) {
            add(walk.items()[k], walk.items()[k - back], part);
          }
        }
      }
    }

    private double worth(long time) {
      return channel.halfLifeMillis() == 0
          ? 1
          : Math.pow(0.5, (double) (now - time) / channel.halfLifeMillis());
    }

    private void add(String item, String other, double part) {
      pairs.computeIfAbsent(item, id -> new HashMap<>()).merge(other, part, Double::sum);
    }

    Map<String, Double> row(String item) {
      Map<String, Double> row = new HashMap<>();
      pairs
          .getOrDefault(item, Map.of())
          .forEach(
              (other, count) ->
                  row.put(
                      other,
                      count
                          / Math.sqrt(
                              (totals.get(item) + channel.shrinkage())
                                  * (totals.get(other) + channel.shrinkage()))));
      return row;
    }
  }
}
