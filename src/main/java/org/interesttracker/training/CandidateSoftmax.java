package org.interesttracker.training;

/**
 * Softmax cross-entropy of predicted vectors against some items, in plain Java: logits = y · v +
 * bias. The candidates hold every target.
 */
final class CandidateSoftmax {

  private static final double TINY = 1e-20;

  private final double loss;
  private final float[] byRows;
  private final float[] byItems;
  private final float[] byBiases;

  /**
   * @param rows predictions [L, D]
   * @param targets the place of each row's target among the items
   * @param vectors of the items, transposed [D, K]
   * @param biases [K]
   */
  CandidateSoftmax(float[] rows, int[] targets, float[] vectors, float[] biases) {
    int l = targets.length;
    int k = biases.length;
    int d = vectors.length / k;
    float[] errors = new float[l * k];
    double sum = 0;
    for (int row = 0; row < l; row++) {
      System.arraycopy(biases, 0, errors, row * k, k);
      Matrices.addRowProduct(rows, row * d, d, vectors, k, errors, row * k);
      sum += toErrors(errors, row * k, k, targets[row], l);
    }
    loss = sum / l;
    byItems = new float[k * d];
    Matrices.addTransposedProduct(errors, l, k, rows, d, byItems);
    byBiases = new float[k];
    Matrices.addRows(errors, l, k, byBiases);
    byRows = new float[l * d];
    Matrices.addProduct(errors, l, k, Matrices.transposed(vectors, d, k), d, byRows);
  }

  /** From logits to the gradient of the mean loss; returns the row's loss. */
  private static double toErrors(float[] logits, int from, int count, int target, int rows) {
    float most = Float.NEGATIVE_INFINITY;
    for (int i = from; i < from + count; i++) {
      most = Math.max(most, logits[i]);
    }
    float sum = 0;
    for (int i = from; i < from + count; i++) {
      logits[i] = (float) Math.exp(logits[i] - most);
      sum += logits[i];
    }
    double loss = -Math.log(logits[from + target] / sum + TINY);
    float scale = 1 / (sum * rows);
    for (int i = from; i < from + count; i++) {
      logits[i] *= scale;
    }
    logits[from + target] -= 1f / rows;
    return loss;
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
