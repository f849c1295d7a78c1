package org.interesttracker.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.similarity.CountChannel.Kind;
import org.junit.jupiter.api.Test;

/** Each kind of similarity, from meetings to what its reader is told, against its definition. */
class SimilarityKindsTest {

  private static final double SHRINKAGE = 3;
  private static final int ITEMS = 10;
  private static final long DAY = 86_400_000;

  private static final Channels CHANNELS =
      new Channels(
          List.of(
              channel("jaccard", Kind.JACCARD, 0),
              channel("llr", Kind.LOG_LIKELIHOOD, 0),
              channel("swing", Kind.SWING, 0)));

  private static final List<List<String>> WORKED =
      List.of(List.of("a", "b", "c"), List.of("b", "a"), List.of("a", "d"), List.of("c", "b"));

  @Test
  void jaccardIsTheShareOfThoseWhoMetBothAmongThoseWhoMetEither() {
    SimilarityTable table = table(WORKED);
    // a was met by 3 users, b by 3, 2 of them the same: 2 / (3 + 3 - 2 + 3)
    assertThat(similarity(table, "jaccard", "a", "b")).isCloseTo(2 / 7.0, within(1e-7));
    // d by 1, who met a: 1 / (1 + 3 - 1 + 3)
    assertThat(similarity(table, "jaccard", "d", "a")).isCloseTo(1 / 6.0, within(1e-7));
    assertThat(similarity(table, "jaccard", "d", "b")).isZero();
  }

  @Test
  void theLikelihoodRatioIsThatOfThePairs() {
    SimilarityTable table = table(WORKED);
    // pairs in both directions: ab 2, ac 1, bc 2, ad 1, so N = 12, R(a) = 4, R(d) = 1
    // k11 = 1, k12 = 0, k21 = 3, k22 = 12 - 1 - 4 + 1 = 8
    double ratio =
        2 * (Math.log(1 * 12 / 4.0) + 3 * Math.log(3 * 12 / 44.0) + 8 * Math.log(12 / 11.0));
    assertThat(similarity(table, "llr", "a", "d"))
        .isCloseTo(ratio / (ratio + SHRINKAGE), within(1e-7));
    assertThat(similarity(table, "llr", "d", "a"))
        .isCloseTo(ratio / (ratio + SHRINKAGE), within(1e-7));
  }

  @Test
  void theLikelihoodRatioIsDunnings() {
    // his example of 31,777 pairs of words, and a table of two cells: 4 ln 2
    assertThat(LogLikelihood.ratio(110, 110 + 2_442, 110 + 111, 31_777))
        .isCloseTo(270.72, within(5e-3));
    assertThat(LogLikelihood.ratio(1, 1, 1, 2)).isCloseTo(4 * Math.log(2), within(1e-12));
  }

  @Test
  void itemsSeenTogetherAsChanceWouldHaveItOrLessAreNotAlike() {
    assertThat(LogLikelihood.similarity(25, 50, 50, 100, 1)).isZero();
    assertThat(LogLikelihood.similarity(1, 50, 50, 100, 1)).isZero();
    assertThat(LogLikelihood.similarity(26, 50, 50, 100, 1)).isPositive();
  }

  @Test
  void rowsThatComeOneAfterTheOtherGiveANumber() {
    // the row of b is not known yet, so that N is less than what a and c alone would need
    assertThat(LogLikelihood.similarity(5, 9, 9, 12, 1)).isBetween(0.0, 1.0);
  }

  @Test
  void swingIsOfPairsOfUsersWhoMetBothAndLittleElse() {
    SimilarityTable table = table(WORKED);
    // a and b: only the users with 3 and 2 items met both, which are all that they have in common
    double both = Math.pow(3 + 15, -0.3) * Math.pow(2 + 15, -0.3) / (SHRINKAGE + 2);
    assertThat(similarity(table, "swing", "a", "b")).isCloseTo(both, within(1e-7));
    // b and c: the users with 3 and 2 items
    assertThat(similarity(table, "swing", "c", "b")).isCloseTo(both, within(1e-7));
    assertThat(similarity(table, "swing", "a", "d")).as("one user is no pair").isZero();
  }

  @Test
  void swingComparesTheLatestUsersOnly() {
    Swing swing = new Swing(channel("swing", Kind.SWING, 0), 2);
    List<Visit> visits = new ArrayList<>();
    for (int user = 1; user <= 4; user++) {
      visits.add(new Visit(user, new String[] {"b"}, 10 * user, false));
    }
    visits.add(new Visit(2, new String[] {"c"}, 50, false));
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(visits, new Random(seed));
      assertThat(swing.with(List.of(), visits)).extracting(Visitor::user).containsExactly(2L, 4L);
    }
    assertThat(swing.with(List.of(), visits).get(0).items()).containsExactly("b", "c");
  }

  @Test
  void aUserWhoMeetsAnItemAgainAndAgainDoesNotGrow() {
    CountChannel narrow = new CountChannel("swing", Kind.SWING, 2, 1, 0, false, 0, 20, 1);
    List<Visit> visits = new ArrayList<>();
    for (int k = 0; k < 10; k++) {
      visits.add(new Visit(1, new String[] {"i" + k}, k, false));
    }
    assertThat(new Swing(narrow, 2).with(List.of(), visits).get(0).items()).hasSize(4);
  }

  @Test
  void aPairOfUsersFadesFromWhenTheLaterWasSeen() {
    Swing swing = new Swing(channel("swing", Kind.SWING, DAY), 2);
    List<Visitor> visitors =
        List.of(new Visitor(1, new String[] {"b"}, DAY), new Visitor(2, new String[] {"b"}, 0));
    double now = Math.pow(17, -0.6) / (SHRINKAGE + 2);
    assertThat(swing.row(visitors, DAY).get("b")).isCloseTo(now, within(1e-12));
    assertThat(swing.row(visitors, 3 * DAY).get("b")).isCloseTo(now / 4, within(1e-12));
  }

  @Test
  void eachIsThatOfItsDefinitionOverRandomUsers() {
    List<List<String>> users = randomUsers(11);
    SimilarityTable table = table(users);
    for (int i = 0; i < ITEMS; i++) {
      for (int j = 0; j < ITEMS; j++) {
        if (i != j) {
          assertThat(similarity(table, "jaccard", "i" + i, "i" + j))
              .isCloseTo(jaccard(users, "i" + i, "i" + j), within(1e-6));
          assertThat(similarity(table, "llr", "i" + i, "i" + j))
              .isCloseTo(logLikelihood(users, "i" + i, "i" + j), within(1e-6));
          assertThat(similarity(table, "swing", "i" + i, "i" + j))
              .isCloseTo(swing(users, "i" + i, "i" + j), within(1e-6));
        }
      }
    }
  }

  @Test
  void whatFadesIsShrunkTheMore() {
    SimilarityTable table =
        table(
            new Channels(
                List.of(
                    channel("jaccard", Kind.JACCARD, DAY),
                    channel("llr", Kind.LOG_LIKELIHOOD, DAY))),
            WORKED);
    // three half-lives on, all counts are an eighth: (2/8) / (4/8 + 3), and the ratio an eighth
    assertThat(similarity(table, "jaccard", "a", "b", 3 * DAY)).isCloseTo(0.25 / 3.5, within(1e-7));
    double now = similarity(table, "llr", "a", "d");
    double ratio = SHRINKAGE * now / (1 - now);
    assertThat(similarity(table, "llr", "a", "d", 3 * DAY))
        .isCloseTo(ratio / 8 / (ratio / 8 + SHRINKAGE), within(1e-7));
  }

  private static double jaccard(List<List<String>> users, String item, String other) {
    Set<Integer> of = whoMet(users, item);
    Set<Integer> both = new HashSet<>(of);
    both.retainAll(whoMet(users, other));
    Set<Integer> either = new HashSet<>(of);
    either.addAll(whoMet(users, other));
    return both.size() / (either.size() + SHRINKAGE);
  }

  private static Set<Integer> whoMet(List<List<String>> users, String item) {
    Set<Integer> met = new HashSet<>();
    for (int u = 0; u < users.size(); u++) {
      if (users.get(u).contains(item)) {
        met.add(u);
      }
    }
    return met;
  }

  /** The formula of the paper over all pairs of users. */
  private static double swing(List<List<String>> users, String item, String other) {
    double sum = 0;
    for (int u = 0; u < users.size(); u++) {
      for (int v = 0; v < u; v++) {
        Set<String> common = new HashSet<>(users.get(u));
        common.retainAll(users.get(v));
        if (common.contains(item) && common.contains(other)) {
          double activity = (users.get(u).size() + 15.0) * (users.get(v).size() + 15.0);
          sum += Math.pow(activity, -0.3) / (SHRINKAGE + common.size());
        }
      }
    }
    return sum;
  }

  /** Sorts every ordered pair of every user into the four cells, and takes entropies. */
  private static double logLikelihood(List<List<String>> users, String item, String other) {
    long[][] cells = new long[2][2];
    for (List<String> items : users) {
      for (String first : items) {
        for (String second : items) {
          if (!first.equals(second)) {
            cells[first.equals(item) ? 0 : 1][second.equals(other) ? 0 : 1]++;
          }
        }
      }
    }
    double ratio =
        2
            * (entropy(cells[0][0] + cells[0][1], cells[1][0] + cells[1][1])
                + entropy(cells[0][0] + cells[1][0], cells[0][1] + cells[1][1])
                - entropy(cells[0][0], cells[0][1], cells[1][0], cells[1][1]));
    boolean attracted = cells[0][0] * cells[1][1] > cells[0][1] * cells[1][0];
    return attracted ? ratio / (ratio + SHRINKAGE) : 0;
  }

  /** n ln n - Σ k ln k. */
  private static double entropy(long... counts) {
    long sum = 0;
    double parts = 0;
    for (long count : counts) {
      sum += count;
      parts += count == 0 ? 0 : count * Math.log(count);
    }
    return sum * Math.log(sum) - parts;
  }

  private static List<List<String>> randomUsers(long seed) {
    Random random = new Random(seed);
    List<List<String>> users = new ArrayList<>();
    for (int u = 0; u < 60; u++) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < ITEMS; i++) {
        items.add("i" + i);
      }
      Collections.shuffle(items, random);
      users.add(items.subList(0, 1 + random.nextInt(ITEMS / 2)));
    }
    return users;
  }

  private static CountChannel channel(String name, Kind kind, long halfLife) {
    return new CountChannel(name, kind, 100, 1, halfLife, false, SHRINKAGE, 20, 1);
  }

  private static SimilarityTable table(List<List<String>> users) {
    return table(CHANNELS, users);
  }

  private static SimilarityTable table(Channels channels, List<List<String>> users) {
    LocalSimilarity learner =
        new LocalSimilarity(
            new SimilaritySettings(channels, Evidence.MET, Long.MAX_VALUE, 1_000, 1_000, 1));
    for (int u = 0; u < users.size(); u++) {
      String user = "u" + u;
      List<LinkedItem> met = new ArrayList<>();
      for (String id : users.get(u)) {
        LinkedItem item = new LinkedItem(id, 1, 1);
        CoOccurrence.increments(
            channels, null, item, List.copyOf(met), 0, counts -> learner.add(counts.by(user)));
        met.add(0, item);
      }
    }
    SimilarityTable table = new SimilarityTable(channels, new ItemNumbers());
    learner.drain(table::put);
    return table;
  }

  private static double similarity(SimilarityTable table, String kind, String item, String other) {
    return similarity(table, kind, item, other, 0);
  }

  private static double similarity(
      SimilarityTable table, String kind, String item, String other, long time) {
    return table.similarity(
        table.channels().find(kind), table.numbers().find(item), table.numbers().find(other), time);
  }
}
