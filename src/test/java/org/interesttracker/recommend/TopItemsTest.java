package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.interesttracker.model.ItemNumbers;
import org.junit.jupiter.api.Test;

class TopItemsTest {

  private final ItemNumbers numbers = new ItemNumbers();
  private final ItemScores scores = new ItemScores();

  @Test
  void theBestAreWhatSortingAllWouldGive() {
    Random random = new Random(5);
    for (int i = 0; i < 1_000; i++) {
      // few values, so that many are equal and the id decides
      scores.add(numbers.number("i" + random.nextInt(100_000)), 1 + random.nextInt(50));
    }
    List<Integer> sorted = new ArrayList<>();
    for (int k = 0; k < scores.size(); k++) {
      sorted.add(scores.item(k));
    }
    sorted.removeIf(item -> numbers.id(item).endsWith("7"));
    sorted.sort(
        Comparator.comparing((Integer item) -> -scores.get(item)).thenComparing(numbers::id));
    TopItems top = new TopItems(numbers, 30);
    IntPredicate wanted = item -> !numbers.id(item).endsWith("7");
    assertThat(ids(top.of(scores, wanted)))
        .isEqualTo(sorted.subList(0, 30).stream().map(numbers::id).toList());
    assertThat(ids(top.of(scores, wanted))).as("nothing is left of the first").hasSize(30);
  }

  @Test
  void equalScoresAreOrderedById() {
    add("c", 1, "a", 1, "b", 1, "d", 2);
    assertThat(top(3)).containsExactly("d", "a", "b");
  }

  @Test
  void fewerThanTheLimitAreAllThere() {
    assertThat(top(5)).isEmpty();
    add("a", 2, "b", 1);
    assertThat(top(5)).containsExactly("a", "b");
  }

  @Test
  void onlyWhatIsGoodEnoughIsAskedFor() {
    add("a", 3, "b", 1, "c", 2, "d", 4);
    List<String> asked = new ArrayList<>();
    new TopItems(numbers, 1).of(scores, item -> asked.add(numbers.id(item)));
    assertThat(asked)
        .as("c cannot be the best when a and b are held")
        .containsExactly("a", "b", "d");
  }

  private void add(Object... idsAndScores) {
    for (int i = 0; i < idsAndScores.length; i += 2) {
      scores.add(numbers.number((String) idsAndScores[i]), (Integer) idsAndScores[i + 1]);
    }
  }

  private List<String> top(int limit) {
    return ids(new TopItems(numbers, limit).of(scores, item -> true));
  }

  private List<String> ids(int[] items) {
    return Arrays.stream(items).mapToObj(numbers::id).toList();
  }
}
