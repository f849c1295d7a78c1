package org.interesttracker.training;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.interesttracker.model.NativeThreads;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the DL4J networks over recent items have in common. */
final class NetworkLayers {

  static {
    NativeThreads.takeOne();
  }

  private NetworkLayers() {}

  static NeuralNetConfiguration.ListBuilder list(long seed, DataType type) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .dataType(type)
        .weightInit(WeightInit.XAVIER)
        .trainingWorkspaceMode(WorkspaceMode.NONE)
        .inferenceWorkspaceMode(WorkspaceMode.NONE)
        .list();
  }

  static DropoutLayer dropout(double share) {
    return new DropoutLayer(new Dropout(1 - share));
  }

  static Convolution1DLayer causal(int inputs, int outputs, int width, int dilation) {
    return convolution(inputs, outputs, width, dilation, Activation.RELU);
  }

  /** The same linear map at each position. */
  static Convolution1DLayer linear(int inputs, int outputs) {
    return convolution(inputs, outputs, 1, 1, Activation.IDENTITY);
  }

  private static Convolution1DLayer convolution(
      int inputs, int outputs, int width, int dilation, Activation activation) {
    return new Convolution1DLayer.Builder(width)
        .nIn(inputs)
        .nOut(outputs)
        .dilation(dilation)
        .convolutionMode(ConvolutionMode.Causal)
        .activation(activation)
        .build();
  }

  /**
   * The values of a parameter, row-major; of a convolution as [width, inputs, outputs], for so DL4J
   * reads them, although it gives their shape as [outputs, inputs, width, 1].
   */
  static float[] values(MultiLayerNetwork network, String key) {
    try (INDArray copy = network.getParam(key).dup('c')) {
      return copy.data().asFloat();
    }
  }
}
