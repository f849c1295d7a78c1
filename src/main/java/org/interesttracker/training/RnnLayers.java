package org.interesttracker.training;

import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.interesttracker.interest.ItemInput;
import org.interesttracker.model.RnnWeights;
import org.interesttracker.model.Vectors;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/** The DL4J network behind {@link RnnWeights}. */
final class RnnLayers {

  private RnnLayers() {}

  static MultiLayerNetwork initialized(int dimension, TrainingOptions options, DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            NetworkLayers.list(options.seed(), type)
                .layer(
                    new SimpleRnn.Builder()
                        .nIn(ItemInput.size(dimension))
                        .nOut(options.hidden())
                        .activation(Activation.TANH)
                        .build())
                .layer(NetworkLayers.dropout(options.dropout()))
                .layer(NetworkLayers.linear(options.hidden(), dimension))
                .build());
    network.init();
    return network;
  }

  static RnnWeights weights(MultiLayerNetwork network, double temperature) {
    float[] bias = NetworkLayers.values(network, "0_b");
    float[] outputBias = NetworkLayers.values(network, "2_b");
    return new RnnWeights(
        ItemInput.size(outputBias.length),
        bias.length,
        outputBias.length,
        NetworkLayers.values(network, "0_W"),
        NetworkLayers.values(network, "0_RW"),
        bias,
        Vectors.divided(NetworkLayers.values(network, "2_W"), temperature),
        Vectors.divided(outputBias, temperature));
  }
}
