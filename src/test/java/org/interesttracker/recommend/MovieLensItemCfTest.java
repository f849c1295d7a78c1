package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.interesttracker.MovieLens;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.Evidence;
import org.interesttracker.similarity.SimilaritySettings;
import org.junit.jupiter.api.Test;

/** Runs where MovieLens ml-latest-small is; else it says so. */
class MovieLensItemCfTest {

  @Test
  void hitRatesAreThoseOfTheReference() throws Exception {
    MovieLensReplay replay = new MovieLensReplay(settings());
    replay.run(MovieLens.ratings());
    assertThat(replay.scored()).isEqualTo(100_226);
    Map<String, Double> rates = replay.hitRates();
    assertThat(rates.get("item-cf")).isCloseTo(0.1206, within(0.001));
    assertThat(rates.get("popularity")).isCloseTo(0.0484, within(0.001));
  }

  /**
   * The channel of the reference alone; so that its rows are as long as all channels make them,
   * 200.
   */
  private static SimilaritySettings settings() {
    return new SimilaritySettings(
        new Channels(CountChannel.defaults().subList(0, 1)),
        Evidence.MET,
        Long.MAX_VALUE,
        500,
        200,
        1);
  }
}
