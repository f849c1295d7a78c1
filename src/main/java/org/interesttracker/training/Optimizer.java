package org.interesttracker.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Moves the network's parameters and the items' residuals along a clipped gradient. */
final class Optimizer {

  private final TrainableLstm lstm;
  private final ItemTable table;
  private final TrainingOptions options;
  private final float[] parameters;
  private final Adam network;

  /** By row of the table; made when an item first moves, for in a large catalog most never do. */
  private final Adam[] residuals;

  private int step;

  Optimizer(TrainableLstm lstm, ItemTable table, TrainingOptions options) {
    this.lstm = lstm;
    this.table = table;
    this.options = options;
    this.parameters = lstm.parameters();
    this.network = new Adam(parameters, 0, parameters.length, options.learningRate(), 0);
    this.residuals = new Adam[table.size()];
  }

  /** Rows of the table without a gradient stay as they are. */
  void apply(TrainingStep.Outcome outcome) {
    step++;
    double norm =
        Math.sqrt(Matrices.squares(outcome.parameters()) + Matrices.squares(outcome.residuals()));
    double scale = norm > options.clip() ? options.clip() / norm : 1;
    network.update(step, outcome.parameters(), 0, scale);
    lstm.setParameters(parameters);
    for (int i = 0; i < outcome.items().length; i++) {
      residual(outcome.items()[i]).update(step, outcome.residuals(), i * table.dimension(), scale);
    }
  }

  private Adam residual(int item) {
    if (residuals[item] == null) {
      int d = table.dimension();
      residuals[item] =
          new Adam(table.residuals(), item * d, d, options.learningRate(), options.residualDecay());
    }
    return residuals[item];
  }

  /** All parameters, and what is known of their gradients, of the items that have moved. */
  void write(DataOutputStream out) throws IOException {
    out.writeInt(step);
    network.write(out);
    for (int item = 0; item < residuals.length; item++) {
      if (residuals[item] != null) {
        out.writeInt(item);
        residuals[item].write(out);
      }
    }
    out.writeInt(residuals.length);
  }

  /** The way back of {@link #write}, before the first step. */
  void read(DataInputStream in) throws IOException {
    step = in.readInt();
    network.read(in);
    lstm.setParameters(parameters);
    for (int item = in.readInt(); item < residuals.length; item = in.readInt()) {
      residual(item).read(in);
    }
  }
}
