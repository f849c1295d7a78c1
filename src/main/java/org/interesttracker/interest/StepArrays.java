package org.interesttracker.interest;

/** The native inputs of one step, kept while the batch size stays the same. */
record StepArrays(int batch, NativeMatrix x, NativeMatrix h, NativeMatrix c)
    implements AutoCloseable {

  static StepArrays create(int batch, int inputSize, int hiddenSize) {
    return new StepArrays(
        batch,
        NativeMatrix.create(batch, inputSize, 1),
        NativeMatrix.create(batch, hiddenSize),
        NativeMatrix.create(batch, hiddenSize));
  }

  @Override
  public void close() {
    x.close();
    h.close();
    c.close();
  }
}
