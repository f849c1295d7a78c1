package org.interesttracker.training;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.interesttracker.interest.ItemInput;
import org.interesttracker.model.ItemNetworks;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network over recent items in training: DL4J runs it forward and backward. */
final class TrainableItemNetwork {

  private final NetworkKind kind;
  private final MultiLayerNetwork network;
  private final ItemTable table;
  private final CatalogSoftmax softmax;
  private final DataType type;
  private final double temperature;

  TrainableItemNetwork(NetworkKind kind, ItemTable table, TrainingOptions options, DataType type) {
    this.kind = kind;
    this.network = kind.initialized(table.dimension(), options, type);
    this.network.initGradientsView();
    this.table = table;
    this.temperature = options.temperature();
    this.softmax = new CatalogSoftmax(temperature);
    this.type = type;
  }

  /**
   * What a batch says.
   *
   * @param loss mean over the histories
   * @param parameters gradient in the order of {@link #parameters}
   */
  record Outcome(double loss, float[] parameters) {}

  Outcome run(HistoryBatch batch, Candidates candidates) {
    int dimension = table.dimension();
    int features = ItemInput.size(dimension);
    network.setInput(array(batch.inputs(table), batch.size(), features, batch.steps()));
    INDArray outputs = network.feedForward(true, false).get(network.getnLayers());
    CatalogSoftmax.Gradients loss =
        softmax.compare(
            array(batch.last(floats(outputs), dimension), batch.size(), dimension),
            array(table.vectors(candidates.items()), candidates.items().length, dimension),
            candidates.offsets() == null
                ? null
                : array(candidates.offsets(), candidates.offsets().length),
            candidates.targets());
    float[] errors = batch.spread(floats(loss.predictions()), dimension);
    network.backpropGradient(array(errors, batch.size(), dimension, batch.steps()), null);
    return new Outcome(loss.loss(), floats(network.getFlattenedGradients()));
  }

  /** A copy of all parameters. */
  float[] parameters() {
    return floats(network.params());
  }

  void setParameters(float[] parameters) {
    try (INDArray source = array(parameters, network.params().shape())) {
      network.params().assign(source);
    }
  }

  /** A copy of the weights that serve. */
  ItemNetworks weights() {
    return kind.weights(network, temperature);
  }

  private INDArray array(float[] values, long... shape) {
    INDArray array = Nd4j.create(values, shape, 'c');
    return array.dataType() == type ? array : array.castTo(type);
  }

  private static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }
}
