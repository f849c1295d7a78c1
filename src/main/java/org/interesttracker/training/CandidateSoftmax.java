package org.interesttracker.training;

import org.interesttracker.interest.NativeThreads;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Softmax cross-entropy of predicted vectors against some items: logits = y · v + bias. The
 * candidates hold every target. The three products are most of the work of training, so they are
 * native; a row-major matrix is handed over as the column-major one of its transpose.
 */
final class CandidateSoftmax {

  private static final double TINY = 1e-20;

  static {
    NativeThreads.takeOne();
  }

  private final int rows;
  private final int items;
  private final float[] errors;
  private final double loss;
  private final float[] byRows;
  private final float[] byItems;
  private final float[] byBiases;

  /**
   * @param predictions [L, D]
   * @param targets the place of each row's target among the items
   * @param vectors of the items [K, D]
   * @param biases [K]
   */
  CandidateSoftmax(float[] predictions, int[] targets, float[] vectors, float[] biases) {
    rows = targets.length;
    items = biases.length;
    int d = vectors.length / items;
    errors = new float[rows * items];
    try (INDArray y = matrix(d, rows);
        INDArray v = matrix(d, items);
        INDArray e = matrix(items, rows);
        INDArray byY = matrix(d, rows);
        INDArray byV = matrix(d, items)) {
      write(predictions, y);
      write(vectors, v);
      Nd4j.gemm(v, y, e, true, false, 1, 0);
      read(e, errors);
      loss = toErrors(targets, biases);
      write(errors, e);
      byRows = read(Nd4j.gemm(v, e, byY, false, false, 1, 0), new float[rows * d]);
      byItems = read(Nd4j.gemm(y, e, byV, false, true, 1, 0), new float[items * d]);
    }
    byBiases = new float[items];
    Matrices.addRows(errors, rows, items, byBiases);
  }

  private static INDArray matrix(long rows, long columns) {
    return Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, columns}, 'f');
  }

  private static void write(float[] values, INDArray matrix) {
    matrix.data().asNioFloat().put(values);
  }

  private static float[] read(INDArray matrix, float[] values) {
    matrix.data().asNioFloat().get(values);
    return values;
  }

  /** From products to the gradient of the mean loss; returns that loss. */
  private double toErrors(int[] targets, float[] biases) {
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      int from = row * items;
      Matrices.addScaled(1, biases, 0, items, errors, from);
      sum += toErrors(from, from + targets[row]);
    }
    return sum / rows;
  }

  /** Returns the row's loss. */
  private double toErrors(int from, int target) {
    float most = Float.NEGATIVE_INFINITY;
    for (int i = from; i < from + items; i++) {
      most = Math.max(most, errors[i]);
    }
    float sum = 0;
    for (int i = from; i < from + items; i++) {
      errors[i] = Matrices.exp(errors[i] - most);
      sum += errors[i];
    }
    double rowLoss = -Math.log(errors[target] / sum + TINY);
    float scale = 1 / (sum * rows);
    for (int i = from; i < from + items; i++) {
      errors[i] *= scale;
    }
    errors[target] -= 1f / rows;
    return rowLoss;
  }

  /** The mean over the rows. */
  double loss() {
    return loss;
  }

  /** The gradient by the predictions [L, D]. */
  float[] byRows() {
    return byRows;
  }

  /** The gradient by the items' vectors [K, D]. */
  float[] byItems() {
    return byItems;
  }

  /** The gradient by the biases [K]. */
  float[] byBiases() {
    return byBiases;
  }
}
