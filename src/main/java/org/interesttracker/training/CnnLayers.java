package org.interesttracker.training;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.interesttracker.interest.ItemInput;
import org.interesttracker.model.CnnWeights;
import org.interesttracker.model.Vectors;
import org.nd4j.linalg.api.buffer.DataType;

/** The DL4J network behind {@link CnnWeights}. */
final class CnnLayers {

  private CnnLayers() {}

  static MultiLayerNetwork initialized(int dimension, TrainingOptions options, DataType type) {
    int hidden = options.hidden();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            NetworkLayers.list(options.seed(), type)
                .layer(NetworkLayers.causal(ItemInput.size(dimension), hidden, CnnWeights.WIDTH, 1))
                .layer(NetworkLayers.causal(hidden, hidden, CnnWeights.WIDTH, CnnWeights.DILATION))
                .layer(NetworkLayers.dropout(options.dropout()))
                .layer(NetworkLayers.linear(hidden, dimension))
                .build());
    network.init();
    return network;
  }

  static CnnWeights weights(MultiLayerNetwork network, double temperature) {
    float[] firstBias = NetworkLayers.values(network, "0_b");
    float[] outputBias = NetworkLayers.values(network, "3_b");
    return new CnnWeights(
        ItemInput.size(outputBias.length),
        firstBias.length,
        outputBias.length,
        NetworkLayers.values(network, "0_W"),
        firstBias,
        NetworkLayers.values(network, "1_W"),
        NetworkLayers.values(network, "1_b"),
        Vectors.divided(NetworkLayers.values(network, "3_W"), temperature),
        Vectors.divided(outputBias, temperature));
  }
}
