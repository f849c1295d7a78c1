package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemBiases;
import org.interesttracker.model.ItemLinks;
import org.interesttracker.model.SharedItems;
import org.interesttracker.model.Vectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the models say where they look at the nearest items only. */
class LargeCatalogTest {

  private static final InterestUpdate INTEREST =
      Fixture.interest(
          "ann", 1, List.of(new ItemWeight("b", 1), new ItemWeight("a", 1)), List.of());

  @TempDir Path folder;

  private final SharedItems shared = new SharedItems();
  private SmallWorld small;
  private SmallWorld large;

  @BeforeEach
  void open() throws Exception {
    small = new SmallWorld(folder.resolve("small"));
    large = new SmallWorld(folder.resolve("large"), shared, 2);
    for (SmallWorld world : List.of(small, large)) {
      world.catalog().use(linked(world.catalog().model()));
    }
  }

  @AfterEach
  void close() {
    shared.close();
  }

  @Test
  void whatTheySayOfTheItemsTheyLookAtIsTheSame() {
    assertThat(large.catalog().isLarge()).isTrue();
    assertThat(large.catalog().index().size()).isZero();
    assertThat(small.catalog().isLarge()).isFalse();
    for (Function<Catalog, Scorer> model : models()) {
      Map<String, Double> exact = small.scores(model.apply(small.catalog()), INTEREST);
      Map<String, Double> nearest = large.scores(model.apply(large.catalog()), INTEREST);

      assertThat(exact).isNotEmpty();
      assertThat(nearest.keySet()).isEqualTo(exact.keySet());
      exact.forEach((id, score) -> assertThat(nearest.get(id)).isCloseTo(score, within(1e-5)));
    }
  }

  @Test
  void anItemThatOnlyOthersProposeGetsTheScoreItHasInASmallCatalog() {
    Random random = new Random(1);
    for (int n = 0; n < 600; n++) {
      float[] vector = {1 + random.nextFloat(), random.nextFloat(), random.nextFloat(), 0};
      Vectors.normalize(vector);
      List.of(small, large)
          .forEach(world -> world.put("item-" + vector[0], List.of("jazz"), vector));
    }
    List.of(small, large).forEach(world -> world.put("far", List.of("jazz"), 0.28f, 0, 0, 0.96f));
    for (Function<Catalog, Scorer> model : models()) {
      Scorer nearest = model.apply(large.catalog());
      Map<String, Double> exact = small.scores(model.apply(small.catalog()), INTEREST);
      Map<String, Double> found = large.scores(nearest, INTEREST);
      Map<String, Double> others = large.scoresOfOthers(nearest, INTEREST, "far", "b");

      assertThat(exact.size()).isGreaterThan(500);
      assertThat(found.size()).isBetween(1, 405);
      assertThat(found.get("far")).isNull();
      assertThat(others.get("far")).isCloseTo(exact.get("far"), within(1e-5));
      assertThat(others.get("b")).isCloseTo(exact.get("b"), within(1e-5));
    }
  }

  @Test
  void itemsThatTheIndexKnowsFromOthersAreLeftOut() {
    Scorer lstm = new LstmScorer(large.catalog());
    shared.places().put("of another subtask", new float[] {1, 0, 0, 0}, 9);

    assertThat(large.scores(lstm, INTEREST)).hasSize(5);
  }

  @Test
  void aUserOfWhomNothingIsKnownGetsNothing() {
    InterestUpdate unknown = SmallWorld.likes("bob");

    assertThat(large.scores(new Content(large.catalog()), unknown)).isEmpty();
    assertThat(large.scoresOfOthers(new Content(large.catalog()), unknown, "a"))
        .containsEntry("a", 0.0);
  }

  @Test
  void aModelThatTakesOverIsFollowed() throws Exception {
    Scorer lstm = new LstmScorer(large.catalog());
    large.scores(lstm, INTEREST);
    InterestModel model = large.catalog().model();
    large
        .catalog()
        .use(
            new InterestModel(
                model.card(),
                model.lstm(),
                model.projections(),
                Map.of("e", new float[] {3, 0, 0, 0}),
                model.biases(),
                new ItemLinks(),
                model.networks()));

    assertThat(large.scores(lstm, INTEREST)).containsEntry("e", 1.0);
  }

  private static List<Function<Catalog, Scorer>> models() {
    return List.of(LstmScorer::new, Content::new, catalog -> new Threshold(catalog, 0.1));
  }

  /** With a bias for c, and a link from b to it. */
  private static InterestModel linked(InterestModel model) {
    ItemLinks links = new ItemLinks();
    links.link(links.number("b"), links.number("c"));
    links.setWeight(0, 0.5f);
    return new InterestModel(
        model.card(),
        model.lstm(),
        model.projections(),
        model.residuals(),
        new ItemBiases(Map.of("c", 0.25f), -1),
        links,
        model.networks());
  }
}
