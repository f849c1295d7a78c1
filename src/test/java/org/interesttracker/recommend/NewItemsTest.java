package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewItemsTest {

  /** Items 10, 11 and so on at places 0, 1 and so on; those from 15 on are new. */
  private static final int[] ITEMS = {10, 11, 12, 13, 14, 15, 16, 17};

  private static final int[] BEST = {0, 1, 2, 3, 4, 5, 6};

  private static final double[] BLENDED = {9, 8, 7, 6, 5, 4, 3, 0};

  @Test
  void theBestNewItemHasAPlace() {
    assertThat(of(3, 1)).containsExactly(5);
    assertThat(of(4, 2)).containsExactly(5, 6);
  }

  @Test
  void whatNothingSpeaksForHasNone() {
    assertThat(of(5, 3)).containsExactly(5, 6);
  }

  @Test
  void oneThatIsAmongTheBestAnywayIsCounted() {
    assertThat(of(6, 1)).containsExactly(5);
    assertThat(of(6, 2)).containsExactly(5, 6);
  }

  @Test
  void thereIsNoneWhereAllFitOrNoneIsWanted() {
    assertThat(of(7, 1)).isEmpty();
    assertThat(of(3, 0)).isEmpty();
    assertThat(of(1, 1)).as("the first place is never taken").isEmpty();
  }

  @Test
  void aCandidateBelowTheBestKeptIsFoundToo() {
    int[] best = {0, 1, 2, 3};
    assertThat(new NewItems(2, 1, item -> item >= 15).of(ITEMS, BLENDED, best, 0))
        .containsExactly(5);
  }

  @Test
  void oneOfTooLowAScoreHasNone() {
    int[] best = {0, 1, 2, 3};
    assertThat(new NewItems(2, 2, item -> item >= 15).of(ITEMS, BLENDED, best, 3))
        .containsExactly(5);
  }

  private static int[] of(int listLength, int places) {
    return new NewItems(listLength, places, item -> item >= 15).of(ITEMS, BLENDED, BEST, 0);
  }
}
