package org.interesttracker.text;

/** Takes vectors that were computed elsewhere (image, audio) into the model's space. */
public final class ForeignVectors {

  private final int dimension;

  /** Made when first needed: most catalogs bring no vectors. */
  private RandomProjection projection;

  public ForeignVectors(int dimension) {
    this.dimension = dimension;
  }

  /** L2 norm 1; the argument is left alone. */
  public float[] project(float[] vector) {
    boolean own = vector.length == dimension;
    if (!own
        && (vector.length < RandomProjection.MIN_INPUT
            || vector.length > RandomProjection.MAX_INPUT)) {
      throw new IllegalArgumentException(
          "A precomputed vector has %d values, expected %d to %d"
              .formatted(vector.length, RandomProjection.MIN_INPUT, RandomProjection.MAX_INPUT));
    }
    double[] values = checked(vector);
    return unit(own ? values : projection().apply(values));
  }

  private synchronized RandomProjection projection() {
    if (projection == null) {
      projection = new RandomProjection(dimension);
    }
    return projection;
  }

  private static double[] checked(float[] vector) {
    double[] values = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            "Value " + i + " of a precomputed vector is " + vector[i] + ", expected a finite one");
      }
      values[i] = vector[i];
    }
    return values;
  }

  /** In double: the squares of large floats would overflow. */
  private static float[] unit(double[] values) {
    double square = 0;
    for (double value : values) {
      square += value * value;
    }
    if (square == 0) {
      throw new IllegalArgumentException(
          "A precomputed vector is all zero, expected one with a direction");
    }
    float[] unit = new float[values.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / Math.sqrt(square));
    }
    return unit;
  }
}
