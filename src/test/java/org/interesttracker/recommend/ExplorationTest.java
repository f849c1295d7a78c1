package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.HashedId;
import org.junit.jupiter.api.Test;

class ExplorationTest {

  private static final int LENGTH = 3;
  private static final double SHARE = 0.6;

  /** Candidates 0 to 6 in this order; nothing speaks for the last. */
  private static final Ranked RANKED = ranked(7, 6, 5, 4, 3, 2, 0);

  private static final int CANDIDATES = 3;

  @Test
  void theProbabilitiesOfAllThatCanComeToAPlaceAddUpToOne() {
    for (int rank = 0; rank < LENGTH; rank++) {
      Map<Integer, Double> propensities = new HashMap<>();
      for (int draw = 0; draw < 2_000; draw++) {
        Served served = serve(SHARE, draw);
        Double before = propensities.put(served.ranked().best()[rank], served.propensity(rank));
        assertThat(before).isIn(null, served.propensity(rank));
      }
      assertThat(propensities).containsOnlyKeys(rank, 3, 4, 5);
      assertThat(propensities.values().stream().mapToDouble(p -> p).sum())
          .isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void eachItemComesToEachPlaceAsOftenAsItsPropensitySays() {
    int lists = 200_000;
    int[][] counts = new int[LENGTH][RANKED.items().length];
    for (int draw = 0; draw < lists; draw++) {
      int[] best = serve(SHARE, draw).ranked().best();
      for (int rank = 0; rank < LENGTH; rank++) {
        counts[rank][best[rank]]++;
      }
    }
    for (int rank = 0; rank < LENGTH; rank++) {
      assertShare(counts[rank][rank], lists, 1 - SHARE / LENGTH);
      for (int other = LENGTH; other < LENGTH + CANDIDATES; other++) {
        assertShare(counts[rank][other], lists, SHARE / LENGTH / CANDIDATES);
      }
    }
  }

  /** Within four standard deviations. */
  private static void assertShare(int count, int of, double share) {
    assertThat((double) count / of)
        .isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / of)));
  }

  @Test
  void oneItemOfAListIsExploredAtTheMost() {
    for (int draw = 0; draw < 1_000; draw++) {
      Served served = serve(1, draw);
      int[] best = served.ranked().best();
      long drawn = Arrays.stream(best, 0, LENGTH).filter(place -> place >= LENGTH).count();
      assertThat(drawn).isEqualTo(1);
      assertThat(best[served.explored()]).isBetween(LENGTH, LENGTH + CANDIDATES - 1);
      assertThat(best).containsExactlyInAnyOrder(RANKED.best());
    }
  }

  @Test
  void anItemThatIsExploredHasThePlaceAndTheScoreOfTheOneItDrivesOut() {
    Served served = serve(1, 1);
    double[] before = new double[LENGTH];
    double[] after = new double[LENGTH];
    for (int rank = 0; rank < LENGTH; rank++) {
      before[rank] = RANKED.blended()[RANKED.best()[rank]];
      after[rank] = served.ranked().blended()[served.ranked().best()[rank]];
    }
    assertThat(after).containsExactly(before);
    assertThat(RANKED.blended()).as("left as it was").containsExactly(7, 6, 5, 4, 3, 2, 0);
  }

  @Test
  void aListIsTheSameWheneverItIsMade() {
    for (int draw = 0; draw < 100; draw++) {
      assertThat(serve(SHARE, draw).ranked().best()).isEqualTo(serve(SHARE, draw).ranked().best());
    }
  }

  @Test
  void nothingIsExploredWhereItIsOff() {
    Served served = serve(0, 1);
    assertThat(served.ranked()).isSameAs(RANKED);
    assertThat(served.propensity(0)).isNull();
  }

  @Test
  void aListThatHasAllThereIsIsCertain() {
    Served served = new Exploration(1, LENGTH).serve(id(1), ranked(3, 2, 0));
    assertThat(served.explored()).isEqualTo(Served.NONE);
    assertThat(served.listed()).containsExactly(0, 1);
    assertThat(served.propensity(0)).isEqualTo(1);
  }

  private static Served serve(double share, int draw) {
    return new Exploration(share, LENGTH).serve(id(draw), RANKED);
  }

  private static String id(int draw) {
    return new HashedId().with(Integer.toString(draw)).hex();
  }

  private static Ranked ranked(double... scores) {
    int[] places = new int[scores.length];
    Arrays.setAll(places, place -> place);
    float[] features = new float[scores.length];
    return new Ranked(
        List.of("one"),
        1,
        new double[] {1},
        0,
        List.of(),
        places,
        new int[][] {places},
        features,
        scores,
        places);
  }
}
