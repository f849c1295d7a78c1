package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.HashedId;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplorationTest {

  private static final int LENGTH = 3;
  private static final double SHARE = 0.6;

  /** Of these scores, that of the last is not above the least that is listed. */
  private static final double[] SCORES = {7, 6, 5, 4, 3, 2, 0};

  /** The candidates 0, 1 and 2 are listed, 3, 4 and 5 can be explored. */
  private static final int OTHERS = 3;

  private static final Adjusted UNADJUSTED = new Adjusted(List.of(), new double[0][]);

  @TempDir private Path folder;
  private Catalog catalog;

  /** Candidates by number; the first and the fourth are of one category. */
  @BeforeEach
  void fill() throws Exception {
    catalog =
        new Catalog(ModelFiles.read(ModelFixtures.untrained(folder, Fixture.DIMENSION, 3, 1)));
    for (int item = 0; item < SCORES.length; item++) {
      String topic = item == 0 || item == 3 ? "rock" : "topic " + item;
      catalog.put(Fixture.item("item " + item, topic, 1, 0, 0, 0));
    }
  }

  @Test
  void theProbabilitiesOfAllThatCanComeToAPlaceAddUpToOne() {
    for (int perCategory = 0; perCategory < 2; perCategory++) {
      assertPropensitiesAddUp(perCategory);
    }
  }

  private void assertPropensitiesAddUp(int perCategory) {
    for (int rank = 0; rank < LENGTH; rank++) {
      Map<Integer, Double> propensities = new HashMap<>();
      for (int draw = 0; draw < 2_000; draw++) {
        Served served = serve(SHARE, perCategory, draw);
        Double before = propensities.put(served.ranked().list()[rank], served.propensity(rank));
        assertThat(before).isIn(null, served.propensity(rank));
      }
      // a second rock item can come only where the first leaves
      if (perCategory == 0 || rank == 0) {
        assertThat(propensities).containsOnlyKeys(rank, 3, 4, 5);
      } else {
        assertThat(propensities).containsOnlyKeys(rank, 4, 5);
      }
      assertThat(propensities.values().stream().mapToDouble(p -> p).sum())
          .isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void eachItemComesToEachPlaceAsOftenAsItsPropensitySays() {
    int lists = 200_000;
    int[][] counts = new int[LENGTH][SCORES.length];
    Exploration exploration = exploration(SHARE, 0);
    Ranked ranked = ranked(SCORES);
    for (int draw = 0; draw < lists; draw++) {
      int[] list = exploration.serve(id(draw), ranked).ranked().list();
      for (int rank = 0; rank < LENGTH; rank++) {
        counts[rank][list[rank]]++;
      }
    }
    for (int rank = 0; rank < LENGTH; rank++) {
      assertShare(counts[rank][rank], lists, 1 - SHARE / LENGTH);
      for (int other = LENGTH; other < LENGTH + OTHERS; other++) {
        assertShare(counts[rank][other], lists, SHARE / LENGTH / OTHERS);
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
      Served served = serve(1, 0, draw);
      int[] list = served.ranked().list();
      assertThat(Arrays.stream(list).filter(place -> place >= LENGTH).count()).isEqualTo(1);
      assertThat(list[served.explored()]).isBetween(LENGTH, LENGTH + OTHERS - 1);
    }
  }

  @Test
  void anItemThatIsExploredHasThePlaceAndTheScoreOfTheOneItDrivesOut() {
    Ranked before = ranked(SCORES);
    Served served = exploration(1, 0).serve(id(1), before);
    Ranked after = served.ranked();
    for (int rank = 0; rank < LENGTH; rank++) {
      assertThat(after.blended()[after.list()[rank]]).isEqualTo(SCORES[rank]);
    }
    int explored = after.list()[served.explored()];
    assertThat(served.raised()).isEqualTo(SCORES[served.explored()] - SCORES[explored]);
    assertThat(before.blended()).as("left as it was").isEqualTo(SCORES);
    assertThat(before.list()).containsExactly(0, 1, 2);
  }

  @Test
  void aListIsTheSameWheneverItIsMade() {
    for (int draw = 0; draw < 100; draw++) {
      assertThat(serve(SHARE, 0, draw)).usingRecursiveComparison().isEqualTo(serve(SHARE, 0, draw));
    }
  }

  @Test
  void nothingIsExploredWhereItIsOff() {
    Ranked ranked = ranked(SCORES);
    Served served = exploration(0, 0).serve(id(1), ranked);
    assertThat(served.ranked()).isSameAs(ranked);
    assertThat(served.propensity(0)).isNull();
  }

  @Test
  void aListThatHasAllThereIsIsCertain() {
    Served served = exploration(1, 0).serve(id(1), ranked(3, 2, 1, 0));
    assertThat(served.explored()).isEqualTo(Served.NONE);
    assertThat(served.propensity(0)).isEqualTo(1);
  }

  @Test
  void anEmptyListStaysEmpty() {
    Served served = exploration(1, 0).serve(id(1), ranked());
    assertThat(served.ranked().list()).isEmpty();
  }

  private Served serve(double share, int perCategory, int draw) {
    return exploration(share, perCategory).serve(id(draw), ranked(SCORES));
  }

  private Exploration exploration(double share, int perCategory) {
    ListSettings lists = new ListSettings(0, 0, List.of(), List.of(), 0, perCategory, 0);
    return new Exploration(Fixture.exploring(LENGTH, 10, share, lists), catalog);
  }

  private static String id(int draw) {
    return new HashedId().with(Integer.toString(draw)).hex();
  }

  /** Candidates whose place is their number in the catalog; the first three are listed. */
  private static Ranked ranked(double... scores) {
    int[] places = new int[scores.length];
    Arrays.setAll(places, place -> place);
    return new Ranked(
        List.of("one"),
        1,
        new double[] {1},
        0,
        List.of(),
        places,
        new int[][] {places},
        new float[scores.length],
        UNADJUSTED,
        scores,
        places,
        Arrays.copyOf(places, Math.min(LENGTH, scores.length)));
  }
}
