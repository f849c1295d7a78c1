package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.interesttracker.recommend.Fixture.weight;
import static org.interesttracker.recommend.SmallWorld.likes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTest {

  @TempDir private Path folder;
  private SmallWorld world;
  private Content content;

  @BeforeEach
  void fill() throws Exception {
    world = new SmallWorld(folder);
    content = new Content(world.catalog());
  }

  @Test
  void scoresByTheAngleToTheDecayedMeanOfTheTexts() {
    // 2·(1, 0, 0, 0) + 0.8·1·(0.8, 0.6, 0, 0) = (2.64, 0.48, 0, 0), of norm √7.2
    Map<String, Double> scores =
        world.scores(content, likes("ann", weight("a", 2), weight("b", 1)));
    assertThat(scores).hasSize(5);
    assertScore(scores, "a", 2.64);
    assertScore(scores, "b", 2.64 * 0.8 + 0.48 * 0.6);
    assertScore(scores, "c", 0.48);
    assertScore(scores, "d", 0.48 * 0.6);
    assertScore(scores, "e", 0);
  }

  @Test
  void anItemThatNobodyMetIsFoundAsSoonAsItIsThere() {
    world.put("new", List.of("jazz"), 1, 0, 0, 0);
    world.put("textless", List.of("jazz"), (float[]) null);
    Map<String, Double> scores = world.scores(content, likes("ann", weight("a", 1)));
    assertThat(scores.get("new")).isCloseTo(1, within(1e-6));
    assertThat(scores).doesNotContainKey("textless");
  }

  @Test
  void dislikedAndUnknownItemsSayNothing() {
    assertThat(world.scores(content, likes("ann", weight("a", -1), weight("gone", 3)))).isEmpty();
    assertThat(world.scores(content, likes("ann"))).isEmpty();
  }

  private static void assertScore(Map<String, Double> scores, String item, double dot) {
    double cosine = dot / Math.sqrt(7.2);
    assertThat(scores.get(item)).isCloseTo(Math.exp((cosine - 1) / 0.1), within(1e-5));
  }
}
