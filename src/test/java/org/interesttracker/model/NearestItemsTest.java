package org.interesttracker.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class NearestItemsTest {

  private static final int DIMENSION = 64;

  private final Random random = new Random(3);
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final ExactNearest exact = new ExactNearest();

  @Test
  void nearlyAllOfTheNearestOfManyItemsAreFound() {
    ApproximateNearest index = new ApproximateNearest(Runnable::run);
    float[][] topics = vectors(40);
    for (int n = 0; n < 20_000; n++) {
      // One item in ten is popular, and away from its text.
      boolean popular = n % 10 == 0;
      float[] vector = Vectors.sum(topics[random.nextInt(topics.length)], vector(0.7));
      float[] place = popular ? Vectors.sum(vector, vector(0.5)) : vector;
      put(index, "item-" + n, place, popular ? 7 * random.nextFloat() : 0);
    }
    int hits = 0;
    for (int q = 0; q < 100; q++) {
      float[] query = Vectors.sum(topics[random.nextInt(topics.length)], vector(1.5));
      List<String> found = index.nearest(query, 10);
      hits += (int) exact.nearest(query, 10).stream().filter(found::contains).count();
    }

    assertThat(index.size()).isEqualTo(20_000);
    assertThat(hits / 1_000.0).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void theExactOneScoresByTheDotProductAndTheBias() {
    exact.put("a", new float[] {1, 0}, 0);
    exact.put("b", new float[] {0, 1}, 0.5f);
    exact.put("c", new float[] {-1, 0}, 4.5f);

    assertThat(exact.nearest(new float[] {2, 1}, 2)).containsExactly("c", "a");
    assertThat(exact.nearest(new float[] {0, 2}, 5)).containsExactly("c", "b", "a");
    assertThat(exact.nearest(new float[] {1, 1}, 0)).isEmpty();
  }

  @Test
  void equalScoresGoById() {
    for (String id : List.of("d", "b", "a", "c")) {
      exact.put(id, new float[] {1, 1}, 0);
    }

    assertThat(exact.nearest(new float[] {1, 1}, 3)).containsExactly("a", "b", "c");
  }

  @Test
  void aNewItemIsFoundBeforeTheCellsHaveIt() {
    ApproximateNearest index = new ApproximateNearest(tasks::add);
    fill(index, 2_000);

    assertThat(index.waiting()).isEqualTo(2_000);
    assertFindsWhatIsExact(index);
    work();
    assertThat(index.waiting()).isZero();

    put(index, "new", vector(1), 9);
    assertThat(index.nearest(vector(1), 1)).containsExactly("new");
  }

  @Test
  void anItemThatWasRemovedIsNotFoundWhateverWaits() {
    ApproximateNearest index = new ApproximateNearest(tasks::add);
    fill(index, 2_000);
    index.remove("item-5");
    work();
    index.remove("item-7");
    index.remove("never there");
    exact.remove("item-5");
    exact.remove("item-7");

    assertThat(index.size()).isEqualTo(1_998);
    assertFindsWhatIsExact(index);
    work();
    assertThat(index.nearest(vector(1), 2_000))
        .doesNotContain("item-5", "item-7")
        .hasSizeGreaterThan(1_900);
  }

  @Test
  void anItemThatWasRemovedCanComeBack() {
    ApproximateNearest index = new ApproximateNearest(tasks::add);
    fill(index, 100);
    work();
    index.remove("item-5");
    work();
    put(index, "item-5", vector(1), 9);

    assertThat(index.nearest(vector(1), 1)).containsExactly("item-5");
    work();
    assertThat(index.nearest(vector(1), 1)).containsExactly("item-5");
  }

  @Test
  void anItemThatMovedIsFoundWhereItIsOnceTakenIn() {
    ApproximateNearest index = new ApproximateNearest(Runnable::run);
    fill(index, 3_000);
    float[] far = vector(1);
    put(index, "item-1", far, 0);

    assertThat(index.size()).isEqualTo(3_000);
    assertThat(index.nearest(far, 1)).containsExactly("item-1");
    assertFindsWhatIsExact(index);
  }

  @Test
  void whileAllItemsMoveTheOldPlacesAnswerThenTheNew() {
    ApproximateNearest index = new ApproximateNearest(tasks::add);
    fill(index, 3_000);
    work();
    for (int n = 0; n < 3_000; n++) {
      put(index, "item-" + n, vector(1), 0);
    }

    assertThat(index.waiting()).isEqualTo(3_000);
    assertThat(index.nearest(vector(1), 10)).hasSize(10);
    work();
    assertThat(index.waiting()).isZero();
    assertFindsWhatIsExact(index);
  }

  @Test
  void moreLongItemsThanAreScoredOneByOneGoIntoTheCells() {
    ApproximateNearest index = new ApproximateNearest(Runnable::run);
    for (int n = 0; n < 11_000; n++) {
      put(index, "item-" + n, vector(1.2), 1 + n % 97 / 20f);
    }
    for (int n = 0; n < 11_000; n += 2) {
      put(index, "item-" + n, vector(1.2), 0);
    }

    assertThat(index.size()).isEqualTo(11_000);
    assertFindsWhatIsExact(index);
  }

  @Test
  void readersAndWritersWorkAtOnce() throws Exception {
    try (SharedItems shared = new SharedItems()) {
      NearestItems index = shared.places();
      AtomicBoolean done = new AtomicBoolean();
      float[] query = vector(1);
      CompletableFuture<Integer> reader =
          CompletableFuture.supplyAsync(
              () -> {
                int seen = 0;
                while (!done.get()) {
                  seen += index.nearest(query, 10).size();
                }
                return seen;
              });
      List<float[]> vectors = List.of(vectors(3_000));
      CompletableFuture<Void> twin = CompletableFuture.runAsync(() -> putAll(index, vectors));
      putAll(index, vectors);
      twin.get();
      while (shared.waiting() > 0) {
        Thread.onSpinWait();
      }
      done.set(true);

      assertThat(reader.get()).isPositive();
      assertThat(index.size()).isEqualTo(3_000);
      for (int n = 0; n < vectors.size(); n++) {
        exact.put("item-" + n, vectors.get(n), 0);
      }
      assertFindsWhatIsExact(index);
    }
  }

  private static void putAll(NearestItems index, List<float[]> vectors) {
    for (int n = 0; n < vectors.size(); n++) {
      index.put("item-" + n, vectors.get(n), 0);
    }
  }

  private void fill(NearestItems index, int items) {
    for (int n = 0; n < items; n++) {
      put(index, "item-" + n, vector(1), 0);
    }
  }

  private void put(NearestItems index, String id, float[] vector, float bias) {
    index.put(id, vector, bias);
    exact.put(id, vector, bias);
  }

  private void assertFindsWhatIsExact(NearestItems index) {
    List<String> expected = new ArrayList<>();
    int hits = 0;
    for (int q = 0; q < 20; q++) {
      float[] query = vector(1);
      List<String> found = index.nearest(query, 10);
      expected.addAll(exact.nearest(query, 10));
      hits += (int) exact.nearest(query, 10).stream().filter(found::contains).count();
    }
    assertThat(hits).isGreaterThanOrEqualTo((int) (0.95 * expected.size()));
  }

  private void work() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private float[][] vectors(int count) {
    float[][] vectors = new float[count][];
    for (int n = 0; n < count; n++) {
      vectors[n] = vector(1);
    }
    return vectors;
  }

  private float[] vector(double length) {
    float[] vector = new float[DIMENSION];
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] = (float) random.nextGaussian();
    }
    return Vectors.divided(Vectors.normalize(vector), 1 / length);
  }
}
