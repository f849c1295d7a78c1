package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.interesttracker.model.Projection;
import org.interesttracker.model.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcaTest {

  /**
   * By hand: mean (2, 1); centred ±(2, 1), ±(1, -2)/2; covariance [[2.125, 0.75], [0.75, 1]] has
   * the eigenvalues 2.5 along (2, 1)/√5 and 0.625 along (-1, 2)/√5.
   */
  @Test
  void findsTheComponentsOfAWorkedExample() {
    float[][] vectors = {{4, 2}, {0, 0}, {2.5f, 0}, {1.5f, 2}};

    Projection projection = Pca.fit("e", vectors, 2);

    float a = (float) (2 / Math.sqrt(5));
    float b = (float) (1 / Math.sqrt(5));
    assertThat(projection.mean()).containsExactly(new float[] {2, 1}, within(1e-6f));
    assertThat(projection.matrix()).containsExactly(new float[] {a, -b, b, a}, within(1e-6f));
    assertThat(projection.apply(vectors[0])).containsExactly(new float[] {1, 0}, within(1e-6f));
    assertThat(projection.apply(vectors[2])).containsExactly(new float[] {0, -1}, within(1e-6f));
  }

  @Test
  void theLargestEntryOfAComponentIsPositive() {
    float[][] vectors = random(200, 8);
    Projection projection = Pca.fit("e", vectors, 5);

    for (int k = 0; k < 5; k++) {
      float[] direction = column(projection, k);
      float largest = 0;
      for (float entry : direction) {
        largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
      }
      assertThat(largest).isPositive();
    }
  }

  /** The second size is one at which the decomposition of commons-math finds no end. */
  @ParameterizedTest
  @CsvSource({"3, 8", "40, 128"})
  void componentsAreOrthonormalEvenBeyondTheNumberOfVectors(int vectors, int size) {
    Projection projection = Pca.fit("e", random(vectors, size), size);

    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        assertThat(Vectors.dot(column(projection, i), column(projection, j)))
            .isCloseTo(i == j ? 1 : 0, within(1e-5));
      }
    }
  }

  @Test
  void componentsBeyondTheLengthOfTheVectorsAreZero() {
    Projection projection = Pca.fit("e", random(20, 3), 5);

    assertThat(projection.outputSize()).isEqualTo(5);
    assertThat(column(projection, 3)).containsOnly(0f);
    assertThat(column(projection, 4)).containsOnly(0f);
  }

  @Test
  void aVectorAloneKeepsAPlace() {
    float[][] one = {{0, 3, 4}};

    assertThat(Vectors.dot(Pca.fit("e", one, 2).apply(one[0]), new float[] {1, 0}))
        .isCloseTo(1, within(1e-6));
  }

  @Test
  void theSameVectorsGiveTheSameProjection() {
    assertThat(Pca.fit("e", random(50, 8), 4).matrix())
        .isEqualTo(Pca.fit("e", random(50, 8), 4).matrix());
  }

  private static float[] column(Projection projection, int k) {
    float[] column = new float[projection.inputSize()];
    for (int i = 0; i < column.length; i++) {
      column[i] = projection.matrix()[i * projection.outputSize() + k];
    }
    return column;
  }

  private static float[][] random(int count, int size) {
    Random random = new Random(1);
    float[][] vectors = new float[count][size];
    for (float[] vector : vectors) {
      for (int i = 0; i < size; i++) {
        vector[i] = (float) (random.nextGaussian() * (i + 1));
      }
    }
    return vectors;
  }
}
