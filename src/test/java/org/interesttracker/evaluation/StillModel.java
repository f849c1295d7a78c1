package org.interesttracker.evaluation;

import org.interesttracker.interest.SequenceInput;
import org.interesttracker.interest.SequenceModel;

/** A sequence model that stays at zero, for tests of what does not depend on it. */
record StillModel(int outputSize) implements SequenceModel {

  @Override
  public String version() {
    return "still";
  }

  @Override
  public int inputSize() {
    return SequenceInput.size(outputSize);
  }

  @Override
  public int hiddenSize() {
    return 1;
  }

  @Override
  public void step(int batch, float[] x, float[] h, float[] c, float[] y) {}

  @Override
  public void close() {}
}
