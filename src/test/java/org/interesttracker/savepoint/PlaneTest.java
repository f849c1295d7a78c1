package org.interesttracker.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaneTest {

  private static final int EACH = 40;

  @Test
  void whatPointsTheSameWayLiesTogether() {
    float[][] places = Plane.of(twoDirections());

    assertThat(places).hasDimensions(2 * EACH, 2);
    for (int v = 0; v < places.length; v++) {
      assertThat(distance(places[v], middle(places, v / EACH)))
          .isLessThan(distance(places[v], middle(places, 1 - v / EACH)));
    }
  }

  @Test
  void theSameVectorsLieInTheSamePlaces() {
    assertThat(Plane.of(twoDirections())).isDeepEqualTo(Plane.of(twoDirections()));
  }

  @Test
  void tooFewHaveNoPlaces() {
    assertThat(Plane.of(twoDirections().subList(0, 15))).isNull();
    assertThat(Plane.of(twoDirections().subList(0, 16))).hasDimensions(16, 2);
  }

  private static List<float[]> twoDirections() {
    Random random = new Random(1);
    List<float[]> vectors = new ArrayList<>();
    for (int v = 0; v < 2 * EACH; v++) {
      float[] vector = new float[8];
      for (int d = 0; d < vector.length; d++) {
        vector[d] = 0.1f * (float) random.nextGaussian();
      }
      vector[v / EACH]++;
      vectors.add(vector);
    }
    return vectors;
  }

  private static float[] middle(float[][] places, int group) {
    float[] middle = new float[2];
    for (int v = group * EACH; v < (group + 1) * EACH; v++) {
      middle[0] += places[v][0] / EACH;
      middle[1] += places[v][1] / EACH;
    }
    return middle;
  }

  private static double distance(float[] a, float[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }
}
