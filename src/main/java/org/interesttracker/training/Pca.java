package org.interesttracker.training;

import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.interesttracker.model.Projection;

/** Principal components: the directions in which vectors vary most. */
final class Pca {

  private Pca() {}

  /**
   * Fits a projection on the leading components, largest variance first. The sign of a component is
   * such that its largest entry by magnitude is positive. Where there are fewer vectors than
   * components, the rest are directions no vector varies in; beyond the vectors' own length they
   * are zero.
   *
   * @param vectors at least one, all of one length
   */
  static Projection fit(String encoder, float[][] vectors, int components) {
    int size = vectors[0].length;
    // One vector alone would be mapped to nothing if it were its own mean.
    double[] mean = vectors.length > 1 ? mean(vectors) : new double[size];
    RealMatrix directions = directions(MatrixUtils.createRealMatrix(Covariance.of(vectors, mean)));
    float[] matrix = new float[size * components];
    for (int k = 0; k < Math.min(components, size); k++) {
      double[] direction = directions.getColumn(k);
      double sign = sign(direction);
      for (int i = 0; i < size; i++) {
        matrix[i * components + k] = (float) (sign * direction[i]);
      }
    }
    return new Projection(encoder, size, components, floats(mean), matrix);
  }

  /**
   * The eigenvectors, largest eigenvalue first. With fewer vectors than values the quick way often
   * finds no end; the singular vectors of such a matrix are its eigenvectors too, at ten times the
   * work.
   */
  private static RealMatrix directions(RealMatrix covariance) {
    try {
      return new EigenDecomposition(covariance).getV();
    } catch (MaxCountExceededException e) {
      return new SingularValueDecomposition(covariance).getV();
    }
  }

  private static double[] mean(float[][] vectors) {
    double[] mean = new double[vectors[0].length];
    for (float[] vector : vectors) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += vector[i] / vectors.length;
      }
    }
    return mean;
  }

  private static double sign(double[] direction) {
    double largest = 0;
    for (double entry : direction) {
      // A margin, so that rounding does not decide between entries of one magnitude.
      if (Math.abs(entry) > Math.abs(largest) + 1e-9) {
        largest = entry;
      }
    }
    return largest < 0 ? -1 : 1;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
