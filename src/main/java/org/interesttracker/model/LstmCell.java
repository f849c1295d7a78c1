package org.interesttracker.model;

/**
 * What an LSTM does beside its products, for a whole batch, in single precision. Loops go over
 * arrays in one direction and call nothing that cannot be inlined, so that the compiler of the JVM
 * makes vector instructions of them; that is ten times as fast as {@link Math#tanh} for each value.
 */
final class LstmCell {

  /** From here on tanh is 1 in single precision. */
  private static final float SATURATED = 7.9053111f;

  private LstmCell() {}

  /**
   * Replaces sums by gates, and the state by the next one: c' = f·c + i·g, h' = o·tanh(c').
   *
   * @param batch how many rows
   * @param z [batch, 4H], columns [g | f | o | i], those of f, o and i halved, without the bias;
   *     overwritten
   * @param bias [4H], halved alike
   * @param h hidden state [batch, H], written
   * @param c cell state [batch, H], replaced
   */
  static void apply(int batch, int hidden, float[] z, float[] bias, float[] h, float[] c) {
    for (int row = 0; row < batch; row++) {
      Vectors.add(bias, z, row * 4 * hidden);
    }
    tanh(z, batch * 4 * hidden);
    for (int row = 0; row < batch; row++) {
      cell(z, row * 4 * hidden, c, row * hidden, hidden);
    }
    System.arraycopy(c, 0, h, 0, batch * hidden);
    tanh(h, batch * hidden);
    for (int row = 0; row < batch; row++) {
      output(z, row * 4 * hidden + 2 * hidden, h, row * hidden, hidden);
    }
  }

  private static void cell(float[] z, int from, float[] c, int at, int hidden) {
    for (int j = 0; j < hidden; j++) {
      c[at + j] =
          (0.5f + 0.5f * z[from + hidden + j]) * c[at + j]
              + (0.5f + 0.5f * z[from + 3 * hidden + j]) * z[from + j];
    }
  }

  private static void output(float[] z, int from, float[] h, int at, int hidden) {
    for (int j = 0; j < hidden; j++) {
      h[at + j] *= 0.5f + 0.5f * z[from + j];
    }
  }

  private static void tanh(float[] values, int n) {
    for (int i = 0; i < n; i++) {
      values[i] = tanh(values[i]);
    }
  }

  /**
   * The rational minimax approximation x · p(x²) / q(x²) that Eigen has (generic_fast_tanh_float);
   * off by 4e-7 at the most.
   */
  static float tanh(float value) {
    float x = Math.max(-SATURATED, Math.min(SATURATED, value));
    float s = x * x;
    float p = -2.76076847742355e-16f;
    p = p * s + 2.00018790482477e-13f;
    p = p * s - 8.60467152213735e-11f;
    p = p * s + 5.12229709037114e-08f;
    p = p * s + 1.48572235717979e-05f;
    p = p * s + 6.37261928875436e-04f;
    p = p * s + 4.89352455891786e-03f;
    float q = 1.19825839466702e-06f;
    q = q * s + 1.18534705686654e-04f;
    q = q * s + 2.26843463243900e-03f;
    q = q * s + 4.89352518554385e-03f;
    return x * p / q;
  }
}
