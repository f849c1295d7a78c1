package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.model.ItemNumbers;
import org.junit.jupiter.api.Test;

class TermIndexTest {

  private static final int MOST = 10_000;

  private final ItemNumbers numbers = new ItemNumbers();
  private final TermIndex index = new TermIndex(numbers);

  @Test
  void scoresByTheCosineOfLtcVectors() {
    // N = 3; df: red 2, apple 1, pear 2, green 1.
    // a = ln 2 · (red ln 2.5, apple ln 4), scaled: (0.55141, 0.83424).
    // b = ln 2.5 · (red ln 3, pear ln 2), scaled: (0.84573, 0.53360).
    put("a", "red apple");
    put("b", "red red pear");
    put("c", "green pear");
    Map<String, Double> scores = like(Map.of("a", 7.0));
    assertThat(scores).containsOnlyKeys("a", "b");
    assertThat(scores.get("a")).isCloseTo(1, within(1e-5));
    assertThat(scores.get("b")).isCloseTo(0.55141 * 0.84573, within(1e-5));
  }

  @Test
  void titleDescriptionAndCategoriesCount() {
    index.put(new CatalogItem("a", "Heat (1995)", "Bank robbers", List.of("Crime"), null, "en", 0));
    put("b", "criminal");
    put("c", "crimes");
    put("d", "robber");
    put("e", "from 1995");
    assertThat(like(Map.of("a", 1.0))).containsOnlyKeys("a", "c", "d", "e");
  }

  @Test
  void chineseItemsAreFoundByChinese() {
    put("a", "上海股市大涨");
    put("b", "股市分析");
    put("c", "足球比赛");
    assertThat(like(Map.of("a", 1.0))).containsOnlyKeys("a", "b");
  }

  @Test
  void agreesWithSumsOverAllItemsWhileItemsComeChangeAndGo() {
    Random random = new Random(3);
    Map<String, String> held = new TreeMap<>();
    for (int step = 0; step < 400; step++) {
      String id = "i" + random.nextInt(40);
      if (random.nextInt(4) == 0) {
        held.remove(id);
        index.remove(id);
      } else {
        held.put(id, words(random));
        put(id, held.get(id));
      }
      held.values().removeIf(String::isEmpty);
      assertThat(index.size()).isEqualTo(held.size());
      if (step % 20 == 0) {
        assertAgrees(held, Map.of("i1", 2.0, "i2", 0.5, "i3", 1.0));
      }
    }
  }

  @Test
  void termsOfVeryManyItemsAreLeftOutOnceRarerOnesFilledTheBound() {
    put("a", "rare common");
    put("b", "rare");
    for (int i = 0; i < MOST; i++) {
      put("x" + i, "common");
    }
    assertThat(like(Map.of("a", 1.0))).containsOnlyKeys("a", "b");
  }

  @Test
  void itemsUnknownAndWithoutWordsSayNothing() {
    put("a", "");
    assertThat(index.size()).isZero();
    assertThat(like(Map.of("a", 1.0, "b", 1.0))).isEmpty();
  }

  private void assertAgrees(Map<String, String> texts, Map<String, Double> liked) {
    Map<String, Map<String, Double>> vectors = vectors(texts);
    Map<String, Double> profile = new HashMap<>();
    liked.forEach(
        (item, weight) ->
            vectors
                .getOrDefault(item, Map.of())
                .forEach((term, w) -> profile.merge(term, weight * w, Double::sum)));
    scale(profile);
    Map<String, Double> scores = like(liked);
    vectors.forEach(
        (item, vector) ->
            assertThat(scores.getOrDefault(item, 0.0))
                .isCloseTo(dot(vector, profile), within(1e-5)));
  }

  /** By the definition, with nothing kept from before. */
  private static Map<String, Map<String, Double>> vectors(Map<String, String> texts) {
    Map<String, Map<String, Double>> vectors = new LinkedHashMap<>();
    texts.forEach(
        (id, text) -> {
          Map<String, Double> vector = new HashMap<>();
          List<String> words = List.of(text.split(" "));
          for (String word : words) {
            long tf = words.stream().filter(word::equals).count();
            long df =
                texts.values().stream().filter(t -> List.of(t.split(" ")).contains(word)).count();
            vector.put(word, Math.log(1 + tf) * Math.log(1 + (double) texts.size() / df));
          }
          scale(vector);
          vectors.put(id, vector);
        });
    return vectors;
  }

  private static void scale(Map<String, Double> vector) {
    double norm = Math.sqrt(vector.values().stream().mapToDouble(w -> w * w).sum());
    vector.replaceAll((term, w) -> w / norm);
  }

  private static double dot(Map<String, Double> a, Map<String, Double> b) {
    return a.entrySet().stream()
        .mapToDouble(t -> t.getValue() * b.getOrDefault(t.getKey(), 0.0))
        .sum();
  }

  private static String words(Random random) {
    List<String> words = new ArrayList<>();
    for (int k = random.nextInt(6); k > 0; k--) {
      words.add("w" + (int) Math.sqrt(random.nextInt(200)));
    }
    return String.join(" ", words);
  }

  private Map<String, Double> like(Map<String, Double> liked) {
    Map<Integer, Double> profile = new HashMap<>();
    liked.forEach((item, weight) -> index.addTo(profile, item, weight));
    Map<String, Double> scores = new HashMap<>();
    index.score(
        profile, MOST, (item, part) -> scores.merge(numbers.id(item), (double) part, Double::sum));
    return scores;
  }

  private void put(String id, String title) {
    index.put(new CatalogItem(id, title, null, List.of(), null, null, 0));
  }
}
