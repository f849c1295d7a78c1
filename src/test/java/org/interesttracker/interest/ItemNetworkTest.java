package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.interesttracker.model.CnnWeights;
import org.interesttracker.model.RnnWeights;
import org.junit.jupiter.api.Test;

/** With one value a vector and one hidden unit the networks can be worked out by hand. */
class ItemNetworkTest {

  /** The rows [1 | 1] and [2 | 0]. */
  private static final float[] ROWS = {1, 1, 2, 0};

  @Test
  void theRecurrentNetworkCarriesItsStateFromItemToItem() {
    ItemNetwork network =
        new SimpleRnn(
            new RnnWeights(
                2,
                1,
                1,
                new float[] {0.5f, 0.25f},
                new float[] {2},
                new float[] {-0.1f},
                new float[] {3},
                new float[] {1}));

    double first = Math.tanh(0.5 * 1 + 0.25 * 1 - 0.1);
    assertThat(network.predict(ROWS, 1)[0]).isCloseTo((float) (3 * first + 1), within(1e-6f));
    double second = Math.tanh(0.5 * 2 + 2 * first - 0.1);
    assertThat(network.predict(ROWS, 2)[0]).isCloseTo((float) (3 * second + 1), within(1e-6f));
    assertThat(network.predict(ROWS, 1)[0]).isCloseTo((float) (3 * first + 1), within(1e-6f));
  }

  @Test
  void theConvolutionsSeeNineItemsEachByItsOwnWeight() {
    // a_t = x_(t-2) + 10 x_(t-1) + 100 x_t, b_t = a_(t-6) + 1000 a_(t-3) + 1000000 a_t
    ItemNetwork network =
        new CausalCnn(
            new CnnWeights(
                2,
                1,
                1,
                new float[] {1, 0, 10, 0, 100, 0},
                new float[] {0},
                new float[] {1, 1000, 1000000},
                new float[] {0},
                new float[] {2},
                new float[] {0.5f}));
    for (int back = 0; back < 10; back++) {
      float[] rows = new float[2 * 12];
      rows[2 * (11 - back)] = 1;
      double weight = back < 9 ? Math.pow(10, 8 - back) : 0;
      assertThat(network.predict(rows, 12)[0]).isEqualTo((float) (2 * weight + 0.5));
    }
  }

  @Test
  void whatLiesBeforeTheFirstItemIsZeroForBothConvolutions() {
    ItemNetwork network =
        new CausalCnn(
            new CnnWeights(
                2,
                1,
                1,
                new float[] {5, 5, 3, -1, 1, 2},
                new float[] {0.5f},
                new float[] {7, 7, 2},
                new float[] {-1},
                new float[] {1},
                new float[] {0}));

    // a_0 = 1·1 + 2·1 + 0.5, y = 2·a_0 - 1; the bias of the first makes nothing at t - 3
    assertThat(network.predict(ROWS, 1)).containsExactly(6f);
    // a_1 = 3·1 - 1·1 + 1·2 + 2·0 + 0.5
    assertThat(network.predict(ROWS, 2)).containsExactly(8f);
  }

  @Test
  void theConvolutionsCutBelowZero() {
    ItemNetwork network =
        new CausalCnn(
            new CnnWeights(
                2,
                1,
                1,
                new float[] {0, 0, 0, 0, -1, 0},
                new float[] {0},
                new float[] {0, 0, -1},
                new float[] {2},
                new float[] {1},
                new float[] {0}));

    assertThat(network.predict(ROWS, 1)).containsExactly(2f);
    assertThat(network.predict(new float[] {-3, 0}, 1)).containsExactly(0f);
  }

  @Test
  void anInputIsTheVectorAndTheEvidenceUpToOne() {
    float[] rows = {9, 9, 9, 9, 9, 9};
    ItemInput.write(rows, 0, 2, new float[] {0.1f, 0.2f}, 5);
    ItemInput.write(rows, 3, 2, null, 0);

    assertThat(rows).containsExactly(0.1f, 0.2f, 1, 0, 0, 0);
  }
}
