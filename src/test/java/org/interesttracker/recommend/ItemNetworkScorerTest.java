package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.CnnWeights;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemNetworks;
import org.interesttracker.model.RnnWeights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemNetworkScorerTest {

  private static final int D = Fixture.DIMENSION;

  @TempDir private Path folder;
  private SmallWorld world;

  @BeforeEach
  void fill() throws Exception {
    world = new SmallWorld(folder);
  }

  @Test
  void aModelWithoutTheNetworkGivesNoScores() {
    for (Scorer scorer : both()) {
      assertThat(scores(scorer, new ItemWeight("a", 1))).isEmpty();
    }
  }

  @Test
  void aUserWithoutItemsGetsNoScores() {
    use(new ItemNetworks(summing(), latest(2)));
    for (Scorer scorer : both()) {
      assertThat(scores(scorer)).isEmpty();
    }
  }

  @Test
  void scoresAreTheNumeratorsOfTheSoftmaxOfWhatIsPredicted() {
    use(new ItemNetworks(null, latest(2)));
    // y = 2 a, y·a = 2, y·b = 1.6, all others 0
    assertThat(
            scores(
                ItemNetworkScorer.cnn(world.catalog()),
                new ItemWeight("a", 1),
                new ItemWeight("c", 1)))
        .hasSize(5)
        .contains(entry("a", 1.0))
        .hasEntrySatisfying("b", b -> assertThat(b).isCloseTo(Math.exp(-0.4), within(1e-6)))
        .hasEntrySatisfying("e", e -> assertThat(e).isCloseTo(Math.exp(-2), within(1e-6)));
  }

  @Test
  void evidenceIsRead() {
    use(new ItemNetworks(summing(), null));
    Scorer rnn = ItemNetworkScorer.rnn(world.catalog());

    Map<String, Double> met = scores(rnn, new ItemWeight("a", 1, 1));
    Map<String, Double> turnedDown = scores(rnn, new ItemWeight("a", -1, 0));

    // y = tanh(a + evidence · e)
    assertThat(met.get("e")).isEqualTo(met.get("a"));
    assertThat(turnedDown.get("e")).isLessThan(turnedDown.get("a"));
  }

  @Test
  void anUnknownItemIsAPlaceWithoutAVector() {
    use(new ItemNetworks(null, latest(2)));
    Scorer cnn = ItemNetworkScorer.cnn(world.catalog());

    assertThat(scores(cnn, new ItemWeight("gone", 1), new ItemWeight("a", 1)).values())
        .containsOnly(1.0);
  }

  @Test
  void onlyTheTwentyLatestItemsAreRead() {
    use(new ItemNetworks(summing(), null));
    Scorer rnn = ItemNetworkScorer.rnn(world.catalog());
    List<ItemWeight> items = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      items.add(new ItemWeight("gone" + i, 0));
    }
    Map<String, Double> twenty = scores(rnn, items.toArray(ItemWeight[]::new));
    items.add(new ItemWeight("a", 1));

    assertThat(scores(rnn, items.toArray(ItemWeight[]::new))).isEqualTo(twenty);
    items.remove(0);
    assertThat(scores(rnn, items.toArray(ItemWeight[]::new))).isNotEqualTo(twenty);
  }

  @Test
  void anotherModelTakesOver() {
    Scorer cnn = ItemNetworkScorer.cnn(world.catalog());
    use(new ItemNetworks(null, latest(2)));
    Map<String, Double> before = scores(cnn, new ItemWeight("a", 1));
    use(new ItemNetworks(null, latest(4)));

    assertThat(scores(cnn, new ItemWeight("a", 1)).get("b")).isLessThan(before.get("b"));
    use(ItemNetworks.NONE);
    assertThat(scores(cnn, new ItemWeight("a", 1))).isEmpty();
  }

  /** Many fresh catalogs, for what is made at the first call is made once a catalog. */
  @Test
  void scorersOfOneCatalogScoreSideBySide() throws Exception {
    for (int round = 0; round < 50; round++) {
      world = new SmallWorld(folder);
      for (int item = 0; item < 1_000; item++) {
        world.put("item" + item, List.of(), unit(item % D));
      }
      use(new ItemNetworks(summing(), latest(2)));
      List<Integer> scored = both().parallelStream().map(this::countScored).toList();
      assertThat(scored).containsExactly(1_005, 1_005);
    }
  }

  private int countScored(Scorer scorer) {
    ItemScores scores = new ItemScores();
    scorer.score(SmallWorld.likes("ann", new ItemWeight("a", 1)), scores);
    return scores.size();
  }

  private static float[] unit(int axis) {
    float[] vector = new float[D];
    vector[axis] = 1;
    return vector;
  }

  private Map<String, Double> scores(Scorer scorer, ItemWeight... latestFirst) {
    return world.scores(scorer, SmallWorld.likes("ann", latestFirst));
  }

  private List<Scorer> both() {
    return List.of(ItemNetworkScorer.rnn(world.catalog()), ItemNetworkScorer.cnn(world.catalog()));
  }

  private void use(ItemNetworks networks) {
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
                model.links(),
                networks));
  }

  /** y = tanh(x + the one before), with the evidence added to the last value. */
  private static RnnWeights summing() {
    return new RnnWeights(
        D + 1, D, D, inputs(), identity(1), new float[D], identity(1), new float[D]);
  }

  /** y = factor · the latest vector. */
  private static CnnWeights latest(float factor) {
    float[] first = new float[3 * (D + 1) * D];
    System.arraycopy(identity(1), 0, first, 2 * (D + 1) * D, D * D);
    float[] second = new float[3 * D * D];
    System.arraycopy(identity(1), 0, second, 2 * D * D, D * D);
    return new CnnWeights(
        D + 1, D, D, first, new float[D], second, new float[D], identity(factor), new float[D]);
  }

  private static float[] inputs() {
    float[] inputs = new float[(D + 1) * D];
    System.arraycopy(identity(1), 0, inputs, 0, D * D);
    inputs[inputs.length - 1] = 1;
    return inputs;
  }

  private static float[] identity(float factor) {
    float[] matrix = new float[D * D];
    for (int d = 0; d < D; d++) {
      matrix[d * D + d] = factor;
    }
    return matrix;
  }
}
