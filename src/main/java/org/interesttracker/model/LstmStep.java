package org.interesttracker.model;

import org.bytedeco.javacpp.FloatPointer;

/**
 * One step of the LSTM of {@link LstmWeights} for many users: four matrix products by OpenBLAS in
 * native memory, and {@link LstmCell} between them. Not thread-safe; native memory is that of the
 * largest batch yet, until it is closed.
 */
public final class LstmStep implements AutoCloseable {

  static {
    NativeThreads.takeOne();
  }

  private final LstmWeights weights;
  private final NativeLstm matrices;
  private int capacity;
  private FloatPointer x;
  private FloatPointer h;
  private FloatPointer z;
  private FloatPointer y;
  private float[] gates = new float[0];

  public LstmStep(LstmWeights weights) {
    this.weights = weights;
    this.matrices = NativeLstm.of(weights);
  }

  /**
   * One step of B users. All matrices are row-major, one row a user, and may have more rows.
   *
   * @param batch B, at least 1
   * @param inputs [B, F]
   * @param hidden h [B, H], replaced by the new one
   * @param cell c [B, H], replaced by the new one
   * @param outputs [B, D], written
   */
  public void step(int batch, float[] inputs, float[] hidden, float[] cell, float[] outputs) {
    reserve(batch);
    int columns = 4 * weights.hiddenSize();
    x.put(inputs, 0, batch * weights.inputSize());
    h.put(hidden, 0, batch * weights.hiddenSize());
    gateSums(batch);
    z.get(gates, 0, batch * columns);
    LstmCell.apply(batch, weights.hiddenSize(), gates, matrices.bias(), hidden, cell);
    h.put(hidden, 0, batch * weights.hiddenSize());
    outputs(batch);
    y.get(outputs, 0, batch * weights.outputSize());
    addBias(batch, outputs);
  }

  /**
   * The matrix products of a step and nothing else, on what was left by the last: what a step
   * cannot be faster than.
   */
  public void productsAlone(int batch) {
    reserve(batch);
    gateSums(batch);
    outputs(batch);
  }

  private void gateSums(int batch) {
    int f = weights.inputSize();
    int hidden = weights.hiddenSize();
    Blas.product(x, f, batch, f, matrices.input(), 4 * hidden, 0, z);
    Blas.product(h, hidden, batch, hidden, matrices.recurrent(), 4 * hidden, 1, z);
  }

  private void outputs(int batch) {
    int hidden = weights.hiddenSize();
    int d = weights.outputSize();
    Blas.product(h, hidden, batch, hidden, matrices.output(), d, 0, y);
    if (matrices.skip() != null) {
      Blas.product(x, weights.inputSize(), batch, d, matrices.skip(), d, 1, y);
    }
  }

  private void addBias(int batch, float[] outputs) {
    int d = weights.outputSize();
    for (int row = 0; row < batch; row++) {
      Vectors.add(weights.outputBias(), outputs, row * d);
    }
  }

  private void reserve(int batch) {
    if (batch > capacity) {
      close();
      x = new FloatPointer((long) batch * weights.inputSize());
      h = new FloatPointer((long) batch * weights.hiddenSize());
      z = new FloatPointer((long) batch * 4 * weights.hiddenSize());
      y = new FloatPointer((long) batch * weights.outputSize());
      gates = new float[batch * 4 * weights.hiddenSize()];
      capacity = batch;
    }
  }

  /** Frees the native memory of the batch; the weights stay. */
  @Override
  public void close() {
    if (capacity > 0) {
      x.close();
      h.close();
      z.close();
      y.close();
      capacity = 0;
    }
  }
}
