package org.interesttracker.training;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.interesttracker.interest.SequenceInput;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Loss and gradients of one batch, by the network's parameters and by the items' residuals. */
final class TrainingStep {

  private final TrainableLstm lstm;
  private final ItemTable table;
  private final CatalogSoftmax softmax;
  private final DataType type;

  TrainingStep(TrainableLstm lstm, ItemTable table, double temperature, DataType type) {
    this.lstm = lstm;
    this.table = table;
    this.softmax = new CatalogSoftmax(temperature);
    this.type = type;
  }

  /**
   * What a batch says.
   *
   * @param loss mean over the positions
   * @param parameters gradient by the network's parameters
   * @param items rows of the table with a gradient, each once
   * @param residuals gradient by their residuals, row after row
   */
  record Outcome(double loss, float[] parameters, int[] items, float[] residuals) {}

  /**
   * @param dropout a factor for each unit and position; null for none
   */
  Outcome run(Batch batch, Candidates candidates, float[] dropout) {
    TrainableLstm.Pass pass = lstm.forward(batch, table, dropout);
    lstm.handOnStates(batch);
    CatalogSoftmax.Gradients loss = loss(pass.predictions(), candidates);
    TrainableLstm.Gradients back = lstm.backward(pass, loss.predictions());
    RowGradients rows = new RowGradients(table.size(), table.dimension());
    rows.add(candidates.items(), loss.items().dup('c').data().asFloat());
    addInputs(batch, back.inputs(), rows);
    return new Outcome(loss.loss(), back.parameters(), rows.items(), rows.values());
  }

  private CatalogSoftmax.Gradients loss(INDArray predictions, Candidates candidates) {
    float[] vectors = table.vectors(candidates.items());
    try (INDArray items = array(vectors, candidates.items().length, table.dimension())) {
      INDArray offsets =
          candidates.offsets() == null
              ? null
              : array(candidates.offsets(), candidates.offsets().length);
      return softmax.compare(predictions, items, offsets, candidates.targets());
    }
  }

  private INDArray array(float[] values, long... shape) {
    INDArray array = Nd4j.create(values, shape, 'c');
    return array.dataType() == type ? array : array.castTo(type);
  }

  /** An item's vector is also what the network reads. */
  private void addInputs(Batch batch, float[] byInputs, RowGradients rows) {
    int[] items = batch.inputItems();
    int features = SequenceInput.size(table.dimension());
    float[] row = new float[table.dimension()];
    int position = 0;
    for (int t = 0; t < batch.steps(); t++) {
      for (int b = 0; b < batch.running(t); b++) {
        for (int d = 0; d < row.length; d++) {
          row[d] = byInputs[b + batch.size() * (d + features * t)];
        }
        int item = items[position++];
        if (item != Timeline.NONE) {
          rows.add(item, row, 0);
        }
      }
    }
  }

  /** Factors that drop a share of units and scale the rest up; null for a share of 0. */
  static float[] dropout(double share, int length, RandomGenerator random) {
    if (share == 0) {
      return null;
    }
    float[] factors = new float[length];
    Arrays.fill(factors, (float) (1 / (1 - share)));
    for (int i = 0; i < length; i++) {
      if (random.nextDouble() < share) {
        factors[i] = 0;
      }
    }
    return factors;
  }
}
