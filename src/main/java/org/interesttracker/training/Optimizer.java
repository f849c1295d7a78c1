package org.interesttracker.training;

/** Moves the network's parameters and the items' residuals along a clipped gradient. */
final class Optimizer {

  private final TrainableLstm lstm;
  private final float[] parameters;
  private final Adam network;
  private final Adam residuals;
  private final int dimension;
  private final double clip;
  private int step;

  Optimizer(TrainableLstm lstm, ItemTable table, TrainingOptions options) {
    this.lstm = lstm;
    this.parameters = lstm.parameters();
    this.network = new Adam(parameters, options.learningRate(), 0);
    this.residuals = new Adam(table.residuals(), options.learningRate(), options.residualDecay());
    this.dimension = table.dimension();
    this.clip = options.clip();
  }

  /** Rows of the table without a gradient stay as they are. */
  void apply(TrainingStep.Outcome outcome) {
    step++;
    double norm = Math.sqrt(squares(outcome.parameters()) + squares(outcome.residuals()));
    double scale = norm > clip ? clip / norm : 1;
    network.update(step, 0, outcome.parameters(), 0, parameters.length, scale);
    lstm.setParameters(parameters);
    for (int i = 0; i < outcome.items().length; i++) {
      residuals.update(
          step,
          outcome.items()[i] * dimension,
          outcome.residuals(),
          i * dimension,
          dimension,
          scale);
    }
  }

  private static double squares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }
}
