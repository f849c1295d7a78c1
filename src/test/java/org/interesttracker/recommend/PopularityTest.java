package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
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
    assertScores(Popularity.overall(table), 3, 1);
    // at the end: 2 / 4 + 1 / 2 of old, all of new
    assertScores(Popularity.recent(table), 1, 1);
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
