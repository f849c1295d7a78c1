package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewItemsTest {

  /** Items 10, 11 and so on at places 0, 1 and so on; those from 15 on are new. */
  private static final int[] ITEMS = {10, 11, 12, 13, 14, 15, 16, 17};

  private static final int[] BEST = {0, 1, 2, 3, 4, 5, 6, 7};

  private final double[] blended = {9, 8, 7, 6, 5, 4, 3, 0};

  @Test
  void theBestNewItemTakesTheLastPlaceOfTheList() {
    assertThat(raise(3, 1)).containsExactly(0, 1, 5, 2, 3, 4, 6, 7);
    assertThat(blended).containsExactly(9, 8, 7, 6, 5, 7.5, 3, 0);
  }

  @Test
  void severalKeepTheirOrder() {
    assertThat(raise(4, 2)).containsExactly(0, 1, 5, 6, 2, 3, 4, 7);
    assertThat(blended[5]).isBetween(blended[6], 8.0);
    assertThat(blended[6]).isBetween(7.0, blended[5]);
  }

  @Test
  void whatNothingSpeaksForIsNotMoved() {
    assertThat(raise(5, 3)).containsExactly(0, 1, 2, 5, 6, 3, 4, 7);
    assertThat(blended[7]).isZero();
  }

  @Test
  void aListThatHasOneIsLeftAsItIs() {
    assertThat(raise(6, 1)).containsExactly(BEST);
  }

  @Test
  void aNewItemThatIsListedAlreadyDoesNotLeave() {
    assertThat(raise(6, 2)).containsExactly(0, 1, 2, 3, 5, 6, 4, 7);
    assertThat(blended[5]).isBetween(blended[6], 6.0);
    assertThat(blended[6]).isBetween(5.0, blended[5]);
  }

  @Test
  void nothingIsMovedWhereAllFitOrNoneIsWanted() {
    assertThat(raise(8, 1)).containsExactly(BEST);
    assertThat(raise(3, 0)).containsExactly(BEST);
    assertThat(raise(1, 1)).as("the first place is never taken").containsExactly(BEST);
    assertThat(blended).containsExactly(9, 8, 7, 6, 5, 4, 3, 0);
  }

  @Test
  void aCandidateBelowTheBestKeptIsFoundToo() {
    int[] best = {0, 1, 2, 3};
    assertThat(new NewItems(2, 1, item -> item >= 15).raise(ITEMS, blended, best))
        .containsExactly(0, 5, 1, 2);
  }

  private int[] raise(int listLength, int places) {
    return new NewItems(listLength, places, item -> item >= 15).raise(ITEMS, blended, BEST.clone());
  }
}
