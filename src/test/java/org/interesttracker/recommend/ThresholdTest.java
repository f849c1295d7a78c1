package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.interesttracker.recommend.Fixture.weight;
import static org.interesttracker.recommend.SmallWorld.likes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.interesttracker.interest.InterestUpdate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdTest {

  /** From a to b jazz gains 0.8, and from b to d it keeps 0.64 of that while rock gains 0.36. */
  private static final InterestUpdate A_THEN_B_THEN_D =
      likes("ann", weight("d", 1), weight("b", 1), weight("a", 1));

  @TempDir private Path folder;
  private SmallWorld world;

  @BeforeEach
  void fill() throws Exception {
    world = new SmallWorld(folder);
  }

  @Test
  void onlyTopicsAboveTheThresholdAreRecommendedFrom() {
    Map<String, Double> scores = scores(0.5, A_THEN_B_THEN_D);
    assertThat(scores).as("a is at right angles to d").containsOnlyKeys("b");
    assertThat(scores.get("b")).isCloseTo(0.64 * 0.36, within(1e-6));
  }

  @Test
  void aLowerThresholdLetsMoreTopicsThrough() {
    Map<String, Double> scores = scores(0.3, A_THEN_B_THEN_D);
    assertThat(scores).containsOnlyKeys("b", "c", "d");
    assertThat(scores.get("c")).isCloseTo(0.36 * 0.6, within(1e-6));
    assertThat(scores.get("d")).isCloseTo(0.36, within(1e-6));
  }

  @Test
  void anItemOfSeveralTopicsGoesByTheStrongest() {
    world.put("f", List.of("folk", "rock", "jazz"), 0, 0, 1, 0);
    assertThat(scores(0.3, A_THEN_B_THEN_D).get("f")).isCloseTo(0.64 * 0.8, within(1e-6));
  }

  @Test
  void textsThatPointApartGainNothing() {
    world.put("anti", List.of("jazz"), -1, 0, 0, 0);
    assertThat(scores(0, likes("ann", weight("anti", 1), weight("a", 1)))).isEmpty();
  }

  @Test
  void dislikedAndUnknownItemsAreNoStep() {
    InterestUpdate interest =
        likes("ann", weight("b", 1), weight("c", -1), weight("gone", 1), weight("a", 1));
    assertThat(scores(0.5, interest).get("b")).isCloseTo(0.8, within(1e-6));
    assertThat(scores(0, likes("ann", weight("a", 1)))).as("one text is no step").isEmpty();
  }

  private Map<String, Double> scores(double threshold, InterestUpdate interest) {
    return world.scores(new Threshold(world.catalog(), threshold), interest);
  }
}
