package org.interesttracker.model;

import java.util.Map;
import java.util.WeakHashMap;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The matrices of {@link LstmWeights} in native memory, where OpenBLAS reads them without a copy.
 * The columns of the three gates are halved, which is exact, because a gate is 1/2 + tanh(z / 2) /
 * 2: so one function serves all columns.
 *
 * @param input [F, 4H]
 * @param recurrent [H, 4H]
 * @param bias [4H], on the heap, where it is added
 * @param output [H, D]
 * @param skip [D, D]; null for none
 */
record NativeLstm(
    FloatPointer input,
    FloatPointer recurrent,
    float[] bias,
    FloatPointer output,
    FloatPointer skip) {

  /** Weak keys: the native copy goes when nobody holds the weights any more. */
  private static final Map<LstmWeights, NativeLstm> COPIES = new WeakHashMap<>();

  /** The one copy that all who step by these weights share. */
  static NativeLstm of(LstmWeights weights) {
    synchronized (COPIES) {
      return COPIES.computeIfAbsent(weights, NativeLstm::copy);
    }
  }

  private static NativeLstm copy(LstmWeights w) {
    int hidden = w.hiddenSize();
    return new NativeLstm(
        new FloatPointer(gatesHalved(w.input(), hidden)),
        new FloatPointer(gatesHalved(w.recurrent(), hidden)),
        gatesHalved(w.bias(), hidden),
        new FloatPointer(w.output()),
        w.skip() == null ? null : new FloatPointer(w.skip()));
  }

  /** Rows of 4H columns, of which the first H are not a gate's. */
  private static float[] gatesHalved(float[] matrix, int hidden) {
    float[] halved = matrix.clone();
    for (int i = 0; i < halved.length; i++) {
      if (i % (4 * hidden) >= hidden) {
        halved[i] *= 0.5f;
      }
    }
    return halved;
  }
}
