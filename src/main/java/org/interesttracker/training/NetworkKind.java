package org.interesttracker.training;

import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.interesttracker.interest.CausalCnn;
import org.interesttracker.interest.ItemNetwork;
import org.interesttracker.interest.SimpleRnn;
import org.interesttracker.model.ItemNetworks;
import org.nd4j.linalg.api.buffer.DataType;

/** The networks over recent items that can be trained beside the LSTM. */
enum NetworkKind {
  /** A simple recurrent network. */
  RNN {
    @Override
    MultiLayerNetwork initialized(int dimension, TrainingOptions options, DataType type) {
      return RnnLayers.initialized(dimension, options, type);
    }

    @Override
    ItemNetworks weights(MultiLayerNetwork network, double temperature) {
      return new ItemNetworks(RnnLayers.weights(network, temperature), null);
    }

    @Override
    ItemNetwork serving(ItemNetworks weights) {
      return new SimpleRnn(weights.rnn());
    }
  },

  /** Two causal convolutions. */
  CNN {
    @Override
    MultiLayerNetwork initialized(int dimension, TrainingOptions options, DataType type) {
      return CnnLayers.initialized(dimension, options, type);
    }

    @Override
    ItemNetworks weights(MultiLayerNetwork network, double temperature) {
      return new ItemNetworks(null, CnnLayers.weights(network, temperature));
    }

    @Override
    ItemNetwork serving(ItemNetworks weights) {
      return new CausalCnn(weights.cnn());
    }
  };

  /** The DL4J network with fresh weights, from [B, F, T] to [B, D, T]. */
  abstract MultiLayerNetwork initialized(int dimension, TrainingOptions options, DataType type);

  /**
   * A copy of its weights.
   *
   * @param temperature the outputs are divided by it
   */
  abstract ItemNetworks weights(MultiLayerNetwork network, double temperature);

  /** What serves these weights. */
  abstract ItemNetwork serving(ItemNetworks weights);

  /** As options and figures name it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
