package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.junit.jupiter.api.Test;

/**
 * The worked example: three users, their films and view counts. The same increments give the cosine
 * of items, and, with films in the part of users, the cosine of users.
 */
class CosineGoldenTest {

  private record View(String user, String film, double count) {}

  private static final List<View> VIEWS =
      List.of(
          new View("A", "银翼杀手", 5),
          new View("A", "蝙蝠侠：黑暗骑士", 3),
          new View("A", "王者之剑", 2),
          new View("A", "星际迷航", 4),
          new View("B", "银翼杀手", 4),
          new View("B", "黑客帝国", 5),
          new View("C", "蝙蝠侠：黑暗骑士", 4),
          new View("C", "王者之剑", 3),
          new View("C", "铁甲奇侠", 5));

  @Test
  void usersByTheirFilms() {
    List<View> transposed =
        VIEWS.stream().map(v -> new View(v.film(), v.user(), v.count())).toList();
    SimilarityTable table = table(transposed, 0);
    // 5·4 / (√(25+9+4+16) · √(16+25)) = 20 / 47.05
    assertThat(similarity(table, "A", "B")).isCloseTo(0.425, within(5e-4));
    // (3·4 + 2·3) / (√54 · √(16+9+25)) = 18 / 51.96
    assertThat(similarity(table, "A", "C")).isCloseTo(0.346, within(5e-4));
  }

  @Test
  void filmsByTheirUsers() {
    SimilarityTable table = table(VIEWS, 0);
    // A saw both: 5·3 / (√(25+16) · √(9+16)) = 15 / 32.02
    assertThat(similarity(table, "银翼杀手", "蝙蝠侠：黑暗骑士")).isCloseTo(0.4685, within(5e-5));
    // A and C saw both: (3·2 + 4·3) / (√25 · √(4+9)) = 18 / 18.03
    assertThat(similarity(table, "蝙蝠侠：黑暗骑士", "王者之剑")).isCloseTo(0.9985, within(5e-5));
    // only C: 4·5 / (√25 · √25)
    assertThat(similarity(table, "蝙蝠侠：黑暗骑士", "铁甲奇侠")).isCloseTo(0.8, within(1e-12));
    assertThat(similarity(table, "银翼杀手", "铁甲奇侠")).isNaN();
  }

  @Test
  void theOrderOfViewsAndTheStepsTheyGrowInDoNotMatter() {
    List<View> steps = new ArrayList<>();
    for (View v : VIEWS) {
      for (int count = 1; count <= v.count(); count++) {
        steps.add(new View(v.user(), v.film(), count));
      }
    }
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(steps, new Random(seed));
      SimilarityTable table = table(steps, 0);
      assertThat(similarity(table, "银翼杀手", "蝙蝠侠：黑暗骑士"))
          .isCloseTo(15 / Math.sqrt(41 * 25), within(1e-12));
      assertThat(similarity(table, "蝙蝠侠：黑暗骑士", "王者之剑"))
          .isCloseTo(18 / Math.sqrt(25 * 13), within(1e-12));
    }
  }

  @Test
  void shrinkageIsAddedToBothTotals() {
    assertThat(similarity(table(VIEWS, 20), "银翼杀手", "蝙蝠侠：黑暗骑士"))
        .isCloseTo(15 / Math.sqrt((41 + 20.0) * (25 + 20)), within(1e-12));
  }

  @Test
  void aRowComputedElsewhereServesUntilThePairIsLearned() {
    SimilarityTable table = new SimilarityTable(TestCounts.plain(0), new ItemNumbers());
    table.put(new SimilarityRow("a", List.of(new Neighbour("b", 0.7)), 1));
    assertThat(similarity(table, "a", "b")).isEqualTo(0.7);
    table.put(TestCounts.row("a", 4, 1, "b", 2));
    table.put(TestCounts.row("b", 9, 1, "a", 2));
    assertThat(similarity(table, "a", "b")).isCloseTo(2 / 6.0, within(1e-12));
  }

  @Test
  void anOlderRowNeverReplacesANewer() {
    SimilarityTable table = new SimilarityTable(TestCounts.plain(0), new ItemNumbers());
    table.put(TestCounts.row("b", 1, 1));
    table.put(TestCounts.row("a", 1, 2, "b", 1));
    table.put(TestCounts.row("a", 1, 1, "b", 0.5));
    assertThat(similarity(table, "a", "b")).isEqualTo(1);
  }

  private static SimilarityTable table(List<View> views, double shrinkage) {
    Channels channels = TestCounts.plain(shrinkage);
    LocalSimilarity learner =
        new LocalSimilarity(
            new SimilaritySettings(channels, Evidence.WEIGHT, Long.MAX_VALUE, 100, 100, 1));
    Map<String, Map<String, LinkedItem>> byUser = new HashMap<>();
    for (View view : views) {
      Map<String, LinkedItem> seen =
          byUser.computeIfAbsent(view.user(), u -> new LinkedHashMap<>());
      LinkedItem before = seen.remove(view.film());
      LinkedItem after = new LinkedItem(view.film(), view.count(), view.count());
      CoOccurrence.increments(channels, before, after, List.copyOf(seen.values()), 0, learner::add);
      seen.put(
          view.film(), before == null || before.evidence() < after.evidence() ? after : before);
    }
    SimilarityTable table = new SimilarityTable(channels, new ItemNumbers());
    learner.drain(table::put);
    return table;
  }

  /** NaN where nothing is known. */
  private static double similarity(SimilarityTable table, String item, String other) {
    double found = table.similarity(0, table.numbers().find(item), table.numbers().find(other), 0);
    return found == 0 ? Double.NaN : found;
  }
}
