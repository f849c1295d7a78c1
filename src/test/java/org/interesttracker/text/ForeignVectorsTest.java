package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.interesttracker.model.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignVectorsTest {

  private static final int DIMENSION = 64;

  private final ForeignVectors vectors = new ForeignVectors(DIMENSION);

  @Test
  void aVectorOfTheModelsLengthIsOnlyScaled() {
    float[] given = gaussian(DIMENSION, 1);
    float[] copy = given.clone();

    assertThat(vectors.project(given))
        .containsExactly(Vectors.normalize(given.clone()), within(1e-6f));
    assertThat(given).containsExactly(copy);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 63, 65, 512, 4096})
  void anyOtherLengthComesToTheModelsLengthWithNormOne(int length) {
    float[] projected = vectors.project(gaussian(length, 2));

    assertThat(projected).hasSize(DIMENSION);
    assertThat(Vectors.dot(projected, projected)).isCloseTo(1, within(1e-5));
    assertThat(new ForeignVectors(DIMENSION).project(gaussian(length, 2)))
        .containsExactly(projected);
  }

  @Test
  void staysTheSameFromReleaseToRelease() {
    float[] projected = vectors.project(new float[] {1, 0});

    assertThat(projected[0]).isCloseTo(0.09700095f, within(1e-6f));
  }

  @Test
  void keepsAnglesRoughly() {
    for (int seed = 0; seed < 50; seed++) {
      float[] a = gaussian(512, seed);
      float[] b = a.clone();
      float[] noise = gaussian(512, 1000 + seed);
      for (int i = 0; i < b.length; i++) {
        b[i] += noise[i];
      }
      double before = Vectors.cosine(a, b);
      double after = Vectors.cosine(vectors.project(a), vectors.project(b));
      // The error falls as 1 / sqrt(64); 0.35 is 4 deviations at a cosine of 0.7.
      assertThat(after).isCloseTo(before, within(0.35));
    }
  }

  @Test
  void takesValuesWhoseSquaresOverflow() {
    float[] huge = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE};

    assertThat(vectors.project(huge)).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY);
  }

  @Test
  void refusesWhatHasNoDirection() {
    expectRefusal(new float[] {1, Float.NaN}, "Value 1 of a precomputed vector is NaN");
    expectRefusal(new float[] {Float.NEGATIVE_INFINITY, 1}, "-Infinity");
    expectRefusal(new float[3], "all zero");
    expectRefusal(new float[0], "0 values, expected 2 to 4096");
    expectRefusal(new float[1], "1 values, expected 2 to 4096");
    expectRefusal(new float[4097], "4097 values, expected 2 to 4096");
  }

  private void expectRefusal(float[] vector, String sentence) {
    assertThatThrownBy(() -> vectors.project(vector))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  private static float[] gaussian(int length, long seed) {
    Random random = new Random(seed);
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
