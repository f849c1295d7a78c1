package org.interesttracker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.LstmWeights;
import org.interesttracker.model.ModelCard;
import org.interesttracker.recommend.ItemScores;
import org.junit.jupiter.api.Test;

/** Each figure against its formula, worked by hand. */
class FiguresTest {

  @Test
  void ndcgIsOneOverTheLogOfTheRank() {
    assertThat(Gains.ndcg(1, 10)).isEqualTo(1);
    assertThat(Gains.ndcg(2, 10)).isCloseTo(0.630930, within(1e-6));
    assertThat(Gains.ndcg(3, 10)).isCloseTo(0.5, within(1e-12));
    assertThat(Gains.ndcg(10, 10)).isCloseTo(0.289065, within(1e-6));
    assertThat(Gains.ndcg(11, 10)).isZero();
    assertThat(Gains.ndcg(Ranking.MISS, 10)).isZero();
  }

  @Test
  void reciprocalRankEndsAtK() {
    assertThat(Gains.reciprocal(4, 10)).isEqualTo(0.25);
    assertThat(Gains.reciprocal(11, 10)).isZero();
  }

  /** Three of ten: (0.3 + 0.19207) / 1.38415 = 0.3555, ± 0.2477. */
  @Test
  void wilsonsInterval() {
    Interval interval = Interval.wilson(3, 10);
    assertThat(interval.low()).isCloseTo(0.1078, within(0.0001));
    assertThat(interval.high()).isCloseTo(0.6032, within(0.0001));
    assertThat(Interval.wilson(0, 10).low()).isZero();
  }

  @Test
  void standardErrorsOfIndependentTargets() {
    Tally tally = new Tally();
    tally.add(true, 1);
    tally.add(true, 0.5);
    tally.add(false, 0);
    tally.add(false, 0);
    assertThat(tally.hitRate()).isEqualTo(0.5);
    assertThat(tally.hitRateError()).isEqualTo(0.25);
    assertThat(tally.ndcg()).isEqualTo(0.375);
    assertThat(tally.ndcgError()).isCloseTo(Math.sqrt((1.25 / 4 - 0.140625) / 4), within(1e-12));
  }

  /** Users with sums 2 of 2 and 0 of 2: mean 1/2, residuals 1 and -1, √(2 · 2/1) / 4 = 1/2. */
  @Test
  void standardErrorOfDependentTargets() {
    UserErrors errors = new UserErrors();
    errors.add(0, 1);
    errors.add(0, 1);
    errors.add(70, 0);
    errors.add(70, 0);
    assertThat(errors.error()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void slicesGoByTheirLeastCount() {
    Slices slices = new Slices(0, 1, 5, 20);
    List.of(0, 1, 4, 5, 19, 20, 1000).forEach(count -> slices.add(count, true, 1));
    assertThat(slices.tallies()).extracting(Tally::targets).containsExactly(1L, 2L, 2L, 2L);
    assertThat(slices.label(0)).isEqualTo("0");
    assertThat(slices.label(1)).isEqualTo("1-4");
    assertThat(slices.label(3)).isEqualTo("20 or more");
  }

  /** Four users so far; an item that one met: log2(5 / 2); one that nobody met: log2(5). */
  @Test
  void noveltyIsTheLogOfTheShareOfUsers() {
    Crowd crowd = new Crowd(3);
    for (int user = 0; user < 4; user++) {
      crowd.addUser();
    }
    crowd.meet(1);
    assertThat(crowd.novelty(1)).isCloseTo(1.321928, within(1e-6));
    assertThat(crowd.novelty(0)).isCloseTo(2.321928, within(1e-6));
    assertThat(crowd.coldItems()).isEqualTo(2);
  }

  /**
   * Items at 0°, 90°, 0° and nowhere. A list of the first two has diversity 1; of the first three
   * (1 + 0 + 1) / 3; the fourth has no pair. The first and the second share one of their two
   * categories, the third has none, the fourth one of the second's alone: cosines 1/2, 0 and 1/√2.
   */
  @Test
  void listFigures() {
    Catalog catalog = catalog();
    ListFigures two = figures(2, catalog);
    ListFigures four = figures(4, catalog);
    assertThat(two.diversity()).isCloseTo(1, within(1e-6));
    assertThat(four.diversity()).isCloseTo(2.0 / 3, within(1e-6));
    assertThat(two.categoryDiversity()).isCloseTo(0.5, within(1e-12));
    assertThat(four.categoryDiversity()).isCloseTo((3 - 0.5 - Math.sqrt(0.5)) / 3, within(1e-12));
    assertThat(two.covered()).isEqualTo(2);
    assertThat(four.covered()).isEqualTo(4);
    assertThat(four.novelty()).isZero();
  }

  /** The user's topics are 3/4 jazz and 1/4 rock; a list of two has 1/4 jazz, 1/2 rock, 1/4 pop. */
  @Test
  void miscalibrationIsTheDivergenceFromTheUsersTopics() {
    assertThat(figures(2, catalog()).miscalibration())
        .isCloseTo(
            0.75 * Math.log(0.75 / (0.99 * 0.25 + 0.01 * 0.75))
                + 0.25 * Math.log(0.25 / (0.99 * 0.5 + 0.01 * 0.25)),
            within(1e-12));
  }

  private static ListFigures figures(int k, Catalog catalog) {
    ListFigures figures = new ListFigures(k, catalog);
    figures.add(listOfAll(), interest(), new Crowd(5), new TextVectors(catalog, catalog.numbers()));
    return figures;
  }

  private static InterestUpdate interest() {
    return new InterestUpdate(
        "ann",
        0,
        1,
        1,
        List.of(
            new TopicWeight("jazz", 3, 0.75, 0),
            new TopicWeight("rock", 1, 0.25, 0),
            new TopicWeight("folk", -1, 0, 0),
            new TopicWeight("no item's", 4, 0.5, 0)),
        null,
        null,
        null,
        List.of(),
        List.of(),
        "v1",
        0,
        false);
  }

  private static Ranking listOfAll() {
    Ranking ranking = new Ranking(10);
    int[] best = {0, 1, 2, 3};
    ranking.rank(new ItemScores(), best, Turn.NO_ITEM, item -> false, item -> false);
    return ranking;
  }

  private static Catalog catalog() {
    LstmWeights lstm =
        new LstmWeights(
            14, 1, 2, new float[56], new float[4], new float[4], new float[2], new float[2]);
    ModelCard card = new ModelCard("0", "0", Map.of(), Map.of(), Map.of());
    Catalog catalog = new Catalog(new InterestModel(card, lstm, Map.of(), Map.of()));
    float[][] places = {{1, 0}, {0, 1}, {1, 0}, null, null};
    List<List<String>> categories =
        List.of(
            List.of("jazz", "rock"),
            List.of("rock", "pop"),
            List.of(),
            List.of("pop"),
            List.of("folk"));
    for (int item = 0; item < places.length; item++) {
      catalog.put(
          new CatalogItem("i" + item, "", null, categories.get(item), places[item], null, 0));
    }
    return catalog;
  }
}
