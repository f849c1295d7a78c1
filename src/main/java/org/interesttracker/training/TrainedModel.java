package org.interesttracker.training;

import java.util.Map;
import org.interesttracker.model.LstmWeights;

/**
 * The outcome of a training run: the weights of the best epoch.
 *
 * @param residuals by item id, of the items that occur in the events
 * @param figures validation figures by name, popularity's beside them
 */
record TrainedModel(
    LstmWeights lstm, Map<String, float[]> residuals, Map<String, Double> figures) {}
