package org.interesttracker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import org.interesttracker.recommend.ItemScores;
import org.junit.jupiter.api.Test;

class RankingTest {

  private static final IntPredicate NONE = item -> false;
  private static final int[] BEST = {2, 6, 1, 3};

  private final Ranking ranking = new Ranking(3);
  private final ItemScores scores = new ItemScores();

  RankingTest() {
    float[] byItem = {0.2f, 0.5f, 0.9f, 0.5f, 0.1f, 0f, 0.7f};
    for (int item = 0; item < byItem.length; item++) {
      scores.add(item, byItem[item]);
    }
  }

  @Test
  void countsWhatIsStrictlyBetter() {
    ranking.rank(scores, BEST, 1, NONE, NONE);
    assertThat(ranking.rank()).isEqualTo(3);
    assertThat(ranking.isTied()).isTrue();
    ranking.rank(scores, BEST, 0, NONE, NONE);
    assertThat(ranking.rank()).isEqualTo(5);
    assertThat(ranking.isTied()).isFalse();
  }

  @Test
  void anItemWithoutAScoreIsAMiss() {
    ranking.rank(scores, BEST, 5, NONE, NONE);
    assertThat(ranking.rank()).isEqualTo(Ranking.MISS);
    assertThat(ranking.rankAmongCold()).isEqualTo(Ranking.MISS);
    assertThat(ranking.isTied()).isFalse();
  }

  @Test
  void whatIsLeftOutDoesNotCount() {
    ranking.rank(scores, BEST, 1, item -> item == 2, NONE);
    assertThat(ranking.rank()).isEqualTo(2);
  }

  @Test
  void noMoreThanAreLookedAtAreListed() {
    ranking.rank(scores, BEST, Turn.NO_ITEM, NONE, NONE);
    assertThat(top()).containsExactly(2, 6, 1);
  }

  @Test
  void amongColdItemsOnlyColdOnesCount() {
    ranking.rank(scores, BEST, 0, NONE, item -> item == 0 || item == 3);
    assertThat(ranking.rankAmongCold()).isEqualTo(2);
  }

  @Test
  void aShortListHasWhatThereIs() {
    ItemScores two = new ItemScores();
    two.add(4, 1);
    two.add(0, 2);
    ranking.rank(two, new int[] {0, 4}, 4, NONE, NONE);
    assertThat(top()).containsExactly(0, 4);
  }

  private int[] top() {
    int[] top = new int[ranking.size()];
    for (int place = 0; place < top.length; place++) {
      top[place] = ranking.top(place);
    }
    return top;
  }
}
