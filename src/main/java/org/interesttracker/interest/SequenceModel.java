package org.interesttracker.interest;

/**
 * A recurrent model that moves many users one event forward at a time. Not thread-safe: one
 * instance per thread. All matrices are row-major, one row a user; rows do not influence each other
 * beyond rounding (1e-5).
 */
public interface SequenceModel extends AutoCloseable {

  /** The version of the weights; state written under another version is of no use here. */
  String version();

  int inputSize();

  int hiddenSize();

  int outputSize();

  /**
   * One step of B users.
   *
   * @param batch B, at least 1
   * @param x input, at least [B, F] values
   * @param h hidden state [B, H], replaced by the new one
   * @param c cell state [B, H], replaced by the new one
   * @param y the predicted next item's place in the vector space [B, D], written
   */
  void step(int batch, float[] x, float[] h, float[] c, float[] y);

  @Override
  void close();
}
