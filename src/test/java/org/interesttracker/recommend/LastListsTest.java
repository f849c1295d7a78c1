package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.interesttracker.model.ItemNumbers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastListsTest {

  private static final List<String> MODELS = List.of("one", "two");
  private static final Adjusted UNADJUSTED = new Adjusted(List.of(), new double[0][]);

  private final ItemNumbers numbers = new ItemNumbers();

  @BeforeEach
  void numberItems() {
    List.of("a", "b", "c", "d").forEach(numbers::number);
  }

  /** Model one orders b, a; model two d, c, a; the blend a, b, d, c, and a and c are listed. */
  private static Ranked ranked() {
    return new Ranked(
        MODELS,
        7,
        new double[] {1, 1},
        0,
        List.of(),
        new int[] {0, 1, 2, 3},
        new int[][] {{1, 0}, {3, 2, 0}},
        new float[] {2, 1, 3, 0, 0, 2, 0, 2.5f},
        UNADJUSTED,
        new double[] {3, 3, 2, 2.5},
        new int[] {0, 1, 3, 2},
        new int[] {0, 2});
  }

  @Test
  void eachListIsScoredByTheItemsPlaceInIt() {
    LastLists lists = LastLists.of(ranked(), numbers, 2);
    assertThat(scores(lists, "a")).containsExactly(score("one", 2), score("two", 0), blend(1));
    assertThat(scores(lists, "b")).containsExactly(score("one", 1), score("two", 0), blend(0));
    assertThat(scores(lists, "c")).containsExactly(score("one", 0), score("two", 2), blend(2));
    assertThat(scores(lists, "d")).containsExactly(score("one", 0), score("two", 1), blend(0));
    assertThat(scores(lists, "x")).containsExactly(score("one", 0), score("two", 0), blend(0));
  }

  @Test
  void aBlendLearnsWhatItWouldHaveLearnedFromTheFeaturesThemselves() {
    Blend exact = new Blend(MODELS, Fixture.BLEND);
    exact.learn(ranked().features(), 3, Blend.group(7), UserWeights.NONE);
    Blend taught = new Blend(MODELS, Fixture.BLEND);
    LastLists.of(ranked(), numbers, 2).teach(taught, "d", UserWeights.NONE);
    for (int m = 0; m < 2; m++) {
      assertThat(taught.weights(1)[m]).isCloseTo(exact.weights(1)[m], within(1e-3));
      assertThat(taught.weights(1)[m]).isNotEqualTo(0.2);
    }
  }

  @Test
  void whatNoModelProposedTeachesNothing() {
    Blend blend = new Blend(MODELS, Fixture.BLEND);
    LastLists.of(ranked(), numbers, 2).teach(blend, "x", UserWeights.NONE);
    assertThat(blend.weights(1)).containsExactly(0.2, 0.2);
  }

  @Test
  void listsOfOtherModelsTeachNothing() {
    Blend blend = new Blend(List.of("two", "one"), Fixture.BLEND);
    LastLists.of(ranked(), numbers, 2).teach(blend, "d", UserWeights.NONE);
    assertThat(blend.weights(1)).containsExactly(0.2, 0.2);
  }

  @Test
  void theBestOfTheBlendAreKeptAndTheListOfEachModel() {
    int models = 2;
    int candidates = 300;
    int[] items = new int[candidates];
    int[] best = new int[LastLists.KEPT];
    for (int c = 0; c < candidates; c++) {
      items[c] = numbers.number("n" + c);
    }
    for (int rank = 0; rank < best.length; rank++) {
      best[rank] = rank;
    }
    int[][] tops = {{299, 0, 298}, {5, 297, 1}};
    LastLists lists =
        LastLists.of(
            new Ranked(
                MODELS,
                1,
                new double[models],
                0,
                List.of(),
                items,
                tops,
                new float[candidates * models],
                UNADJUSTED,
                new double[candidates],
                best,
                new int[] {1, 0, 150}),
            numbers,
            3);
    assertThat(Arrays.asList(lists.items()))
        .hasSize(LastLists.KEPT + 4)
        .startsWith("n1", "n0", "n150", "n2")
        .endsWith("n299", "n298", "n297");
    assertThat(scores(lists, "n298")).startsWith(new ListScore("one", 3, 3));
  }

  private static List<ListScore> scores(LastLists lists, String item) {
    List<ListScore> scores = new ArrayList<>();
    lists.score(item, scores::add);
    return scores;
  }

  private static ListScore score(String model, int rank) {
    return new ListScore(model, 2, rank);
  }

  private static ListScore blend(int rank) {
    return score("blend", rank);
  }
}
