package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.interesttracker.recommend.SmallWorld.cares;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BayesTest {

  private static final TopicWeight ROCK = new TopicWeight("rock", 30, 0.75, 0);
  private static final TopicWeight JAZZ = new TopicWeight("jazz", 10, 0.25, 0);
  private static final TopicWeight FOLK = new TopicWeight("folk", -2, 0, 0);

  @TempDir private Path folder;
  private SmallWorld world;

  /** Jazz has 5 + 1 + 4/2 = 8 of 16 meetings, rock 2 + 4/2 = 4, folk 4. */
  private final Map<String, Double> present =
      new HashMap<>(Map.of("a", 5.0, "b", 1.0, "c", 2.0, "e", 4.0, "f", 4.0));

  @BeforeEach
  void fill() throws Exception {
    world = new SmallWorld(folder);
    world.put("f", List.of("jazz", "rock"), 0, 0, 1, 0);
  }

  @Test
  void interestIsWhatGoesBeyondTheCrowd() {
    // N + G = 50: jazz 1/2·(10/½ + 10)/50 = 0.3, rock 1/4·(30/¼ + 10)/50 = 0.65, folk 0.05
    Map<String, Double> scores = world.scores(bayes(present, present), cares(ROCK, JAZZ, FOLK));
    assertThat(scores).as("d was never met").containsOnlyKeys("a", "b", "c", "e", "f");
    assertScore(scores, "a", 0.3 * 5 / 8);
    assertScore(scores, "b", 0.3 * 1 / 8);
    assertScore(scores, "c", 0.65 * 2 / 4);
    assertScore(scores, "e", 0.05);
    assertScore(scores, "f", (0.3 * 4 / 8 + 0.65 * 4 / 4) / 2);
    assertThat(scores.values().stream().mapToDouble(s -> s).sum()).isCloseTo(1, within(1e-6));
  }

  @Test
  void whatTheCrowdMetInTheUsersTimeIsNotGenuine() {
    // Then jazz had 1/4 and rock 1/2 of the meetings.
    // jazz 1/2·(10/¼ + 10)/50 = 0.5, rock 1/4·(30/½ + 10)/50 = 0.35
    Map<String, Double> past = Map.of("a", 1.0, "c", 2.0, "e", 1.0);
    Map<String, Double> scores = world.scores(bayes(past, present), cares(ROCK, JAZZ));
    assertScore(scores, "a", 0.5 * 5 / 8);
    assertScore(scores, "c", 0.35 * 2 / 4);
  }

  @Test
  void anUnknownUserGetsWhatIsPopular() {
    Map<String, Double> scores = world.scores(bayes(present, present), cares());
    present.forEach((item, popularity) -> assertScore(scores, item, popularity / 16));
  }

  @Test
  void nothingIsSaidUntilSomethingWasMetAndTheCrowdIsLookedAtAgain() {
    present.clear();
    Bayes bayes = bayes(present, present);
    assertThat(world.scores(bayes, cares(ROCK))).isEmpty();
    present.put("c", 1.0);
    world.put("new", List.of("blues"), 0, 0, 0, 1);
    assertThat(world.scores(bayes, cares(ROCK, new TopicWeight("blues", 1, 0.1, 0))))
        .containsOnlyKeys("c");
  }

  private Bayes bayes(Map<String, Double> past, Map<String, Double> now) {
    return new Bayes(
        world.catalog(),
        item -> past.getOrDefault(world.catalog().numbers().id(item), 0.0),
        item -> now.getOrDefault(world.catalog().numbers().id(item), 0.0));
  }

  private static void assertScore(Map<String, Double> scores, String item, double expected) {
    assertThat(scores.get(item)).isCloseTo(expected, within(1e-6));
  }
}
