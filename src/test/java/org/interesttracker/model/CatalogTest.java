package org.interesttracker.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.interesttracker.event.CatalogItem;
import org.junit.jupiter.api.Test;

class CatalogTest {

  private static final float[] RIGHT = {1, 0};
  private static final float[] UP = {0, 1};

  private final Catalog catalog = new Catalog(model(Map.of("a", new float[] {0.5f, 0.25f})));

  @Test
  void anItemsPlaceIsItsTextsPlusWhatTheModelLearned() {
    catalog.put(item("a", "jazz", RIGHT));
    catalog.put(item("b", "jazz", UP));
    assertThat(catalog.vector("a")).containsExactly(1.5f, 0.25f);
    assertThat(catalog.vector("b")).containsExactly(0, 1);
    assertThat(score("a", RIGHT)).isEqualTo(1.5f);
    assertThat(score("b", RIGHT)).isZero();
  }

  @Test
  void anItemWithoutTextIsWhereTheModelLearnedItToBeOrNowhere() {
    catalog.put(item("a", "jazz", null));
    catalog.put(item("b", "jazz", null));
    assertThat(catalog.vector("a")).containsExactly(0.5f, 0.25f);
    assertThat(catalog.vector("b")).isNull();
    assertThat(catalog.item("b").itemId()).isEqualTo("b");
    assertThat(catalog.size()).isEqualTo(2);
    assertThat(catalog.index().size()).isEqualTo(1);
  }

  @Test
  void whatIsNotInTheCatalogIsUnknown() {
    assertThat(catalog.item("a")).isNull();
    assertThat(catalog.vector("a")).as("though the model knows it").isNull();
  }

  @Test
  void aReplacedItemLeavesNothingOfTheOldOne() {
    catalog.put(item("b", "jazz", RIGHT));
    CatalogItem next = item("b", "rock", UP);
    catalog.put(next);
    assertThat(catalog.item("b")).isEqualTo(next);
    assertThat(catalog.size()).isEqualTo(1);
    assertThat(catalog.index().size()).isEqualTo(1);
    assertThat(score("b", UP)).isEqualTo(1);
    assertThat(score("b", RIGHT)).isZero();
    assertThat(catalog.topics().nearest(UP, 0.9)).isEqualTo("rock");
    assertThat(catalog.topics().nearest(RIGHT, 0.1)).isNull();
  }

  @Test
  void anItemThatLosesItsTextLeavesTheIndex() {
    catalog.put(item("b", "jazz", RIGHT));
    catalog.put(item("c", "rock", UP));
    catalog.put(item("b", "jazz", null));
    assertThat(catalog.vector("b")).isNull();
    assertThat(catalog.index().slot("b")).isEqualTo(-1);
    assertThat(score("c", UP)).isEqualTo(1);
    assertThat(catalog.topics().nearest(RIGHT, 0.1)).isNull();
  }

  @Test
  void anotherModelSeesEveryItemAfresh() {
    catalog.put(item("a", "jazz", null));
    catalog.put(item("b", "rock", RIGHT));
    catalog.put(item("c", "folk", null));
    catalog.use(model(Map.of("b", new float[] {0, 3}, "c", new float[] {2, 0})));
    assertThat(catalog.vector("a")).isNull();
    assertThat(catalog.index().slot("a")).isEqualTo(-1);
    assertThat(catalog.vector("b")).containsExactly(1, 3);
    assertThat(score("b", UP)).isEqualTo(3);
    assertThat(catalog.vector("c")).containsExactly(2, 0);
    assertThat(score("c", RIGHT)).isEqualTo(2);
    assertThat(catalog.topics().nearest(RIGHT, 0.9)).as("by the texts alone").isEqualTo("rock");

    catalog.put(item("b", "rock", UP));
    assertThat(catalog.vector("b")).as("also items to come").containsExactly(0, 4);
  }

  @Test
  void textsAreKeptApartFromWhatTheModelLearned() {
    catalog.put(item("b", "jazz", UP));
    catalog.put(item("a", "jazz", RIGHT));
    assertThat(text("a", RIGHT)).isEqualTo(1);
    assertThat(text("b", UP)).isEqualTo(1);

    catalog.put(item("b", "jazz", null));
    catalog.put(item("c", "jazz", UP));
    catalog.put(item("a", "jazz", UP));
    assertThat(catalog.texts().size()).isEqualTo(2);
    assertThat(text("a", UP)).isEqualTo(1);
    assertThat(text("c", UP)).isEqualTo(1);
  }

  @Test
  void slotsAndCategoriesNameItemsByTheNumbersOfTheCatalog() {
    catalog.numbers().number("elsewhere");
    for (String id : List.of("b", "c", "d")) {
      catalog.put(item(id, "jazz", RIGHT));
    }
    catalog.put(item("b", "rock", null));
    ItemIndex index = catalog.index();
    for (int slot = 0; slot < index.size(); slot++) {
      assertThat(index.number(slot)).isEqualTo(catalog.numbers().find(index.id(slot)));
    }
    CategoryIndex categories = catalog.categories();
    assertThat(categories.of(catalog.numbers().find("b"))).containsExactly(categories.find("rock"));
    assertThat(categories.items(categories.find("jazz")).size()).isEqualTo(2);
  }

  private float text(String item, float[] query) {
    return catalog.texts().scores(query)[catalog.texts().slot(item)];
  }

  private float score(String item, float[] query) {
    return catalog.index().scores(query)[catalog.index().slot(item)];
  }

  private static CatalogItem item(String id, String topic, float[] vector) {
    return new CatalogItem(id, "", null, List.of(topic), vector, null, 0);
  }

  private static InterestModel model(Map<String, float[]> residuals) {
    LstmWeights lstm =
        new LstmWeights(
            1, 1, 2, new float[4], new float[4], new float[4], new float[2], new float[2]);
    return new InterestModel(
        new ModelCard("v1", "", Map.of(), Map.of(), Map.of()), lstm, Map.of(), residuals);
  }
}
