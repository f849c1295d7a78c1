package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemLinks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LstmScorerTest {

  /** Of an interest vector of 0, which by itself finds all items alike. */
  private static final InterestUpdate MET_B_AFTER_A =
      SmallWorld.likes("ann", new ItemWeight("b", 1), new ItemWeight("a", 1));

  @TempDir Path folder;

  private SmallWorld world;
  private Scorer lstm;

  @BeforeEach
  void open() throws Exception {
    world = new SmallWorld(folder);
    lstm = new LstmScorer(world.catalog());
  }

  @Test
  void withoutLinksTheVectorAloneSpeaks() {
    assertThat(world.scores(lstm, MET_B_AFTER_A).values()).hasSizeGreaterThan(2).containsOnly(1.0);
    assertThat(lstm.because("c", MET_B_AFTER_A)).isNull();
  }

  @Test
  void linksOfRecentItemsAddToTheLogits() {
    use(links());
    Map<String, Double> scores = world.scores(lstm, MET_B_AFTER_A);

    // c gains 1 by the latest item and 0.9 · 2 by the one before; d loses 1; a and b gain 0.5
    double best = 2.8;
    assertThat(scores.get("c")).isCloseTo(1, within(1e-6));
    assertThat(scores.get("d")).isCloseTo(Math.exp(-1 - best), within(1e-6));
    assertThat(scores.get("a")).isCloseTo(Math.exp(0.5 - best), within(1e-6));
    assertThat(scores.get("b")).isCloseTo(Math.exp(0.9 * 0.5 - best), within(1e-6));
  }

  @Test
  void askedTogetherAndTwiceTheSameIsSaid() {
    use(links());
    Map<String, Double> alone = world.scores(lstm, MET_B_AFTER_A);
    lstm.prepare(List.of(MET_B_AFTER_A, MET_B_AFTER_A));

    for (int time = 0; time < 2; time++) {
      Map<String, Double> together = world.scores(lstm, MET_B_AFTER_A);
      assertThat(together.keySet()).isEqualTo(alone.keySet());
      together.forEach((id, score) -> assertThat(score).isCloseTo(alone.get(id), within(1e-6)));
    }
  }

  @Test
  void theReasonIsTheItemWhoseLinkSpeaksMost() {
    use(links());

    assertThat(lstm.because("c", MET_B_AFTER_A).itemId()).isEqualTo("a");
    assertThat(lstm.because("c", MET_B_AFTER_A).weight()).isCloseTo(1.8, within(1e-6));
    assertThat(lstm.because("d", MET_B_AFTER_A)).as("only against it").isNull();
    assertThat(lstm.because("never linked", MET_B_AFTER_A)).isNull();
  }

  @Test
  void linksOfItemsThatTheCatalogLacksSayNothing() {
    ItemLinks links = new ItemLinks();
    link(links, "b", "gone", 3);
    use(links);

    assertThat(world.scores(lstm, MET_B_AFTER_A).values()).containsOnly(1.0);
  }

  private static ItemLinks links() {
    ItemLinks links = new ItemLinks();
    link(links, "b", "c", 1);
    link(links, "c", "a", 2);
    link(links, "b", "d", -1);
    link(links, "a", "b", 0.5f);
    return links;
  }

  private static void link(ItemLinks links, String a, String b, float weight) {
    links.link(links.number(a), links.number(b));
    links.setWeight(links.pairs() - 1, weight);
  }

  private void use(ItemLinks links) {
    InterestModel model = world.catalog().model();
    world
        .catalog()
        .use(
            new InterestModel(
                model.card(),
                model.lstm(),
                model.projections(),
                model.residuals(),
                model.biases(),
                links,
                model.networks()));
  }
}
