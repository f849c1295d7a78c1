package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.interesttracker.interest.ItemInput;
import org.interesttracker.interest.ItemNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrainableItemNetworkTest {

  private static final int D = ToyData.DIMENSION;
  private static final int F = ItemInput.size(D);
  private static final float STEP = 1e-3f;

  private final Random random = new Random(4);

  @ParameterizedTest
  @EnumSource
  void whatServesGivesWhatDl4jGives(NetworkKind kind) {
    MultiLayerNetwork dl4j = kind.initialized(D, ToyData.options(1, 1, 0, 0), DataType.FLOAT);
    float[] parameters = values((int) dl4j.numParams(), 0.3);
    dl4j.params().assign(Nd4j.create(parameters, dl4j.params().shape(), 'c'));
    ItemNetwork serving = kind.serving(kind.weights(dl4j, 1));

    for (int items = 1; items <= ItemNetwork.MAX_ITEMS; items++) {
      float[] rows = values(items * F, 1);
      assertThat(serving.predict(rows, items))
          .containsExactly(last(dl4j.output(sequence(rows, items)), items), within(1e-5f));
    }
  }

  private static INDArray sequence(float[] rows, int items) {
    return Nd4j.create(rows, new long[] {1, items, F}, 'c').permute(0, 2, 1).dup('c');
  }

  private static float[] last(INDArray outputs, int items) {
    float[] y = new float[D];
    for (int d = 0; d < D; d++) {
      y[d] = outputs.getFloat(0, d, items - 1);
    }
    return y;
  }

  @ParameterizedTest
  @EnumSource
  void theTemperatureIsInTheWeightsThatServe(NetworkKind kind) {
    MultiLayerNetwork dl4j = kind.initialized(D, ToyData.options(1, 1, 0, 0), DataType.FLOAT);
    float[] rows = values(4 * F, 1);
    float[] plain = kind.serving(kind.weights(dl4j, 1)).predict(rows, 4).clone();
    float[] sharp = kind.serving(kind.weights(dl4j, 0.1)).predict(rows, 4);

    for (int d = 0; d < D; d++) {
      assertThat(sharp[d]).isCloseTo(10 * plain[d], within(1e-4f));
    }
  }

  /** Against central differences, in double precision apart from the stored parameters. */
  @ParameterizedTest
  @EnumSource
  void gradientsAreRight(NetworkKind kind) {
    TrainingOptions options = withoutDropout();
    ItemTable table = ToyData.table();
    TrainableItemNetwork network = new TrainableItemNetwork(kind, table, options, DataType.DOUBLE);
    HistoryBatch batch = new HistoryBatch(List.of(history(12), history(3), history(1)));
    Candidates candidates = Candidates.all(table.size(), new int[] {4, 8, 15});
    float[] parameters = values(network.parameters().length, 0.3);
    network.setParameters(parameters);
    float[] gradient = network.run(batch, candidates).parameters();

    assertThat(gradient).hasSameSizeAs(parameters);
    for (int i = 0; i < parameters.length; i++) {
      float[] up = parameters.clone();
      float[] down = parameters.clone();
      up[i] += STEP;
      down[i] -= STEP;
      network.setParameters(up);
      double above = network.run(batch, candidates).loss();
      network.setParameters(down);
      double below = network.run(batch, candidates).loss();
      double difference = (above - below) / (up[i] - (double) down[i]);
      double scale = Math.abs(gradient[i]) + Math.abs(difference) + 1e-2;
      assertThat(gradient[i])
          .as("parameter " + i)
          .isCloseTo((float) difference, within((float) (1e-2 * scale)));
    }
  }

  private static TrainingOptions withoutDropout() {
    return new TrainingOptions(D, 3, 1, 1, 8, 6, 0, 0.02, 0.7, 0, 0.05, 1, 0, 1_000, 7);
  }

  private ItemHistory history(int length) {
    double[] evidence = new double[length];
    Arrays.fill(evidence, 1);
    return new ItemHistory(random.ints(length, 0, ToyData.ITEMS).toArray(), evidence);
  }

  private float[] values(int count, double scale) {
    float[] array = new float[count];
    for (int i = 0; i < count; i++) {
      array[i] = (float) (scale * random.nextGaussian());
    }
    return array;
  }
}
