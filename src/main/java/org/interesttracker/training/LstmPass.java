package org.interesttracker.training;

import java.util.Arrays;
import org.interesttracker.model.Blas;

/**
 * The LSTM forward and backward over some sequences: what is one product for all positions is
 * native, the steps along a sequence are plain Java, since single rows cost less than calls. The
 * sequences lie one after the other; a position is one event of one of them. Every sequence starts
 * from a state of zero.
 */
final class LstmPass {

  private final LstmParameters w;
  private final float[] inputs;
  private final int[] starts;
  private final float[] dropout;
  private final int positions;
  private final int hidden;
  private final float[] gates;
  private final float[] cells;
  private final float[] cellTanh;
  private final float[] outputs;
  private final float[] dropped;
  private final float[] predictions;

  /**
   * Runs forward.
   *
   * @param inputs [P, F]
   * @param starts the first position of each sequence, and P at the end
   * @param dropout a factor for each unit and position [P, H]; null for none
   */
  LstmPass(LstmParameters w, float[] inputs, int[] starts, float[] dropout) {
    this.w = w;
    this.inputs = inputs;
    this.starts = starts;
    this.dropout = dropout;
    this.positions = starts[starts.length - 1];
    this.hidden = w.hiddenSize();
    this.gates = new float[positions * 4 * hidden];
    this.cells = new float[positions * hidden];
    this.cellTanh = new float[positions * hidden];
    this.outputs = new float[positions * hidden];
    runSequences();
    this.dropped = dropout == null ? outputs : product(outputs, dropout);
    this.predictions = predict();
  }

  /** The predicted vector at each position [P, D]. */
  float[] predictions() {
    return predictions;
  }

  private void runSequences() {
    Blas.addProduct(inputs, positions, w.inputSize(), w.input(), 4 * hidden, gates);
    for (int s = 0; s + 1 < starts.length; s++) {
      for (int p = starts[s]; p < starts[s + 1]; p++) {
        step(p, p == starts[s]);
      }
    }
  }

  private void step(int p, boolean first) {
    int z = p * 4 * hidden;
    if (!first) {
      Matrices.addRowProduct(
          outputs, (p - 1) * hidden, hidden, w.recurrent(), 4 * hidden, gates, z);
    }
    Matrices.addScaled(1, w.bias(), 0, 4 * hidden, gates, z);
    for (int j = 0; j < hidden; j++) {
      float g = (float) Math.tanh(gates[z + j]);
      float f = sigmoid(gates[z + hidden + j]);
      float o = sigmoid(gates[z + 2 * hidden + j]);
      float i = sigmoid(gates[z + 3 * hidden + j]);
      gates[z + j] = g;
      gates[z + hidden + j] = f;
      gates[z + 2 * hidden + j] = o;
      gates[z + 3 * hidden + j] = i;
      int unit = p * hidden + j;
      cells[unit] = i * g + (first ? 0 : f * cells[unit - hidden]);
      cellTanh[unit] = (float) Math.tanh(cells[unit]);
      outputs[unit] = o * cellTanh[unit];
    }
  }

  private float[] predict() {
    int d = w.outputSize();
    float[] y = new float[positions * d];
    for (int p = 0; p < positions; p++) {
      System.arraycopy(w.outputBias(), 0, y, p * d, d);
    }
    Blas.addProduct(vectors(), positions, d, w.skip(), d, y);
    Blas.addProduct(dropped, positions, hidden, w.output(), d, y);
    return y;
  }

  /**
   * Runs backward.
   *
   * @param byPredictions gradient of the loss by the predictions [P, D]
   * @param gradient receives the gradient by the parameters, added to what it holds
   * @return the gradient by the inputs [P, F]
   */
  float[] backward(float[] byPredictions, LstmParameters gradient) {
    int d = w.outputSize();
    Blas.addTransposedProduct(dropped, positions, hidden, byPredictions, d, gradient.output());
    Matrices.addRows(byPredictions, positions, d, gradient.outputBias());
    float[] byOutputs = new float[positions * hidden];
    Blas.addProductTransposed(byPredictions, positions, d, w.output(), hidden, byOutputs);
    float[] byGates = byGates(dropout == null ? byOutputs : product(byOutputs, dropout));
    int f = w.inputSize();
    Blas.addTransposedProduct(inputs, positions, f, byGates, 4 * hidden, gradient.input());
    Blas.addTransposedProduct(
        previousOutputs(), positions, hidden, byGates, 4 * hidden, gradient.recurrent());
    Matrices.addRows(byGates, positions, 4 * hidden, gradient.bias());
    float[] byInputs = new float[positions * f];
    Blas.addProductTransposed(byGates, positions, 4 * hidden, w.input(), f, byInputs);
    addSkip(byPredictions, byInputs, gradient);
    return byInputs;
  }

  private void addSkip(float[] byPredictions, float[] byInputs, LstmParameters gradient) {
    int d = w.outputSize();
    Blas.addTransposedProduct(vectors(), positions, d, byPredictions, d, gradient.skip());
    float[] byVectors = new float[positions * d];
    Blas.addProductTransposed(byPredictions, positions, d, w.skip(), d, byVectors);
    for (int p = 0; p < positions; p++) {
      Matrices.addScaled(1, byVectors, p * d, d, byInputs, p * w.inputSize());
    }
  }

  /** The part of the inputs that goes past the LSTM [P, D]. */
  private float[] vectors() {
    int d = w.outputSize();
    float[] vectors = new float[positions * d];
    for (int p = 0; p < positions; p++) {
      System.arraycopy(inputs, p * w.inputSize(), vectors, p * d, d);
    }
    return vectors;
  }

  private float[] byGates(float[] byOutputs) {
    float[] byGates = new float[gates.length];
    float[] recurrent = Matrices.transposed(w.recurrent(), hidden, 4 * hidden);
    float[] byCell = new float[hidden];
    for (int s = 0; s + 1 < starts.length; s++) {
      Arrays.fill(byCell, 0);
      for (int p = starts[s + 1] - 1; p >= starts[s]; p--) {
        boolean first = p == starts[s];
        stepBack(p, first, byOutputs, byCell, byGates);
        if (!first) {
          Matrices.addRowProduct(
              byGates, p * 4 * hidden, 4 * hidden, recurrent, hidden, byOutputs, (p - 1) * hidden);
        }
      }
    }
    return byGates;
  }

  private void stepBack(int p, boolean first, float[] byOutputs, float[] byCell, float[] byGates) {
    int z = p * 4 * hidden;
    for (int j = 0; j < hidden; j++) {
      float g = gates[z + j];
      float f = gates[z + hidden + j];
      float o = gates[z + 2 * hidden + j];
      float i = gates[z + 3 * hidden + j];
      float t = cellTanh[p * hidden + j];
      float byOutput = byOutputs[p * hidden + j];
      float here = byCell[j] + byOutput * o * (1 - t * t);
      float before = first ? 0 : cells[(p - 1) * hidden + j];
      byGates[z + j] = here * i * (1 - g * g);
      byGates[z + hidden + j] = here * before * f * (1 - f);
      byGates[z + 2 * hidden + j] = byOutput * t * o * (1 - o);
      byGates[z + 3 * hidden + j] = here * g * i * (1 - i);
      byCell[j] = here * f;
    }
  }

  /** h of the event before, zero at the start of a sequence [P, H]. */
  private float[] previousOutputs() {
    float[] previous = new float[positions * hidden];
    for (int s = 0; s + 1 < starts.length; s++) {
      int length = starts[s + 1] - starts[s] - 1;
      if (length > 0) {
        System.arraycopy(
            outputs, starts[s] * hidden, previous, (starts[s] + 1) * hidden, length * hidden);
      }
    }
    return previous;
  }

  private static float[] product(float[] a, float[] b) {
    float[] product = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * b[i];
    }
    return product;
  }

  private static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }
}
