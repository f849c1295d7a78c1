package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.interesttracker.similarity.UserSamples.user;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.interesttracker.model.ItemNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserNeighboursTest {

  private final ItemNumbers numbers = new ItemNumbers();
  private final UserPool pool = new UserPool(1_000, numbers);

  @Test
  void similarUsersProposeWhatTheyMetNearTheItemsInCommon() {
    pool.learn(user("bob", 1, "a:1", "c:3"));
    pool.learn(user("eve", 1, "d:1", "b:2", "e:4"));
    pool.learn(user("zoe", 1, "x:1"));
    Map<String, Double> scores = scores(UserSimilarity.COSINE, user("ann", 2, "a:2", "b:1"));
    // sim(ann, bob) = 2·1 / (√5 √10), sim(ann, eve) = 0.8·1·2 / (√5 √21)
    double bob = 2 / Math.sqrt(50);
    double eve = 1.6 / Math.sqrt(105);
    assertThat(scores).containsOnlyKeys("a", "b", "c", "d", "e");
    assertScore(scores, "a", bob);
    assertScore(scores, "b", eve * 2 * 0.8);
    assertScore(scores, "c", bob * 3 * 0.9);
    assertScore(scores, "d", eve * 1 * 0.9 * 0.8);
    assertScore(scores, "e", eve * 4 * 0.9 * 0.8);
  }

  @Test
  void pearsonLooksAtWhatIsMoreOrLessThanAUsersMean() {
    pool.learn(user("bob", 1, "c:2", "b:2", "a:5"));
    pool.learn(user("eve", 1, "d:1", "b:4", "a:1"));
    Map<String, Double> scores =
        scores(UserSimilarity.PEARSON, user("ann", 2, "a:4", "b:1", "x:1"));
    // Bob's mean is 3, Ann's and Eve's 2: Bob goes with Ann in both items, Eve against.
    assertThat(scores).containsOnlyKeys("a", "b", "c");
    assertScore(scores, "c", 2.0 / 7 * 2 * Math.max(0.9 * 0.8, 0.81));
  }

  @Test
  void pearsonAgreesWithTheTextbookWhereRecencyIsEqual() {
    double[] ann = {3, -1, 2, 5, 0};
    double[] bob = {2, 0, -1, 4, 1};
    UserSimilarity.Overlap overlap = overlap(ann, bob, 9.0 / 5, 6.0 / 5);
    double expected = new PearsonsCorrelation().correlation(ann, bob) * 5 / (5 + 5);
    assertThat(UserSimilarity.PEARSON.of(overlap, null, null)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void neitherTheUserNorWhoSaysTheSameOfAllIsANeighbour() {
    pool.learn(user("ann", 1, "b:1", "a:2"));
    pool.learn(user("bob", 1, "c:1", "a:1"));
    assertThat(scores(UserSimilarity.PEARSON, user("ann", 2, "b:1", "a:2"))).isEmpty();
    assertThat(scores(UserSimilarity.COSINE, user("ann", 2, "b:1", "a:2")))
        .containsOnlyKeys("a", "c");
    assertThat(scores(UserSimilarity.COSINE, user("ann", 2, "a:0"))).isEmpty();
    assertThat(scores(UserSimilarity.COSINE, user("ann", 2))).isEmpty();
  }

  @Test
  void ofMoreWhoAreAlikeTheFirstByIdAreNeighbours() {
    List<String> order = new ArrayList<>();
    IntStream.range(0, 300).forEach(u -> order.add(String.format("u%03d", u)));
    Collections.shuffle(order, new Random(5));
    for (String id : order) {
      // u000 to u049 are nearer than the others, who are all alike.
      boolean nearer = id.compareTo("u050") < 0;
      pool.learn(user(id, 1, "a:2", "of-" + id + (nearer ? ":1" : ":2")));
    }
    Set<String> expected = new HashSet<>(Set.of("a"));
    IntStream.range(0, 100).forEach(u -> expected.add(String.format("of-u%03d", u)));

    assertThat(scores(UserSimilarity.COSINE, user("ann", 2, "a:1")).keySet()).isEqualTo(expected);
  }

  /** Of more users many would correlate alike but for rounding, which the definition rounds too. */
  @ParameterizedTest
  @CsvSource({"COSINE, 600", "PEARSON, 250"})
  void agreesWithTheDefinitionOverAllUsers(UserSimilarity similarity, int count) {
    Random random = new Random(11);
    Map<String, UserItems> users = new HashMap<>();
    for (int u = 0; u < count; u++) {
      UserItems next = UserSamples.random(random, "u" + u, u, 30);
      users.put(next.userId(), next);
      pool.learn(next);
    }
    users.values().removeIf(user -> user.itemIds().length == 0);
    for (int u = 0; u < 20; u++) {
      UserItems asking = UserSamples.random(random, "u" + u, 300, 30);
      Map<String, Double> expected = byDefinition(similarity, asking, users);
      Map<String, Double> scores = scores(similarity, asking);
      assertThat(scores.keySet()).isEqualTo(expected.keySet());
      expected.forEach((item, score) -> assertScore(scores, item, score));
    }
  }

  private static Map<String, Double> byDefinition(
      UserSimilarity similarity, UserItems asking, Map<String, UserItems> users) {
    Map<String, Double> sims = new HashMap<>();
    users.forEach((id, user) -> sims.put(id, similarity(similarity, asking, user)));
    sims.remove(asking.userId());
    Map<String, Double> scores = new HashMap<>();
    sims.entrySet().stream()
        .filter(sim -> sim.getValue() > 0)
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Double> sim) -> -sim.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(100)
        .forEach(
            sim -> {
              UserItems user = users.get(sim.getKey());
              for (int i = 0; i < user.itemIds().length; i++) {
                double part = sim.getValue() * user.weights()[i] * near(asking, user, i);
                scores.merge(user.itemIds()[i], part, Double::sum);
              }
            });
    return scores;
  }

  private static double similarity(UserSimilarity kind, UserItems u, UserItems v) {
    boolean pearson = kind == UserSimilarity.PEARSON;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    int n = 0;
    for (int k = 0; k < u.itemIds().length; k++) {
      int other = List.of(v.itemIds()).indexOf(u.itemIds()[k]);
      if (other >= 0) {
        double x = u.weights()[k] - (pearson ? mean(u) : 0);
        double y = v.weights()[other] - (pearson ? mean(v) : 0);
        n++;
        xy += Math.pow(0.8, k) * x * y;
        xx += Math.pow(0.8, k) * x * x;
        yy += Math.pow(0.8, k) * y * y;
      }
    }
    double all = pearson ? Math.sqrt(xx * yy) : Math.sqrt(squares(u) * squares(v));
    return n == 0 || all == 0 ? 0 : xy / all * (pearson ? n / (n + 5.0) : 1);
  }

  private static double near(UserItems asking, UserItems user, int place) {
    double near = 0;
    for (int j = 0; j < user.itemIds().length; j++) {
      int k = List.of(asking.itemIds()).indexOf(user.itemIds()[j]);
      if (k >= 0) {
        near = Math.max(near, Math.pow(0.8, k) * Math.pow(0.9, Math.abs(place - j)));
      }
    }
    return near;
  }

  private static double mean(UserItems user) {
    return weights(user).average().orElse(0);
  }

  private static double squares(UserItems user) {
    return weights(user).map(w -> w * w).sum();
  }

  private static DoubleStream weights(UserItems user) {
    return IntStream.range(0, user.weights().length).mapToDouble(k -> user.weights()[k]);
  }

  private static UserSimilarity.Overlap overlap(double[] a, double[] b, double ma, double mb) {
    double[] x = Arrays.stream(a).map(w -> w - ma).toArray();
    double[] y = Arrays.stream(b).map(w -> w - mb).toArray();
    return new UserSimilarity.Overlap(a.length, dot(x, y), dot(x, x), dot(y, y));
  }

  private static double dot(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(k -> x[k] * y[k]).sum();
  }

  private Map<String, Double> scores(UserSimilarity similarity, UserItems user) {
    Map<String, Double> scores = new HashMap<>();
    new UserNeighbours(pool, similarity)
        .score(user, (item, part) -> scores.merge(numbers.id(item), (double) part, Double::sum));
    return scores;
  }

  private static void assertScore(Map<String, Double> scores, String item, double expected) {
    assertThat(scores.get(item)).as(item).isCloseTo(expected, within(1e-5));
  }
}
