package org.interesttracker.bench;

import java.util.Random;
import org.interesttracker.model.Blas;

/**
 * The product of the interest vectors of a bundle of users with the vectors of all items by
 * OpenBLAS alone, one thread, in users a second.
 */
final class ScoringProductRate implements Rate {

  private static final int BUNDLES = 40;

  private final int items;
  private final float[] queries;
  private final float[] vectors;
  private final float[] scores;

  ScoringProductRate(int items) {
    this.items = items;
    Random random = new Random(1);
    queries = gaussian(ExactListsRate.USERS * BenchItems.DIMENSION, random);
    vectors = gaussian(items * BenchItems.DIMENSION, random);
    scores = new float[ExactListsRate.USERS * items];
  }

  private static float[] gaussian(int size, Random random) {
    float[] values = new float[size];
    for (int k = 0; k < size; k++) {
      values[k] = (float) random.nextGaussian();
    }
    return values;
  }

  @Override
  public double perSecond() {
    long start = System.nanoTime();
    for (int bundle = 0; bundle < BUNDLES; bundle++) {
      Blas.addProduct(queries, ExactListsRate.USERS, BenchItems.DIMENSION, vectors, items, scores);
    }
    return BUNDLES * ExactListsRate.USERS * 1e9 / (System.nanoTime() - start);
  }
}
