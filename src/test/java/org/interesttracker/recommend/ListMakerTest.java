package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.Vectors;
import org.interesttracker.similarity.UserSimilarity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListMakerTest {

  private static final int LENGTH = 4;
  private static final List<String> CATEGORIES = List.of("jazz", "rock", "folk", "pop");

  private static final InterestUpdate LIKES_JAZZ =
      SmallWorld.cares(
          new TopicWeight("jazz", 3, 0.75, 0),
          new TopicWeight("rock", 1, 0.25, 0),
          new TopicWeight("pop", -1, 0, 0),
          new TopicWeight("no item's", 4, 0.5, 0));

  @TempDir private Path folder;
  private Catalog catalog;

  @BeforeEach
  void open() throws Exception {
    catalog = new SmallWorld(folder).catalog();
  }

  @Test
  void withoutTermsAndRulesAListIsTheBest() {
    assertThat(choose(settings(0, 0, 0, 0), 0, random(7))).containsExactly("i0", "i1", "i2", "i3");
  }

  @Test
  void anItemLikeOnesListedMakesRoomForAnother() {
    put("i0", List.of("jazz"), 1, 0, 0, 0);
    put("i1", List.of("jazz"), 1, 0, 0, 0);
    put("i2", List.of("rock"), 0, 1, 0, 0);
    put("i3", List.of("folk"), 0, 0, 1, 0);
    put("i4", List.of("pop"), 0, 0, 0, 1);
    double[] scores = {3, 2.1, 2, 1.9, 1.8};
    assertThat(choose(settings(0.1, 0, 0, 0), 0, scores)).containsExactly("i0", "i1", "i2", "i3");
    assertThat(choose(settings(0.5, 0, 0, 0), 0, scores)).containsExactly("i0", "i2", "i3", "i4");
    double[] sure = {3, 9, 2, 1.9, 1.8};
    assertThat(choose(settings(0.5, 0, 0, 0), 0, sure))
        .as("a likely item stays")
        .contains("i1")
        .doesNotContain("i0");
  }

  @Test
  void aListIsCalibratedToTheTopicsOfItsUser() {
    List.of("i0", "i1", "i2", "i3").forEach(id -> put(id, List.of("jazz"), 1, 0, 0, 0));
    put("i4", List.of("pop"), 0, 1, 0, 0);
    put("i5", List.of("rock"), 0, 0, 1, 0);
    double[] scores = {2, 1.9, 1.8, 1.7, 1.6, 1.5};
    assertThat(choose(settings(0, 0.5, 0, 0), 0, scores))
        .as("three quarters of jazz and one of rock")
        .containsExactly("i0", "i1", "i2", "i5");
  }

  /** Worked out anew for every list from the formulas. */
  @Test
  void everyItemTakenIsTheOneThatAddsMostToTheWorth() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      int size = 1 + random.nextInt(20);
      randomItems(size, random);
      double[] scores = random(size, random);
      double diversity = random.nextInt(3) * 0.2;
      double calibration = random.nextInt(3) * 0.1;
      assertThat(choose(settings(diversity, calibration, 0, 0), 0, scores))
          .as("round %d", round)
          .containsExactlyElementsOf(greedy(scores, diversity, calibration));
    }
  }

  private List<String> greedy(double[] scores, double diversity, double calibration) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(i -> i)
            .toArray();
    double sum = Arrays.stream(scores).map(Math::exp).sum();
    List<String> list = new ArrayList<>();
    double hits = 0;
    while (list.size() < Math.min(LENGTH, scores.length)) {
      String next = null;
      double most = Double.NEGATIVE_INFINITY;
      double discount = Math.log(2) / Math.log(list.size() + 2);
      for (int item : order) {
        List<String> longer = new ArrayList<>(list);
        longer.add("i" + item);
        double worth =
            hits
                + discount * Math.exp(scores[item]) / sum
                - diversity * likeness(longer)
                - calibration * divergence(longer);
        if (!list.contains("i" + item) && worth > most + 1e-12) {
          next = "i" + item;
          most = worth;
        }
      }
      hits += discount * Math.exp(scores[Integer.parseInt(next.substring(1))]) / sum;
      list.add(next);
    }
    return IntStream.of(order).mapToObj(item -> "i" + item).filter(list::contains).toList();
  }

  /** The sum over pairs over the number of pairs of a full list. */
  private double likeness(List<String> list) {
    double sum = 0;
    for (int i = 0; i < list.size(); i++) {
      for (int j = 0; j < i; j++) {
        CatalogItem one = catalog.item(list.get(i));
        CatalogItem other = catalog.item(list.get(j));
        Set<String> common = new HashSet<>(one.categories());
        common.retainAll(other.categories());
        double categories =
            common.size()
                / Math.sqrt(Math.max(1, one.categories().size() * other.categories().size()));
        sum +=
            Diversity.TEXTS * Vectors.cosine(one.vector(), other.vector())
                + Diversity.CATEGORIES * categories;
      }
    }
    return sum / (LENGTH * (LENGTH - 1) / 2.0);
  }

  private double divergence(List<String> list) {
    Map<String, Double> listed = new HashMap<>();
    for (String id : list) {
      List<String> categories = catalog.item(id).categories();
      categories.forEach(
          category -> listed.merge(category, 1.0 / categories.size() / LENGTH, Double::sum));
    }
    double divergence = 0;
    for (var topic : Map.of("jazz", 0.75, "rock", 0.25).entrySet()) {
      double p = topic.getValue();
      double q = 0.99 * listed.getOrDefault(topic.getKey(), 0.0) + 0.01 * p;
      divergence += p * Math.log(p / q);
    }
    return divergence;
  }

  @Test
  void aNewItemKeepsItsPlace() {
    assertThat(choose(settings(0, 0, 0, 0), 1, random(12))).containsExactly("i0", "i1", "i2", "i9");
    assertThat(choose(settings(0.3, 0, 0, 0), 2, random(12))).endsWith("i9", "i10");
  }

  @Test
  void noCategoryHasMoreItemsThanItMay() {
    put("i0", List.of("jazz"), 1, 0, 0, 0);
    put("i1", List.of("rock", "jazz"), 1, 0, 0, 0);
    put("i2", List.of("jazz"), 1, 0, 0, 0);
    put("i3", List.of("rock"), 1, 0, 0, 0);
    put("i4", List.of("rock"), 1, 0, 0, 0);
    put("i5", List.of(), 1, 0, 0, 0);
    put("i6", List.of(), 1, 0, 0, 0);
    double[] scores = {7, 6, 5, 4, 3, 2, 1};
    assertThat(choose(settings(0, 0, 2, 0), 0, scores)).containsExactly("i0", "i1", "i3", "i5");
    assertThat(choose(settings(0, 0, 1, 0), 0, scores)).containsExactly("i0", "i3", "i5", "i6");
    assertThat(choose(settings(0, 0, 1, 0), 0, new double[] {3, 2, 1}))
        .as("shorter than it could be")
        .containsExactly("i0");
  }

  @Test
  void onlyItemsAboveTheMinimumScoreAreListed() {
    double[] scores = {4, 3, 2, 1, -1};
    assertThat(choose(settings(0, 0, 0, 2), 0, scores)).containsExactly("i0", "i1");
    assertThat(choose(settings(0.5, 0.5, 0, 0), 0, scores)).hasSize(4).doesNotContain("i4");
    assertThat(choose(settings(0.5, 0, 0, 9), 0, scores)).isEmpty();
    assertThat(choose(settings(0.5, 0, 1, 9), 1, scores)).isEmpty();
  }

  /** Of n items, "i0" to "i[n-1]", the scores given; those from i9 on are new. */
  private List<String> choose(ListSettings lists, int newItems, double... scores) {
    int[] items =
        IntStream.range(0, scores.length).map(i -> catalog.numbers().number("i" + i)).toArray();
    int[] best =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(place -> -scores[place]))
            .mapToInt(place -> place)
            .toArray();
    RecommendSettings settings =
        new RecommendSettings(
            List.of("lstm"),
            LENGTH,
            10,
            100_000,
            true,
            newItems,
            0,
            0,
            lists,
            Fixture.BLEND,
            0.5,
            10,
            UserSimilarity.COSINE);
    Set<Integer> fresh = new HashSet<>();
    for (int i = 9; i < scores.length; i++) {
      fresh.add(items[i]);
    }
    return Arrays.stream(
            new ListMaker(settings, catalog, fresh::contains)
                .choose(items, scores, best, LIKES_JAZZ))
        .mapToObj(place -> catalog.numbers().id(items[place]))
        .toList();
  }

  private static ListSettings settings(
      double diversity, double calibration, int perCategory, double minimumScore) {
    return new ListSettings(
        diversity, calibration, List.of(), List.of(), 0, perCategory, minimumScore);
  }

  /** The scores of a new world of items, best first. */
  private double[] random(int size) {
    randomItems(size, new Random(1));
    return IntStream.range(0, size).mapToDouble(i -> 5 - 0.1 * i).toArray();
  }

  private static double[] random(int size, Random random) {
    return random.doubles(size, 0.1, 4).toArray();
  }

  private void randomItems(int size, Random random) {
    for (int i = 0; i < size; i++) {
      List<String> categories =
          CATEGORIES.stream().filter(category -> random.nextInt(3) == 0).toList();
      float[] vector = new float[Fixture.DIMENSION];
      for (int d = 0; d < vector.length; d++) {
        vector[d] = (float) random.nextGaussian();
      }
      put("i" + i, categories, Vectors.normalize(vector));
    }
  }

  private void put(String id, List<String> categories, float... vector) {
    catalog.put(new CatalogItem(id, "", null, categories, vector, null, 0));
  }
}
