package org.interesttracker.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.interesttracker.model.ItemNetworks;
import org.interesttracker.model.LstmWeights;

/**
 * The outcome of a training run: the weights of the best epoch of each network.
 *
 * @param residuals by item id, of the items that occur in the events
 * @param figures validation figures by name, popularity's beside them
 */
record TrainedModel(
    LstmWeights lstm,
    Map<String, float[]> residuals,
    ItemNetworks networks,
    Map<String, Double> figures) {

  TrainedModel with(ItemNetworkTrainer.Trained network) {
    Map<String, Double> all = new LinkedHashMap<>(figures);
    all.putAll(network.figures());
    return new TrainedModel(lstm, residuals, networks.and(network.networks()), all);
  }
}
