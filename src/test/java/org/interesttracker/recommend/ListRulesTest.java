package org.interesttracker.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.model.Catalog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListRulesTest {

  private static final long NOW = 10_000;

  @TempDir private Path folder;
  private Catalog catalog;

  /** Jazz: a, b and f; rock: c, d and f; folk: e. An item "far" is in no catalog. */
  @BeforeEach
  void fill() throws Exception {
    SmallWorld world = new SmallWorld(folder);
    world.put("f", List.of("jazz", "rock"), 1, 0, 0, 0);
    world.put("none", List.of(), 1, 0, 0, 0);
    catalog = world.catalog();
    catalog.numbers().number("far");
  }

  @Test
  void withoutRulesAllItemsAreAllowed() {
    assertThat(allowed(rules(List.of(), List.of(), 0)))
        .containsExactly("a", "b", "c", "d", "e", "f", "none", "far");
  }

  @Test
  void whereCategoriesAreAllowedAnItemNeedsOneOfThem() {
    assertThat(allowed(rules(List.of("jazz", "folk"), List.of(), 0)))
        .containsExactly("a", "b", "e", "f");
  }

  @Test
  void anItemOfABannedCategoryStaysOutWhateverElseItIs() {
    assertThat(allowed(rules(List.of(), List.of("rock"), 0)))
        .containsExactly("a", "b", "e", "none", "far");
    assertThat(allowed(rules(List.of("jazz"), List.of("rock"), 0))).containsExactly("a", "b");
  }

  @Test
  void anItemIsAllowedUntilItIsTooOld() {
    put("old", NOW - 501);
    put("just", NOW - 500);
    put("coming", NOW + 5);
    assertThat(allowed(rules(List.of(), List.of(), 500)))
        .contains("just", "coming", "a", "far")
        .doesNotContain("old");
  }

  @Test
  void aCategoryThatComesLaterIsFoundThen() {
    ListRules rules = rules(List.of(), List.of("blues", "rock"), 0);
    assertThat(rules.unknownCategories()).containsExactly("blues");
    assertThat(allowed(rules)).contains("e");
    catalog.put(new CatalogItem("g", "", null, List.of("blues"), null, null, 0));
    assertThat(allowed(rules)).contains("e").doesNotContain("g");
    assertThat(rules.unknownCategories()).isEmpty();
  }

  @Test
  void aCategoryWhoseItemsAreGoneIsUnknownToo() {
    ListRules rules = rules(List.of("folk"), List.of(), 0);
    assertThat(rules.unknownCategories()).isEmpty();
    catalog.put(new CatalogItem("e", "", null, List.of("jazz"), null, null, 0));
    assertThat(rules.unknownCategories()).containsExactly("folk");
    assertThat(allowed(rules)).isEmpty();
  }

  private void put(String id, long time) {
    catalog.put(new CatalogItem(id, "", null, List.of("jazz"), null, null, time));
  }

  private ListRules rules(List<String> allowed, List<String> banned, long maxAge) {
    return new ListRules(new ListSettings(0, 0, allowed, banned, maxAge, 0, 0), catalog);
  }

  private List<String> allowed(ListRules rules) {
    return Stream.iterate(0, item -> item < catalog.numbers().size(), item -> item + 1)
        .filter(item -> rules.allows(item, NOW))
        .map(catalog.numbers()::id)
        .toList();
  }
}
