package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CoOccurrence;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.Evidence;
import org.interesttracker.similarity.LinkedItem;
import org.interesttracker.similarity.LocalSimilarity;
import org.interesttracker.similarity.SimilaritySettings;
import org.interesttracker.similarity.SimilarityTable;
import org.junit.jupiter.api.Test;

class PopularityTest {

  private static final long MONTH = Duration.ofDays(30).toMillis();

  private final Channels channels = new Channels(CountChannel.defaults());
  private final LocalSimilarity learner =
      new LocalSimilarity(new SimilaritySettings(channels, Evidence.MET, MONTH, 10, 10, 1));
  private final SimilarityTable table = new SimilarityTable(channels, new ItemNumbers());

  @Test
  void allMeetingsCountAndOfLateTheOlderOnesLess() {
    meet("old", 0);
    meet("old", 0);
    meet("old", MONTH);
    meet("new", 2 * MONTH);
    learner.drain(table::put);
    assertScores(Popularity.overall(table, () -> false), 3, 1);
    // at the end: 2 / 4 + 1 / 2 of old, all of new
    assertScores(Popularity.recent(table, () -> false), 1, 1);
  }

  @Test
  void inALargeCatalogTheItemsMetMostAreScoredAndOthersWhenAskedFor() {
    for (int n = 0; n < 1_200; n++) {
      meet("often-" + n, 0);
      meet("often-" + n, 0);
    }
    meet("once", 0);
    learner.drain(table::put);
    Popularity popularity = Popularity.overall(table, () -> true);
    ItemScores scores = new ItemScores();
    InterestUpdate interest = Fixture.interest("ann", 0, List.of(), List.of());
    popularity.score(interest, scores);
    int once = table.numbers().find("once");

    assertThat(scores.size()).isEqualTo(1_000);
    assertThat(scores.get(once)).isZero();
    popularity.scoreOthers(interest, new int[] {once, scores.item(0)}, scores);
    assertThat((double) scores.get(once)).isCloseTo(1, within(1e-6));
    assertThat((double) scores.get(scores.item(0))).isCloseTo(2, within(1e-6));
  }

  @Test
  void theModelsOfTheDefaultChannelsAreNamed() {
    assertThat(CountScorers.of(table).stream().map(Scorer::name))
        .containsExactly(
            "item-cf",
            "item-cf-recent",
            "item-cf-latest",
            "item-cf-wide",
            "item-next",
            "popularity",
            "recent-popularity");
  }

  private void meet(String item, long time) {
    CoOccurrence.increments(
        channels, null, new LinkedItem(item, 1, 1), List.of(), time, learner::add);
  }

  private void assertScores(Popularity popularity, double old, double fresh) {
    ItemScores scores = new ItemScores();
    popularity.score(Fixture.interest("ann", 0, List.of(), List.of()), scores);
    assertThat(scores.size()).isEqualTo(2);
    assertThat((double) scores.get(table.numbers().find("old"))).isCloseTo(old, within(1e-6));
    assertThat((double) scores.get(table.numbers().find("new"))).isCloseTo(fresh, within(1e-6));
  }
}
