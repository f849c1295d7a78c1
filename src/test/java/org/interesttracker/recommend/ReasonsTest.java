package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.interesttracker.recommend.Fixture.interest;
import static org.interesttracker.recommend.Fixture.weight;

import java.nio.file.Path;
import java.util.List;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.recommend.Recommendation.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonsTest {

  @TempDir private Path folder;
  private Catalog catalog;

  @BeforeEach
  void fill() throws Exception {
    catalog =
        new Catalog(ModelFiles.read(ModelFixtures.untrained(folder, Fixture.DIMENSION, 3, 1)));
    Fixture.ITEMS.forEach(catalog::put);
  }

  @Test
  void whatCollaborativeFilteringFoundGoesFirst() {
    Reason reason = reason("b", weight("e", 2), weight("a", 1));
    assertThat(reason).isEqualTo(new Reason("e", "Title e", 2, "jazz", 0.75));
  }

  @Test
  void anItemOutsideTheCatalogHasNoTitle() {
    Reason reason = reason("b", weight("far", 2));
    assertThat(reason.becauseItem()).isEqualTo("far");
    assertThat(reason.becauseTitle()).isNull();
  }

  @Test
  void elseTheItemWhoseNearnessTimesWeightIsMost() {
    // cos(b, a) = 0.8 · 2 = 1.6; cos(b, c) = 0.6 · 3 = 1.8; cos(b, e) = 0
    Reason reason = reason("b", null, weight("a", 2), weight("c", 3), weight("e", 9));
    assertThat(reason.becauseItem()).isEqualTo("c");
    assertThat(reason.becauseTitle()).isEqualTo("Title c");
    assertThat(reason.itemWeight()).isCloseTo(1.8, within(1e-6));
  }

  @Test
  void whatSpeaksAgainstAnItemIsNoReason() {
    assertThat(reason("b", null, weight("a", -1)).becauseItem()).isNull();
  }

  @Test
  void aDislikedItemIsNoReasonForItsOpposite() {
    catalog.put(Fixture.item("not-a", "folk", -1, 0, 0, 0));
    Reason reason = reason("b", null, weight("not-a", -1));
    assertThat(reason.becauseItem()).isNull();
    assertThat(reason.itemWeight()).isZero();
  }

  @Test
  void withoutAPlaceInTheSpaceThereIsNoNearestItem() {
    catalog.put(new CatalogItem("bare", "Title bare", null, List.of("rock"), null, null, 0));
    assertThat(reason("bare", null, weight("a", 1)))
        .isEqualTo(new Reason(null, null, 0, "rock", 0.25));
    assertThat(reason("b", null, weight("bare", 1)).becauseItem()).isNull();
  }

  @Test
  void theTopicIsTheHeaviestOfTheItemsThatTheUserLikes() {
    catalog.put(new CatalogItem("both", "", null, List.of("rock", "jazz"), null, null, 0));
    assertThat(reason("both", null).becauseTopic()).isEqualTo("jazz");
    assertThat(reason("e", null)).isEqualTo(new Reason(null, null, 0, null, 0));
    assertThat(reason("unknown", null)).isEqualTo(new Reason(null, null, 0, null, 0));
  }

  @Test
  void aDislikedTopicIsNoReason() {
    InterestUpdate plain = interest("ann", 0, List.of(), List.of());
    InterestUpdate interest =
        new InterestUpdate(
            "ann",
            plain.windowStart(),
            plain.windowEnd(),
            0,
            List.of(new TopicWeight("jazz", -1, 0, 0)),
            plain.vector(),
            null,
            null,
            List.of(),
            List.of(),
            "v1",
            plain.timestamp(),
            false);
    assertThat(new Reasons(catalog).of("b", interest, null).becauseTopic()).isNull();
  }

  private Reason reason(String item, ItemWeight because, ItemWeight... recentItems) {
    return new Reasons(catalog)
        .of(item, interest("ann", 0, List.of(recentItems), List.of()), because);
  }
}
