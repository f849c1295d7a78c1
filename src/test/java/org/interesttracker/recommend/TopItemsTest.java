package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.interesttracker.model.ItemIndex;
import org.interesttracker.recommend.TopItems.Scored;
import org.junit.jupiter.api.Test;

class TopItemsTest {

  @Test
  void theBestAreWhatSortingAllWouldGive() {
    Random random = new Random(5);
    ItemIndex index = new ItemIndex(1);
    List<Scored> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      // few values, so that many are equal and the id decides
      float score = random.nextInt(50);
      index.put("i" + i, new float[] {score});
      all.add(new Scored("i" + i, score));
    }
    all.removeIf(item -> item.itemId().endsWith("7"));
    all.sort(TopItems.bestFirst());
    assertThat(TopItems.of(index, index.scores(new float[] {1}), 30, item -> !item.endsWith("7")))
        .isEqualTo(all.subList(0, 30));
  }

  @Test
  void equalScoresAreOrderedById() {
    ItemIndex index = index("c", 1, "a", 1, "b", 1, "d", 2);
    assertThat(TopItems.of(index, index.scores(new float[] {1}), 3, item -> true))
        .containsExactly(new Scored("d", 2), new Scored("a", 1), new Scored("b", 1));
  }

  @Test
  void fewerThanTheLimitAreAllThere() {
    ItemIndex index = index("a", -1, "b", -2);
    assertThat(TopItems.of(index, index.scores(new float[] {1}), 5, item -> true))
        .containsExactly(new Scored("a", -1), new Scored("b", -2));
    ItemIndex empty = new ItemIndex(1);
    assertThat(TopItems.of(empty, empty.scores(new float[] {1}), 5, item -> true)).isEmpty();
  }

  @Test
  void onlyWhatIsGoodEnoughIsAskedFor() {
    ItemIndex index = index("a", 3, "b", 1, "c", 2, "d", 4);
    List<String> asked = new ArrayList<>();
    TopItems.of(index, index.scores(new float[] {1}), 1, asked::add);
    assertThat(asked).containsExactly("a", "d");
  }

  private static ItemIndex index(Object... idsAndScores) {
    ItemIndex index = new ItemIndex(1);
    for (int i = 0; i < idsAndScores.length; i += 2) {
      index.put((String) idsAndScores[i], new float[] {(Integer) idsAndScores[i + 1]});
    }
    return index;
  }
}
