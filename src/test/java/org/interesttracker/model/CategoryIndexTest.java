package org.interesttracker.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CategoryIndexTest {

  private final CategoryIndex index = new CategoryIndex();

  @Test
  void knowsItemsOfCategoriesAndCategoriesOfItems() {
    index.put(0, List.of("jazz", "rock", "jazz"));
    index.put(3, List.of("rock"));
    assertThat(index.size()).isEqualTo(2);
    assertThat(index.of(0)).containsExactly(index.find("jazz"), index.find("rock"));
    assertThat(items("jazz")).containsExactly(0);
    assertThat(items("rock")).containsExactlyInAnyOrder(0, 3);
  }

  @Test
  void aChangedItemLeavesItsOldCategories() {
    index.put(0, List.of("jazz", "rock"));
    index.put(1, List.of("jazz"));
    index.put(0, List.of("folk"));
    assertThat(items("jazz")).containsExactly(1);
    assertThat(items("rock")).isEmpty();
    assertThat(items("folk")).containsExactly(0);
    assertThat(index.of(0)).containsExactly(index.find("folk"));
  }

  @Test
  void whatWasNotPutIsUnknown() {
    index.put(2, List.of("jazz"));
    assertThat(index.find("rock")).isEqualTo(-1);
    assertThat(index.of(0)).isEmpty();
    assertThat(index.of(9)).isEmpty();
  }

  private int[] items(String category) {
    IntList items = index.items(index.find(category));
    int[] values = new int[items.size()];
    for (int place = 0; place < values.length; place++) {
      values[place] = items.get(place);
    }
    return values;
  }
}
