package org.interesttracker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.interesttracker.dataset.KnownChange;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.model.LstmWeights;
import org.interesttracker.model.ModelCard;
import org.interesttracker.recommend.ItemScores;
import org.junit.jupiter.api.Test;

class ChangeWatchTest {

  private static final List<KnownChange> CHANGES =
      List.of(
          new KnownChange("u", "change", "en", 100, List.of("old", "kept"), List.of("new", "kept")),
          new KnownChange("v", "change", "en", 100, List.of("old"), List.of("new")),
          new KnownChange("w", "change", "en", 900, List.of("old"), List.of("new")));

  private final ItemNumbers numbers = new ItemNumbers();
  private final ChangeWatch watch = new ChangeWatch(CHANGES, catalog(), numbers);

  /** Items 0 to 9 are old, 10 to 19 new, 20 to 29 of what the user liked before and after. */
  private Catalog catalog() {
    LstmWeights lstm =
        new LstmWeights(
            14, 1, 2, new float[56], new float[4], new float[4], new float[2], new float[2]);
    ModelCard card = new ModelCard("0", "0", Map.of(), Map.of(), Map.of());
    Catalog catalog = new Catalog(new InterestModel(card, lstm, Map.of(), Map.of()));
    List<String> topics = List.of("old", "new", "kept");
    for (int item = 0; item < 30; item++) {
      numbers.number("i" + item);
      catalog.put(
          new CatalogItem("i" + item, "", null, List.of(topics.get(item / 10)), null, null, 0));
    }
    return catalog;
  }

  @Test
  void countsEventsUntilHalfIsNew() {
    watch.look("u", list(0, 10));
    watch.look("u", list(4, 6));
    watch.look("u", list(5, 5));
    watch.look("v", list(0, 10));
    assertThat(watch.eventsUntilHalf()).containsExactly(2, ChangeWatch.NEVER);
  }

  @Test
  void looksFromTheChangeOnUntilFollowed() {
    assertThat(watch.wants("u", 99)).isFalse();
    assertThat(watch.wants("u", 100)).isTrue();
    assertThat(watch.wants("x", 100)).isFalse();
    watch.look("u", list(10, 0));
    assertThat(watch.wants("u", 101)).isFalse();
  }

  @Test
  void whatTheUserLikedBeforeIsNotNew() {
    ItemScores scores = new ItemScores();
    for (int item = 20; item < 30; item++) {
      scores.add(item, 1);
    }
    watch.look("u", ranked(scores));
    assertThat(watch.eventsUntilHalf()).containsExactly(ChangeWatch.NEVER);
  }

  @Test
  void aShortListMustHaveFiveAllTheSame() {
    watch.look("u", list(4, 0));
    assertThat(watch.eventsUntilHalf()).containsExactly(ChangeWatch.NEVER);
  }

  @Test
  void theMedianIsNeverWhereHalfWereNeverFollowed() {
    int never = ChangeWatch.NEVER;
    assertThat(ChangeWatch.median(new int[] {1, 2, never})).isEqualTo(2);
    assertThat(ChangeWatch.median(new int[] {1, 2, never, never})).isEqualTo(never);
    assertThat(ChangeWatch.median(new int[] {})).isEqualTo(never);
  }

  private static Ranking list(int fresh, int old) {
    ItemScores scores = new ItemScores();
    for (int item = 0; item < old; item++) {
      scores.add(item, 1);
    }
    for (int item = 10; item < 10 + fresh; item++) {
      scores.add(item, 1);
    }
    return ranked(scores);
  }

  private static Ranking ranked(ItemScores scores) {
    Ranking ranking = new Ranking(20);
    int[] best = IntStream.range(0, scores.size()).map(scores::item).toArray();
    ranking.rank(scores, best, Turn.NO_ITEM, item -> false, item -> false);
    return ranking;
  }
}
