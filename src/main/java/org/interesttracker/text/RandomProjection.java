package org.interesttracker.text;

import java.util.Random;

/**
 * Brings vectors of any length to one length and keeps their angles roughly (Johnson and
 * Lindenstrauss, 1984). The matrix is Gaussian, from a fixed seed: the same on every machine, in
 * every run.
 */
final class RandomProjection {

  static final int MIN_INPUT = 2;
  static final int MAX_INPUT = 4096;
  private static final long SEED = 0x1A7E57L;

  private final int outputSize;

  /** [MAX_INPUT, outputSize]; a shorter input takes the first rows. */
  private final float[] matrix;

  RandomProjection(int outputSize) {
    this.outputSize = outputSize;
    matrix = new float[MAX_INPUT * outputSize];
    Random random = new Random(SEED);
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (float) random.nextGaussian();
    }
  }

  /** Not scaled: only the direction means anything. */
  double[] apply(double[] vector) {
    double[] out = new double[outputSize];
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < outputSize; j++) {
        out[j] += vector[i] * matrix[i * outputSize + j];
      }
    }
    return out;
  }
}
