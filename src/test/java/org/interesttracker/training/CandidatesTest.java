package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class CandidatesTest {

  private final int[] counts = {20, 0, 3, 7, 0, 1, 50, 2};
  private final PopularitySampler sampler = new PopularitySampler(counts);

  @Test
  void probabilitiesFollowTheCounts() {
    double sum = 0;
    for (int item = 0; item < counts.length; item++) {
      sum += sampler.probability(item);
    }

    assertThat(sum).isCloseTo(1, within(1e-12));
    assertThat(sampler.probability(6) / sampler.probability(1))
        .isCloseTo(Math.pow(51, 0.75), within(1e-9));
  }

  @Test
  void itemsAreDrawnAsOftenAsTheirProbabilitySays() {
    int draws = 200_000;
    int[] drawn = new int[counts.length];
    for (int item : sampler.draw(draws, new SplittableRandom(1))) {
      drawn[item]++;
    }

    for (int item = 0; item < counts.length; item++) {
      double expected = sampler.probability(item);
      double error = Math.sqrt(expected * (1 - expected) / draws);
      assertThat(drawn[item] / (double) draws).isCloseTo(expected, within(5 * error));
    }
  }

  @Test
  void eachCandidateStandsOnceAndTargetsAreAmongThem() {
    Candidates candidates =
        Candidates.sampled(new int[] {5, 6, 5}, new int[] {6, 2, 2, 0}, sampler);

    assertThat(candidates.items()).containsExactly(5, 6, 2, 0);
    assertThat(candidates.targets()).containsExactly(0, 1, 0);
    assertThat(candidates.offsets()[0]).isLessThan(-1e8f);
    assertThat((double) candidates.offsets()[2])
        .isCloseTo(Math.log(2 / (4 * sampler.probability(2))), within(1e-6));
  }

  @Test
  void theSampledLossComesNearTheLossOverTheWholeCatalog() {
    float[] items = values(counts.length * 3, 1);
    float[] prediction = values(3, 2);
    int[] target = {3};
    double whole = loss(prediction, items, Candidates.all(counts.length, target));
    SplittableRandom random = new SplittableRandom(4);
    double sampled =
        loss(prediction, items, Candidates.sampled(target, sampler.draw(100_000, random), sampler));

    assertThat(sampled).isNotEqualTo(whole).isCloseTo(whole, within(0.25));
  }

  /** By hand: logits 2, 0, -2 have the softmax 0.8668, 0.1173, 0.0159. */
  @Test
  void theLossIsTheCrossEntropyOfAWorkedExample() {
    float[] items = {1, 0, 0, 1, -1, 0};

    CatalogSoftmax.Gradients result =
        new CatalogSoftmax(0.5)
            .compare(
                Nd4j.create(new float[] {1, 0}, new long[] {1, 2}, 'c'),
                Nd4j.create(items, new long[] {3, 2}, 'c'),
                null,
                new int[] {1});

    assertThat(result.loss()).isCloseTo(-Math.log(0.11731), within(1e-4));
    // (0.8668 · 1 - 0.0159 · 1) / 0.5 and (0.1173 - 1) / 0.5
    assertThat(result.predictions().toFloatVector())
        .containsExactly(new float[] {1.7018f, -1.7654f}, within(1e-3f));
  }

  @Test
  void manyRowsGiveTheMeanOfEach() {
    int rows = 1_100;
    float[] items = values(counts.length * 3, 1);
    float[] predictions = values(rows * 3, 2);
    int[] targets = new int[rows];
    Arrays.setAll(targets, row -> row % counts.length);
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      float[] one = Arrays.copyOfRange(predictions, row * 3, row * 3 + 3);
      sum += loss(one, items, Candidates.all(counts.length, new int[] {targets[row]}));
    }

    assertThat(loss(predictions, items, Candidates.all(counts.length, targets)))
        .isCloseTo(sum / rows, within(1e-5));
  }

  private static double loss(float[] predictions, float[] table, Candidates candidates) {
    float[] items = new float[candidates.items().length * 3];
    for (int i = 0; i < candidates.items().length; i++) {
      System.arraycopy(table, candidates.items()[i] * 3, items, i * 3, 3);
    }
    return new CatalogSoftmax(1)
        .compare(
            Nd4j.create(predictions, new long[] {predictions.length / 3, 3}, 'c'),
            Nd4j.create(items, new long[] {candidates.items().length, 3}, 'c'),
            candidates.offsets() == null ? null : Nd4j.createFromArray(candidates.offsets()),
            candidates.targets())
        .loss();
  }

  private static float[] values(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
