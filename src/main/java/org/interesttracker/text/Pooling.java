package org.interesttracker.text;

import java.nio.FloatBuffer;

/** How the vectors of a text's tokens become the vector of the text. */
public enum Pooling {
  /** The mean over the text's own tokens; padding does not count. */
  MEAN {
    @Override
    float[] pool(FloatBuffer tokens, int start, int length, int dimension) {
      float[] sum = CLS.pool(tokens, start, length, dimension);
      float[] token = new float[dimension];
      for (int t = 1; t < length; t++) {
        tokens.get(start + t * dimension, token);
        for (int i = 0; i < dimension; i++) {
          sum[i] += token[i];
        }
      }
      return sum; // the length divides out when the vector is scaled to norm 1
    }
  },
  /** The vector of the first token. */
  CLS {
    @Override
    float[] pool(FloatBuffer tokens, int start, int length, int dimension) {
      float[] first = new float[dimension];
      tokens.get(start, first);
      return first;
    }
  };

  /**
   * The direction of a text's vector, not yet scaled.
   *
   * @param tokens [.., dimension], the text's first token at {@code start}
   */
  abstract float[] pool(FloatBuffer tokens, int start, int length, int dimension);
}
