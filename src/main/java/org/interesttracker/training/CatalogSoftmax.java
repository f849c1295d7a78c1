package org.interesttracker.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Softmax cross-entropy of predicted vectors against candidate items: logits = y · v / temperature
 * + offset. Rows go through in blocks, so that memory is bounded by the candidates.
 */
final class CatalogSoftmax {

  private static final int BLOCK = 512;

  /** Keeps the logarithm finite where a target's probability rounds to zero. */
  private static final double TINY = 1e-30;

  private final double temperature;

  CatalogSoftmax(double temperature) {
    this.temperature = temperature;
  }

  /**
   * The loss and where it goes down.
   *
   * @param loss the mean over the rows
   * @param predictions gradient by the predictions [N, D]
   * @param items gradient by the candidates' vectors [C, D]
   */
  record Gradients(double loss, INDArray predictions, INDArray items) {}

  /**
   * Compares predictions with all candidates.
   *
   * @param predictions [N, D]
   * @param candidates vectors [C, D]
   * @param offsets one a candidate, by which it counts as another's rival; null for none
   * @param targets the candidate that is right, one a row; it has no offset in its own row
   */
  Gradients compare(INDArray predictions, INDArray candidates, INDArray offsets, int[] targets) {
    INDArray scaled = candidates.div(temperature);
    INDArray byPrediction = Nd4j.create(predictions.dataType(), predictions.shape(), 'c');
    INDArray byItem = Nd4j.create(candidates.dataType(), candidates.shape(), 'c');
    double loss = 0;
    for (int from = 0; from < targets.length; from += BLOCK) {
      int to = Math.min(targets.length, from + BLOCK);
      INDArray rows = predictions.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
      try (INDArray errors = rows.mmul(scaled.transpose())) {
        toProbabilities(errors, offsets, targets, from);
        loss += subtractTruth(errors, targets, from);
        errors.divi(targets.length);
        byPrediction
            .get(NDArrayIndex.interval(from, to), NDArrayIndex.all())
            .assign(errors.mmul(scaled));
        byItem.addi(errors.transpose().mmul(rows));
      }
    }
    scaled.close();
    return new Gradients(loss / targets.length, byPrediction, byItem.divi(temperature));
  }

  private static void toProbabilities(INDArray logits, INDArray offsets, int[] targets, int from) {
    if (offsets != null) {
      double[] own = new double[logits.rows()];
      for (int row = 0; row < own.length; row++) {
        own[row] = logits.getDouble(row, targets[from + row]);
      }
      logits.addiRowVector(offsets);
      for (int row = 0; row < own.length; row++) {
        logits.putScalar(row, targets[from + row], own[row]);
      }
    }
    Nd4j.exec(new SoftMax(logits, logits, 1));
  }

  /** From probabilities to errors; returns the sum of the rows' losses. */
  private static double subtractTruth(INDArray probabilities, int[] targets, int from) {
    double loss = 0;
    for (int row = 0; row < probabilities.rows(); row++) {
      double right = probabilities.getDouble(row, targets[from + row]);
      loss -= Math.log(Math.max(right, TINY));
      probabilities.putScalar(row, targets[from + row], right - 1);
    }
    return loss;
  }
}
