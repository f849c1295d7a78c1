package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.interesttracker.recommend.Fixture.weight;
import static org.interesttracker.recommend.SmallWorld.likes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.text.TermIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfIdfTest {

  @TempDir private Path folder;
  private SmallWorld world;
  private TermIndex index;

  @BeforeEach
  void fill() throws Exception {
    world = new SmallWorld(folder);
    index = new TermIndex(world.catalog().numbers());
    for (String title : List.of("moon", "river", "moon river", "sea")) {
      index.put(new CatalogItem(title, title, null, List.of(), null, "en", 0));
    }
  }

  @Test
  void theLatestAndHeaviestItemsLeadTheProfile() {
    // 2·moon + 0.8·1·river, of norm √4.64; both terms are in two items, so alike in weight
    Map<String, Double> scores =
        world.scores(
            new TfIdf(index, () -> false), likes("ann", weight("moon", 2), weight("river", 1)));
    assertThat(scores).containsOnlyKeys("moon", "river", "moon river");
    assertThat(scores.get("moon")).isCloseTo(2 / Math.sqrt(4.64), within(1e-6));
    assertThat(scores.get("river")).isCloseTo(0.8 / Math.sqrt(4.64), within(1e-6));
    assertThat(scores.get("moon river"))
        .isCloseTo(2.8 / Math.sqrt(4.64) / Math.sqrt(2), within(1e-6));
  }

  @Test
  void dislikedAndUnknownItemsSayNothing() {
    assertThat(
            world.scores(
                new TfIdf(index, () -> false), likes("ann", weight("moon", -1), weight("gone", 3))))
        .isEmpty();
  }

  @Test
  void inALargeCatalogOnlyTheRarestWordsAreRead() {
    index.put(new CatalogItem("rare", "rare common", null, List.of(), null, "en", 0));
    index.put(new CatalogItem("too", "rare", null, List.of(), null, "en", 0));
    for (int k = 0; k < TfIdf.POSTINGS_IF_LARGE; k++) {
      index.put(new CatalogItem("x" + k, "common", null, List.of(), null, "en", 0));
    }
    var ann = likes("ann", weight("rare", 1));
    assertThat(world.scores(new TfIdf(index, () -> true), ann)).containsOnlyKeys("rare", "too");
    assertThat(world.scores(new TfIdf(index, () -> false), ann)).containsKey("x7");
  }
}
