package org.interesttracker.model;

import java.util.Arrays;

/**
 * A linear map from a text encoder's vectors into the model's vector space.
 *
 * @param encoder the id of the text encoder it belongs to
 * @param mean [inputSize], subtracted first
 * @param matrix [inputSize, outputSize], row-major
 */
public record Projection(
    String encoder, int inputSize, int outputSize, float[] mean, float[] matrix) {

  public Projection {
    if (mean.length != inputSize || matrix.length != inputSize * outputSize) {
      throw new IllegalArgumentException(
          "Projection for encoder " + encoder + " has arrays that do not fit its sizes");
    }
  }

  /** True when both place every vector alike. */
  public boolean sameAs(Projection other) {
    return encoder.equals(other.encoder)
        && outputSize == other.outputSize
        && Arrays.equals(mean, other.mean)
        && Arrays.equals(matrix, other.matrix);
  }

  /** The place of a vector in the model's space: (v - mean) · matrix, scaled to L2 norm 1. */
  public float[] apply(float[] vector) {
    if (vector.length != inputSize) {
      throw new IllegalArgumentException(
          "Projection for encoder "
              + encoder
              + " takes vectors of "
              + inputSize
              + " values, got "
              + vector.length);
    }
    float[] out = new float[outputSize];
    for (int i = 0; i < inputSize; i++) {
      float x = vector[i] - mean[i];
      int row = i * outputSize;
      for (int j = 0; j < outputSize; j++) {
        out[j] += x * matrix[row + j];
      }
    }
    return Vectors.normalize(out);
  }
}
