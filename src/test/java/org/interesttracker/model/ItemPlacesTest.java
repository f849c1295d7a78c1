package org.interesttracker.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemPlacesTest {

  private final ItemPlaces places = new ItemPlaces();

  @Test
  void agreesWithAMapHoweverManyThereWereBefore() {
    Random random = new Random(5);
    for (int turn = 0; turn < 300; turn++) {
      // Many, then few, then many again: the table shrinks, and grows over what it held before.
      int draws = random.nextInt(3) == 0 ? random.nextInt(5_000) : random.nextInt(50);
      int items = 1 + random.nextInt(random.nextBoolean() ? 2_000_000 : 500);
      Map<Integer, Integer> expected = new LinkedHashMap<>();
      places.clear();
      for (int k = 0; k < draws; k++) {
        int item = random.nextInt(items);
        expected.putIfAbsent(item, expected.size());
        assertThat(places.add(item)).isEqualTo(expected.get(item));
      }
      assertThat(places.size()).isEqualTo(expected.size());
      assertThat(places.toArray())
          .containsExactly(expected.keySet().stream().mapToInt(item -> item).toArray());
      for (int k = 0; k < 1_000; k++) {
        int item = random.nextInt(items);
        assertThat(places.find(item)).isEqualTo(expected.getOrDefault(item, -1));
        assertThat(places.has(item)).isEqualTo(expected.containsKey(item));
      }
    }
  }

  @Test
  void itemsInARowAndItemsFarApartAreFound() {
    for (int k = 0; k < 10_000; k++) {
      assertThat(places.add(k)).isEqualTo(2 * k);
      assertThat(places.add(k + (1 << 20))).isEqualTo(2 * k + 1);
    }
    for (int k = 0; k < 10_000; k++) {
      assertThat(places.item(places.find(k))).isEqualTo(k);
      assertThat(places.find(k + (1 << 21))).isEqualTo(-1);
    }
  }

  @Test
  void theHighestNumberAndZeroAreItemsLikeOthers() {
    places.add(Integer.MAX_VALUE);
    assertThat(places.find(0)).isEqualTo(-1);
    places.add(0);
    assertThat(places.toArray()).containsExactly(Integer.MAX_VALUE, 0);
    places.clear();
    assertThat(places.has(0)).isFalse();
    assertThat(places.size()).isZero();
  }
}
