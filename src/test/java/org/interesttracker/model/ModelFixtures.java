package org.interesttracker.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** Models of the real kind with weights that nobody trained, for tests of what is around them. */
public final class ModelFixtures {

  private ModelFixtures() {}

  /** Writes a model with random weights for both shipped encoders and returns its directory. */
  public static Path untrained(Path directory, int dimension, int hidden, long seed)
      throws IOException {
    Random random = new Random(seed);
    int input = dimension + 12;
    LstmWeights lstm =
        new LstmWeights(
            input,
            hidden,
            dimension,
            floats(random, input * 4 * hidden),
            floats(random, hidden * 4 * hidden),
            floats(random, 4 * hidden),
            floats(random, hidden * dimension),
            floats(random, dimension));
    Map<String, Projection> projections =
        Map.of(
            "all-minilm-l6-v2",
            projection("all-minilm-l6-v2", 384, dimension, 1),
            "bge-small-zh-v1.5",
            projection("bge-small-zh-v1.5", 512, dimension, 2));
    ModelFiles.write(
        directory,
        lstm,
        projections,
        Map.of(),
        ItemBiases.NONE,
        new ItemLinks(),
        ItemNetworks.NONE,
        Map.of(),
        Map.of(),
        Map.of());
    return directory;
  }

  /** The same for every seed of the LSTM, so that one such model can replace another. */
  private static Projection projection(String encoder, int input, int dimension, long seed) {
    return new Projection(
        encoder, input, dimension, new float[input], floats(new Random(seed), input * dimension));
  }

  private static float[] floats(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian() * 0.2f;
    }
    return values;
  }
}
