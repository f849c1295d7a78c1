package org.interesttracker.training;

import java.util.Set;

/** Trains the LSTM with the items, then further networks over the items as they are then. */
final class ModelTrainer {

  private final TrainingOptions options;
  private final Set<NetworkKind> networks;
  private final TrainingListener listener;

  /**
   * @param networks what is trained beside the LSTM
   */
  ModelTrainer(TrainingOptions options, Set<NetworkKind> networks, TrainingListener listener) {
    this.options = options;
    this.networks = networks;
    this.listener = listener;
  }

  /**
   * @throws IllegalArgumentException if the events have nothing to learn from
   */
  TrainedModel train(TrainingSet set, Checkpoint checkpoint) {
    ItemTable table = new ItemTable(set.items(), options.seed());
    TrainedModel lstm =
        new LstmTrainer(options, table, set.timelines(), listener, checkpoint).train();
    return withNetworks(lstm, set, checkpoint);
  }

  /** Trains the networks with the items where a model has them. */
  TrainedModel withNetworks(TrainedModel model, TrainingSet set, Checkpoint checkpoint) {
    if (networks.isEmpty()) {
      return model;
    }
    ItemTable served = ItemTable.served(set.items(), model.residuals());
    for (NetworkKind kind : networks) {
      model =
          model.with(
              new ItemNetworkTrainer(
                      kind,
                      options,
                      served,
                      set.timelines(),
                      listener,
                      checkpoint.part(kind.toString()))
                  .train());
    }
    return model;
  }
}
