package org.interesttracker.interest;

import org.interesttracker.model.LstmWeights;

/** The textbook LSTM in loops of doubles: an oracle that shares no code with DL4J. */
final class ReferenceLstm implements SequenceModel {

  private final LstmWeights w;

  ReferenceLstm(LstmWeights weights) {
    this.w = weights;
  }

  @Override
  public String version() {
    return "reference";
  }

  @Override
  public int inputSize() {
    return w.inputSize();
  }

  @Override
  public int hiddenSize() {
    return w.hiddenSize();
  }

  @Override
  public int outputSize() {
    return w.outputSize();
  }

  @Override
  public void step(int batch, float[] x, float[] h, float[] c, float[] y) {
    for (int row = 0; row < batch; row++) {
      stepRow(row, x, h, c, y);
    }
  }

  private void stepRow(int row, float[] x, float[] h, float[] c, float[] y) {
    int hidden = w.hiddenSize();
    double[] gates = gates(row, x, h);
    for (int j = 0; j < hidden; j++) {
      double candidate = Math.tanh(gates[j]);
      double forget = sigmoid(gates[hidden + j]);
      double output = sigmoid(gates[2 * hidden + j]);
      double input = sigmoid(gates[3 * hidden + j]);
      double cell = forget * c[row * hidden + j] + input * candidate;
      c[row * hidden + j] = (float) cell;
      h[row * hidden + j] = (float) (output * Math.tanh(cell));
    }
    for (int d = 0; d < w.outputSize(); d++) {
      double sum = w.outputBias()[d];
      for (int j = 0; j < hidden; j++) {
        sum += (double) h[row * hidden + j] * w.output()[j * w.outputSize() + d];
      }
      y[row * w.outputSize() + d] = (float) sum;
    }
  }

  private double[] gates(int row, float[] x, float[] h) {
    int columns = 4 * w.hiddenSize();
    double[] gates = new double[columns];
    for (int k = 0; k < columns; k++) {
      gates[k] = w.bias()[k];
      for (int i = 0; i < w.inputSize(); i++) {
        gates[k] += (double) x[row * w.inputSize() + i] * w.input()[i * columns + k];
      }
      for (int j = 0; j < w.hiddenSize(); j++) {
        gates[k] += (double) h[row * w.hiddenSize() + j] * w.recurrent()[j * columns + k];
      }
    }
    return gates;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  @Override
  public void close() {}
}
