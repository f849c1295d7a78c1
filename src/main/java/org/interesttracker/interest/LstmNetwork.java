package org.interesttracker.interest;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.interesttracker.model.LstmWeights;
import org.interesttracker.model.NativeThreads;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The DL4J network behind {@link LstmWeights}: one LSTM layer, one linear output layer. */
public final class LstmNetwork {

  /** The index of the LSTM layer. */
  public static final int LSTM_LAYER = 0;

  /** Keys of {@link MultiLayerNetwork#getParam}: F × 4H, H × 4H, 4H, H × D, D. */
  public static final String INPUT = "0_W";

  public static final String RECURRENT = "0_RW";
  public static final String BIAS = "0_b";
  public static final String OUTPUT = "1_W";
  public static final String OUTPUT_BIAS = "1_b";

  static {
    NativeThreads.takeOne();
  }

  private LstmNetwork() {}

  /** A network with fresh weights: Xavier, a forget gate bias of 1, the rest 0. */
  public static MultiLayerNetwork initialized(
      int inputSize, int hiddenSize, int outputSize, long seed, DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(configuration(inputSize, hiddenSize, outputSize, seed, type));
    network.init();
    return network;
  }

  /** A network with a copy of these weights. */
  public static MultiLayerNetwork of(LstmWeights w) {
    MultiLayerNetwork network =
        initialized(w.inputSize(), w.hiddenSize(), w.outputSize(), 0, DataType.FLOAT);
    set(network, INPUT, w.input());
    set(network, RECURRENT, w.recurrent());
    set(network, BIAS, w.bias());
    set(network, OUTPUT, w.output());
    set(network, OUTPUT_BIAS, w.outputBias());
    return network;
  }

  /** A network that looks at the parameters of another instead of having its own. */
  static MultiLayerNetwork sharing(LstmWeights w, INDArray parameters) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            configuration(w.inputSize(), w.hiddenSize(), w.outputSize(), 0, DataType.FLOAT));
    network.init(parameters, false);
    return network;
  }

  /** A copy of the network's weights as they are now. */
  public static LstmWeights weights(MultiLayerNetwork network) {
    INDArray input = network.getParam(INPUT);
    INDArray output = network.getParam(OUTPUT);
    return new LstmWeights(
        input.rows(),
        output.rows(),
        output.columns(),
        values(input),
        values(network.getParam(RECURRENT)),
        values(network.getParam(BIAS)),
        values(output),
        values(network.getParam(OUTPUT_BIAS)));
  }

  private static MultiLayerConfiguration configuration(
      int inputSize, int hiddenSize, int outputSize, long seed, DataType type) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .dataType(type)
        .weightInit(WeightInit.XAVIER)
        .trainingWorkspaceMode(WorkspaceMode.NONE)
        .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
        .list()
        .layer(
            new LSTM.Builder()
                .nIn(inputSize)
                .nOut(hiddenSize)
                .activation(Activation.TANH)
                .gateActivationFunction(Activation.SIGMOID)
                .forgetGateBiasInit(1)
                .build())
        .layer(
            new RnnOutputLayer.Builder(LossFunction.MSE)
                .nIn(hiddenSize)
                .nOut(outputSize)
                .activation(Activation.IDENTITY)
                .build())
        .build();
  }

  private static void set(MultiLayerNetwork network, String key, float[] values) {
    INDArray parameter = network.getParam(key);
    try (INDArray source = Nd4j.create(values, parameter.shape(), 'c')) {
      parameter.assign(source);
    }
  }

  private static float[] values(INDArray parameter) {
    try (INDArray copy = parameter.dup('c')) {
      return copy.data().asFloat();
    }
  }
}
