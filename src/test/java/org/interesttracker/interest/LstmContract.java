package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.interesttracker.model.LstmWeights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What whoever runs the LSTM is held to: by DL4J on whole sequences, and by loops in doubles. */
abstract class LstmContract {

  private static final float TOLERANCE = 1e-5f;
  private static final int F = 21;
  private static final int H = 16;
  private static final int D = 9;
  private static final int USERS = 7;
  private static final int LENGTH = 12;

  private final Random random = new Random(11);
  private final LstmWeights weights =
      new LstmWeights(
          F, H, D, values(F * 4 * H), values(H * 4 * H), values(4 * H), values(H * D), values(D));
  private final float[][][] inputs = inputs();
  private final SequenceModel lstm = lstm(weights);

  abstract SequenceModel lstm(LstmWeights weights);

  /** What is allocated by whatever it works with. */
  abstract long nativeBytes();

  @AfterEach
  void close() {
    lstm.close();
  }

  @Test
  void wavesOfShuffledUsersEqualOneUserAtATime() {
    assertClose(inWaves(lstm), oneByOne(lstm));
  }

  @Test
  void stepsEqualTheWholeSequenceAtOnce() {
    assertClose(oneByOne(lstm), wholeSequences());
  }

  @Test
  void agreesWithThePlainJavaOracle() {
    assertClose(inWaves(lstm), oneByOne(new ReferenceLstm(weights)));
  }

  @Test
  void statesAgreeWithThePlainJavaOracle() {
    float[] x = values(3 * F);
    State expected = State.random(random, 3);
    State actual = expected.copy();

    new ReferenceLstm(weights).step(3, x, expected.h, expected.c, new float[3 * D]);
    lstm.step(3, x, actual.h, actual.c, new float[3 * D]);

    assertThat(actual.h).containsExactly(expected.h, within(TOLERANCE));
    assertThat(actual.c).containsExactly(expected.c, within(TOLERANCE));
  }

  @Test
  void stateSurvivesTheWayThroughBytesAndAnotherInstance() {
    float[][] y = new float[LENGTH][];
    State state = new State(1);
    for (int t = 0; t < LENGTH; t++) {
      try (SequenceModel fresh = lstm(weights)) {
        y[t] = new float[D];
        state = state.throughBytes();
        fresh.step(1, inputs[0][t], state.h, state.c, y[t]);
      }
    }

    assertClose(y, oneByOne(lstm)[0]);
  }

  @Test
  void theBatchMayShrinkAndGrowBetweenSteps() {
    float[][] expected = oneByOne(lstm)[0];
    State first = new State(1);
    int[] sizes = {1, 5, 2, 300, 3, 1, 64, 2, 9, 1, 33, 4};
    for (int t = 0; t < LENGTH; t++) {
      int batch = sizes[t];
      float[] x = values(batch * F);
      State state = State.random(random, batch);
      int row = batch / 2;
      System.arraycopy(inputs[0][t], 0, x, row * F, F);
      state.put(row, first);
      float[] y = new float[batch * D];
      lstm.step(batch, x, state.h, state.c, y);
      first = state.get(row);
      assertThat(row(y, row, D)).containsExactly(expected[t], within(TOLERANCE));
    }
  }

  @Test
  void rowsDoNotInfluenceEachOther() {
    float[] x = values(4 * F);
    float[] alone = new float[4 * D];
    float[] among = new float[4 * D];
    lstm.step(4, x, new float[4 * H], new float[4 * H], alone);
    for (int i = F; i < x.length; i++) {
      x[i] *= -50;
    }
    lstm.step(4, x, new float[4 * H], new float[4 * H], among);

    assertThat(row(among, 0, D)).containsExactly(row(alone, 0, D), within(TOLERANCE));
    assertThat(row(among, 1, D)).isNotEqualTo(row(alone, 1, D));
  }

  @Test
  void arraysLongerThanTheBatchKeepTheirTail() {
    float[] h = values(3 * H);
    float[] tail = row(h, 2, H);

    lstm.step(2, values(3 * F), h, values(3 * H), new float[3 * D]);

    assertThat(row(h, 2, H)).isEqualTo(tail);
  }

  @Test
  void arraysTooShortForTheBatchAreRefused() {
    assertThatThrownBy(
            () -> lstm.step(2, new float[2 * F], new float[H], new float[2 * H], new float[2 * D]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("h has " + H + " values");
  }

  @Test
  void instancesOfTheSameWeightsShareOneCopy() {
    long before = nativeBytes();
    List<SequenceModel> instances = new ArrayList<>();
    LstmWeights large =
        new LstmWeights(
            512,
            256,
            64,
            values(512 * 1024),
            values(256 * 1024),
            values(1024),
            values(256 * 64),
            values(64));
    for (int i = 0; i < 20; i++) {
      instances.add(lstm(large));
    }
    long oneCopy = 4L * (512 * 1024 + 256 * 1024 + 1024 + 256 * 64 + 64);

    assertThat(nativeBytes() - before).isLessThan(8 * oneCopy);
    instances.forEach(SequenceModel::close);
  }

  @Test
  void nativeMemoryStaysFlat() {
    steps(2_000);
    System.gc();
    long before = nativeBytes();
    steps(20_000);

    assertThat(nativeBytes() - before).isLessThan(16L << 20);
  }

  private void steps(int count) {
    State state = new State(32);
    float[] x = values(32 * F);
    float[] y = new float[32 * D];
    for (int i = 0; i < count; i++) {
      lstm.step(1 + i % 32, x, state.h, state.c, y);
    }
  }

  /** The k-th event of every user together, users in a new order each time. */
  private float[][][] inWaves(SequenceModel model) {
    float[][][] y = new float[USERS][LENGTH][];
    State all = new State(USERS);
    List<Integer> users = new ArrayList<>();
    for (int u = 0; u < USERS; u++) {
      users.add(u);
    }
    for (int t = 0; t < LENGTH; t++) {
      Collections.shuffle(users, random);
      wave(model, users, t, all, y);
    }
    return y;
  }

  private void wave(SequenceModel model, List<Integer> users, int t, State all, float[][][] y) {
    float[] x = new float[USERS * F];
    float[] out = new float[USERS * D];
    State state = new State(USERS);
    for (int row = 0; row < USERS; row++) {
      System.arraycopy(inputs[users.get(row)][t], 0, x, row * F, F);
      state.put(row, all.get(users.get(row)));
    }
    model.step(USERS, x, state.h, state.c, out);
    for (int row = 0; row < USERS; row++) {
      all.put(users.get(row), state.get(row));
      y[users.get(row)][t] = row(out, row, D);
    }
  }

  private float[][][] oneByOne(SequenceModel model) {
    float[][][] y = new float[USERS][LENGTH][D];
    for (int u = 0; u < USERS; u++) {
      State state = new State(1);
      for (int t = 0; t < LENGTH; t++) {
        model.step(1, inputs[u][t], state.h, state.c, y[u][t]);
      }
    }
    return y;
  }

  private float[][][] wholeSequences() {
    float[][][] y = new float[USERS][LENGTH][D];
    INDArray x = Nd4j.create(USERS, F, LENGTH);
    for (int u = 0; u < USERS; u++) {
      for (int t = 0; t < LENGTH; t++) {
        for (int f = 0; f < F; f++) {
          x.putScalar(u, f, t, inputs[u][t][f]);
        }
      }
    }
    INDArray out = LstmNetwork.of(weights).output(x);
    for (int u = 0; u < USERS; u++) {
      for (int t = 0; t < LENGTH; t++) {
        for (int d = 0; d < D; d++) {
          y[u][t][d] = out.getFloat(u, d, t);
        }
      }
    }
    return y;
  }

  private float[][][] inputs() {
    float[][][] x = new float[USERS][LENGTH][];
    for (float[][] user : x) {
      for (int t = 0; t < LENGTH; t++) {
        user[t] = values(F);
      }
    }
    return x;
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (0.5 * random.nextGaussian());
    }
    return values;
  }

  private static float[] row(float[] matrix, int row, int columns) {
    float[] values = new float[columns];
    System.arraycopy(matrix, row * columns, values, 0, columns);
    return values;
  }

  private static void assertClose(float[][][] actual, float[][][] expected) {
    for (int u = 0; u < actual.length; u++) {
      assertClose(actual[u], expected[u]);
    }
  }

  private static void assertClose(float[][] actual, float[][] expected) {
    for (int t = 0; t < actual.length; t++) {
      assertThat(actual[t]).containsExactly(expected[t], within(TOLERANCE));
    }
  }

  /** h and c of some users. */
  private static final class State {
    final float[] h;
    final float[] c;

    State(int users) {
      h = new float[users * H];
      c = new float[users * H];
    }

    static State random(Random random, int users) {
      State state = new State(users);
      for (int i = 0; i < state.h.length; i++) {
        state.h[i] = (float) Math.tanh(random.nextGaussian());
        state.c[i] = (float) random.nextGaussian();
      }
      return state;
    }

    void put(int row, State one) {
      System.arraycopy(one.h, 0, h, row * H, H);
      System.arraycopy(one.c, 0, c, row * H, H);
    }

    State get(int row) {
      State one = new State(1);
      System.arraycopy(h, row * H, one.h, 0, H);
      System.arraycopy(c, row * H, one.c, 0, H);
      return one;
    }

    State copy() {
      State copy = new State(h.length / H);
      System.arraycopy(h, 0, copy.h, 0, h.length);
      System.arraycopy(c, 0, copy.c, 0, c.length);
      return copy;
    }

    State throughBytes() {
      ByteBuffer bytes = ByteBuffer.allocate(8 * H);
      bytes.asFloatBuffer().put(h).put(c);
      State copy = new State(1);
      bytes.asFloatBuffer().get(copy.h).get(copy.c);
      return copy;
    }
  }
}
