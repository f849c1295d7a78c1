package org.interesttracker.training;

import java.util.function.Consumer;
import org.interesttracker.model.Blas;

/**
 * Softmax cross-entropy of predicted vectors against some items: logits = y · v + bias + terms. The
 * candidates hold every target.
 */
final class CandidateSoftmax {

  private static final double TINY = 1e-20;

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
   * @param terms adds what else there is to the logits [L, K]
   */
  CandidateSoftmax(
      float[] predictions,
      int[] targets,
      float[] vectors,
      float[] biases,
      Consumer<float[]> terms) {
    rows = targets.length;
    items = biases.length;
    int d = vectors.length / items;
    errors = new float[rows * items];
    Blas.addProductTransposed(predictions, rows, d, vectors, items, errors);
    terms.accept(errors);
    loss = toErrors(targets, biases);
    byRows = new float[rows * d];
    Blas.addProduct(errors, rows, items, vectors, d, byRows);
    byItems = new float[items * d];
    Blas.addTransposedProduct(errors, rows, items, predictions, d, byItems);
    byBiases = new float[items];
    Matrices.addRows(errors, rows, items, byBiases);
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

  /** The gradient by the logits [L, K]. */
  float[] errors() {
    return errors;
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
