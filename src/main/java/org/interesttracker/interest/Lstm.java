package org.interesttracker.interest;

import org.interesttracker.model.InterestModel;
import org.interesttracker.model.LstmStep;
import org.interesttracker.model.LstmWeights;

/**
 * The LSTM that {@link LstmNetwork} defines and DL4J trains, run by {@link LstmStep}: the same to
 * 1e-5 at a fraction of the time, since DL4J's own step takes several times what its matrix
 * products take, and half a millisecond at the least.
 */
public final class Lstm implements SequenceModel {

  private final String version;
  private final LstmWeights weights;
  private final LstmStep step;

  public Lstm(InterestModel model) {
    this(model.version(), model.lstm());
  }

  public Lstm(String version, LstmWeights weights) {
    this.version = version;
    this.weights = weights;
    this.step = new LstmStep(weights);
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public int inputSize() {
    return weights.inputSize();
  }

  @Override
  public int hiddenSize() {
    return weights.hiddenSize();
  }

  @Override
  public int outputSize() {
    return weights.outputSize();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there is no row, or an array has fewer values than rows ask
   *     for
   */
  @Override
  public void step(int batch, float[] x, float[] h, float[] c, float[] y) {
    StepArguments.check(weights, batch, x, h, c, y);
    step.step(batch, x, h, c, y);
  }

  /** Frees the native memory that this instance holds; the weights stay. */
  @Override
  public void close() {
    step.close();
  }
}
