package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.SimilarityTable;
import org.interesttracker.similarity.TestCounts;
import org.interesttracker.similarity.UserPool;
import org.interesttracker.text.TermIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorersTest {

  @TempDir private Path folder;
  private static final Channels ALL = new Channels(CountChannel.known());

  private Catalog catalog;

  @BeforeEach
  void fill() throws Exception {
    catalog =
        new Catalog(ModelFiles.read(ModelFixtures.untrained(folder, Fixture.DIMENSION, 3, 1)));
    Fixture.ITEMS.forEach(catalog::put);
  }

  @Test
  void everyModelIsMadeUnderItsName() {
    assertThat(scorers().make(Scorers.names()).stream().map(Scorer::name).toList())
        .isEqualTo(Scorers.names())
        .contains("item-cf", "lstm", "rnn", "cnn");
    assertThat(Scorers.defaults()).doesNotContain("rnn", "cnn");
  }

  @Test
  void aNameThatIsNoModelsIsRefusedWithThoseThatAre() {
    List<String> names = List.of("item-cf", "oracle");
    assertThatThrownBy(() -> Scorers.check(names, ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "recommend.models names 'oracle', which is no model; there are, to be separated")
        .hasMessageContaining(String.join(", ", Scorers.names()));
  }

  @Test
  void aModelWhoseChannelIsNotCountedIsRefused() {
    assertThatThrownBy(() -> Scorers.check(List.of("item-next"), TestCounts.plain(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recommend.models names item-next, which similarity.channels does not count");
  }

  @Test
  void noModelAndTheSameTwiceAreRefused() {
    for (List<String> names : List.of(List.<String>of(), List.of("lstm", "lstm"))) {
      assertThatThrownBy(() -> Scorers.check(names, ALL))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("recommend.models must name one model or more, each once");
    }
  }

  @Test
  void theSequenceModelGivesTheNumeratorsOfItsSoftmax() {
    ItemScores scores = new ItemScores();
    Scorer lstm = scorers().make(List.of("lstm")).get(0);
    lstm.score(Fixture.interest("ann", 0, List.of(), List.of()), scores);
    assertThat(scores.size()).isEqualTo(5);
    // y·a = 1, y·b = 0.8, y·c = 0
    assertThat(scores.get(catalog.numbers().find("a"))).isEqualTo(1);
    assertThat(scores.get(catalog.numbers().find("b")))
        .isCloseTo((float) Math.exp(-0.2), within(1e-6f));
    assertThat(scores.get(catalog.numbers().find("c")))
        .isCloseTo((float) Math.exp(-1), within(1e-6f));
  }

  private Scorers scorers() {
    return new Scorers(
        Fixture.settings(10, 10, true),
        catalog,
        new SimilarityTable(ALL, catalog.numbers()),
        new TermIndex(catalog.numbers()),
        new UserPool(10, catalog.numbers()));
  }
}
