package org.interesttracker.training;

import java.util.Map;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.interesttracker.interest.LstmNetwork;
import org.interesttracker.interest.SequenceInput;
import org.interesttracker.model.LstmWeights;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The LSTM in training. DL4J runs its layer forward and backward from given states; the linear
 * output is done here, for the rows that are no padding.
 */
final class TrainableLstm {

  private final MultiLayerNetwork network;
  private final LSTM layer;
  private final DataType type;
  private final int hidden;

  TrainableLstm(int dimension, int hidden, long seed, DataType type) {
    this.network =
        LstmNetwork.initialized(SequenceInput.size(dimension), hidden, dimension, seed, type);
    this.network.initGradientsView();
    this.layer = (LSTM) network.getLayer(LstmNetwork.LSTM_LAYER);
    this.type = type;
    this.hidden = hidden;
  }

  /**
   * What a forward pass leaves for the backward pass.
   *
   * @param inputs [B, F, T]
   * @param states at the start, by DL4J's names
   * @param rows the LSTM's outputs [N, H], one a position, dropped units at 0
   * @param predictions [N, D]
   */
  record Pass(
      Batch batch,
      INDArray inputs,
      Map<String, INDArray> states,
      INDArray rows,
      INDArray dropout,
      INDArray predictions) {}

  /**
   * @param dropout a factor for each output of the LSTM [N, H], row-major; null for none
   */
  Pass forward(Batch batch, ItemTable table, float[] dropout) {
    int features = SequenceInput.size(table.dimension());
    INDArray inputs = array(batch.inputs(table), 'f', batch.size(), features, batch.steps());
    Map<String, INDArray> states =
        Map.of(
            LSTM.STATE_KEY_PREV_ACTIVATION,
            array(batch.hidden(), 'f', batch.size(), hidden),
            LSTM.STATE_KEY_PREV_MEMCELL,
            array(batch.cell(), 'f', batch.size(), hidden));
    layer.rnnSetPreviousState(states);
    INDArray outputs = layer.rnnTimeStep(inputs, LayerWorkspaceMgr.noWorkspaces());
    INDArray rows = gather(batch, outputs);
    INDArray factors = dropout == null ? null : array(dropout, 'c', rows.shape());
    if (factors != null) {
      rows.muli(factors);
    }
    INDArray predictions = rows.mmul(network.getParam(LstmNetwork.OUTPUT));
    predictions.addiRowVector(network.getParam(LstmNetwork.OUTPUT_BIAS));
    return new Pass(batch, inputs, states, rows, factors, predictions);
  }

  /** Hands the states after the last forward pass on; call it before {@link #backward}. */
  void handOnStates(Batch batch) {
    Map<String, INDArray> ended = layer.rnnGetPreviousState();
    batch.handOn(
        floats(ended.get(LSTM.STATE_KEY_PREV_ACTIVATION), 'c'),
        floats(ended.get(LSTM.STATE_KEY_PREV_MEMCELL), 'c'));
  }

  /**
   * The way back of a forward pass.
   *
   * @param byPredictions [N, D]
   */
  Gradients backward(Pass pass, INDArray byPredictions) {
    INDArray byRows = byPredictions.mmul(network.getParam(LstmNetwork.OUTPUT).transpose());
    if (pass.dropout() != null) {
      byRows.muli(pass.dropout());
    }
    layer.setInput(pass.inputs(), LayerWorkspaceMgr.noWorkspaces());
    layer.rnnSetPreviousState(pass.states());
    INDArray byInputs =
        layer
            .tbpttBackpropGradient(
                scatter(pass.batch(), byRows),
                pass.batch().steps(),
                LayerWorkspaceMgr.noWorkspaces())
            .getSecond();
    return new Gradients(parameterGradient(pass, byPredictions), floats(byInputs, 'f'));
  }

  /** In the order of {@link #parameters}: the LSTM's, which DL4J wrote, then the output's. */
  private float[] parameterGradient(Pass pass, INDArray byPredictions) {
    float[] gradient = floats(network.getFlattenedGradients(), 'c');
    float[] weights = floats(pass.rows().transpose().mmul(byPredictions), 'f');
    float[] bias = floats(byPredictions.sum(0), 'c');
    System.arraycopy(bias, 0, gradient, gradient.length - bias.length, bias.length);
    System.arraycopy(
        weights, 0, gradient, gradient.length - bias.length - weights.length, weights.length);
    return gradient;
  }

  /** A copy of all parameters. */
  float[] parameters() {
    return floats(network.params(), 'c');
  }

  void setParameters(float[] parameters) {
    try (INDArray source = array(parameters, 'c', network.params().shape())) {
      network.params().assign(source);
    }
  }

  LstmWeights weights() {
    return LstmNetwork.weights(network);
  }

  private INDArray array(float[] values, char order, long... shape) {
    INDArray array = Nd4j.create(values, shape, order);
    return array.dataType() == type ? array : array.castTo(type);
  }

  private static float[] floats(INDArray array, char order) {
    return array.dup(order).data().asFloat();
  }

  private INDArray gather(Batch batch, INDArray outputs) {
    INDArray rows = Nd4j.create(type, new long[] {batch.positions(), hidden}, 'c');
    forEachStep(
        batch,
        (step, from, count) -> rowsOf(rows, from, count).assign(slice(outputs, step, count)));
    return rows;
  }

  private INDArray scatter(Batch batch, INDArray rows) {
    INDArray outputs = Nd4j.create(type, new long[] {batch.size(), hidden, batch.steps()}, 'f');
    forEachStep(
        batch,
        (step, from, count) -> slice(outputs, step, count).assign(rowsOf(rows, from, count)));
    return outputs;
  }

  private static INDArray rowsOf(INDArray rows, int from, int count) {
    return rows.get(NDArrayIndex.interval(from, from + count), NDArrayIndex.all());
  }

  private static INDArray slice(INDArray outputs, int step, int count) {
    return outputs.get(
        NDArrayIndex.interval(0, count), NDArrayIndex.all(), NDArrayIndex.point(step));
  }

  private static void forEachStep(Batch batch, StepRows use) {
    int from = 0;
    for (int step = 0; step < batch.steps(); step++) {
      use.accept(step, from, batch.running(step));
      from += batch.running(step);
    }
  }

  /**
   * Where the loss goes up.
   *
   * @param parameters in the order of {@link #parameters}
   * @param inputs [B, F, T], column-major
   */
  record Gradients(float[] parameters, float[] inputs) {}

  private interface StepRows {
    void accept(int step, int from, int count);
  }
}
