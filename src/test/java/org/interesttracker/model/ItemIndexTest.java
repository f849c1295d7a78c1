package org.interesttracker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemIndexTest {

  @Test
  void scoresAreThoseOfAPlainLoopWhateverCameAndWent() {
    int dimension = 5;
    Random random = new Random(3);
    ItemIndex index = new ItemIndex(dimension);
    Map<String, float[]> plain = new HashMap<>();
    // about 600 of 900 items at a time: more than two blocks, and slots are used again
    for (int i = 0; i < 6_000; i++) {
      String id = "i" + random.nextInt(900);
      if (random.nextInt(3) > 0) {
        float[] vector = vector(random, dimension);
        index.put(id, vector);
        plain.put(id, vector);
      } else {
        index.remove(id);
        plain.remove(id);
      }
    }
    float[] query = vector(random, dimension);
    float[] scores = index.scores(query);
    assertThat(index.size()).isEqualTo(plain.size()).isGreaterThan(512);
    plain.forEach(
        (id, vector) -> {
          int slot = index.slot(id);
          assertThat(index.id(slot)).isEqualTo(id);
          assertThat((double) scores[slot]).isCloseTo(Vectors.dot(query, vector), within(1e-5));
        });
  }

  @Test
  void theLastItemTakesTheSlotOfARemovedOne() {
    ItemIndex index = abc();
    index.remove("a");
    assertThat(index.size()).isEqualTo(2);
    assertThat(index.slot("a")).isEqualTo(-1);
    assertThat(index.slot("c")).isZero();
    assertThat(index.id(0)).isEqualTo("c");
    assertThat(index.id(1)).isEqualTo("b");
    assertThat(index.scores(new float[] {1, 10})).startsWith(53, 42);
  }

  @Test
  void aBiasIsAddedAndMovesWithItsItem() {
    ItemIndex index = abc();
    index.put("c", new float[] {3, 5}, 0.5f);
    index.remove("a");
    assertThat(index.scores(new float[] {1, 10})).startsWith(53.5f, 42);
    index.put("c", new float[] {3, 5});
    assertThat(index.scores(new float[] {1, 10})).startsWith(53, 42);
  }

  @Test
  void removingTheLastItemMovesNone() {
    ItemIndex index = abc();
    index.remove("c");
    assertThat(index.size()).isEqualTo(2);
    assertThat(index.scores(new float[] {1, 10})).startsWith(31, 42);
    index.put("d", new float[] {7, 0});
    assertThat(index.slot("d")).isEqualTo(2);
    assertThat(index.scores(new float[] {1, 10})).startsWith(31, 42, 7);
  }

  @Test
  void whatIsNotThereCannotBeRemoved() {
    ItemIndex index = abc();
    index.remove("x");
    assertThat(index.size()).isEqualTo(3);
    assertThat(index.slot("x")).isEqualTo(-1);
  }

  @Test
  void aReplacedVectorStaysInItsSlot() {
    ItemIndex index = abc();
    index.put("b", new float[] {9, 9});
    assertThat(index.size()).isEqualTo(3);
    assertThat(index.slot("b")).isEqualTo(1);
    assertThat(index.scores(new float[] {1, 10})).startsWith(31, 99, 53);
  }

  @Test
  void anEmptyIndexHasNoScores() {
    ItemIndex index = new ItemIndex(2);
    assertThat(index.size()).isZero();
    assertThat(index.scores(new float[] {1, 1})).isEmpty();
  }

  /** For the query (1, 10): 31, 42 and 53. */
  private static ItemIndex abc() {
    ItemIndex index = new ItemIndex(2);
    index.put("a", new float[] {1, 3});
    index.put("b", new float[] {2, 4});
    index.put("c", new float[] {3, 5});
    return index;
  }

  private static float[] vector(Random random, int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  @Test
  void severalQueriesGetWhatEachGetsAlone() {
    Random random = new Random(5);
    ItemIndex many = new ItemIndex(7);
    for (int item = 0; item < 600; item++) {
      many.put("i" + item, vector(random), item % 3);
    }
    List<float[]> queries = List.of(vector(random), vector(random), vector(random));
    float[][] together = many.scores(queries);
    for (int q = 0; q < queries.size(); q++) {
      assertThat(together[q]).containsExactly(many.scores(queries.get(q)), within(1e-5f));
    }
    assertThat(many.scores(List.of())).isEmpty();
  }

  private static float[] vector(Random random) {
    float[] vector = new float[7];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) random.nextGaussian();
    }
    return vector;
  }
}
