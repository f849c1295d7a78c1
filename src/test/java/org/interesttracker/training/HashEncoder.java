package org.interesttracker.training;

import java.util.List;
import java.util.Random;
import org.interesttracker.model.Vectors;
import org.interesttracker.text.EncoderSpec;
import org.interesttracker.text.TextEncoder;

/** A direction for each text, from its hash: an encoder small enough for tests of training. */
record HashEncoder(String id, int dimension) implements TextEncoder {

  static TextEncoder of(EncoderSpec spec) {
    return new HashEncoder(spec.id(), 20);
  }

  @Override
  public float[][] encode(List<String> texts) {
    return texts.stream()
        .map(text -> direction(new Random(text.hashCode()), dimension))
        .toArray(float[][]::new);
  }

  static float[] direction(Random random, int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Vectors.normalize(vector);
  }

  @Override
  public void close() {}
}
