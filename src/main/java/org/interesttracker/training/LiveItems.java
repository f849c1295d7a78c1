package org.interesttracker.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemBiases;
import org.interesttracker.model.ItemNumbers;

/**
 * The items that a live trainer has met: each a fixed base from its text, a residual and a bias
 * that training moves, and a decayed count of how often it was met. Grows with its items.
 */
final class LiveItems {

  /** Of a new item's residual, so that items with the same text or none can be told apart. */
  private static final double DEVIATION = 0.1;

  /** What an item that was not met for long counts, so that its logarithm is finite. */
  private static final double UNMET = 0.02;

  private static final float TINY = 1e-6f;

  /** Of an item that was trained before, so that AdaGrad's first steps do not undo that. */
  private static final float TRAINED_SQUARE = 1;

  private final int dimension;
  private final float rate;
  private final double halfLife;
  private final SplittableRandom random;
  private final ItemNumbers numbers = new ItemNumbers();
  private int trained;
  private float[] vectors = new float[0];
  private float[] bases = new float[0];
  private float[] squares = new float[0];
  private float[] biases = new float[0];
  private float[] biasSquares = new float[0];
  private double[] counts = new double[0];
  private float[] priors = new float[0];

  /**
   * @param rate of AdaGrad (Duchi et al. 2011), which suits rows that are met seldom
   * @param halfLife events after which a meeting counts half
   */
  LiveItems(int dimension, double rate, double halfLife, long seed) {
    this.dimension = dimension;
    this.rate = (float) rate;
    this.halfLife = halfLife;
    this.random = new SplittableRandom(seed);
  }

  /** The item's number; at its first mention it gets a place near its base. */
  int number(String itemId, float[] base, InterestModel start) {
    int known = numbers.find(itemId);
    if (known >= 0) {
      return known;
    }
    int item = numbers.number(itemId);
    grow(item + 1);
    float[] residual = start.residuals().get(itemId);
    for (int d = 0; d < dimension; d++) {
      int i = item * dimension + d;
      bases[i] = base == null ? 0 : base[d];
      vectors[i] =
          bases[i] + (residual != null ? residual[d] : (float) (DEVIATION * random.nextGaussian()));
    }
    if (residual != null) {
      trained++;
      Arrays.fill(squares, item * dimension, (item + 1) * dimension, TRAINED_SQUARE);
    }
    priors[item] = (float) Math.log(UNMET);
    return item;
  }

  private void grow(int size) {
    if (size > counts.length) {
      int capacity = Math.max(256, 2 * counts.length);
      vectors = Arrays.copyOf(vectors, capacity * dimension);
      bases = Arrays.copyOf(bases, capacity * dimension);
      squares = Arrays.copyOf(squares, capacity * dimension);
      biases = Arrays.copyOf(biases, capacity);
      biasSquares = Arrays.copyOf(biasSquares, capacity);
      counts = Arrays.copyOf(counts, capacity);
      priors = Arrays.copyOf(priors, capacity);
    }
  }

  int size() {
    return numbers.size();
  }

  /** How many of them the model knew that the trainer began with. */
  int trained() {
    return trained;
  }

  void copyVector(int item, float[] target, int offset) {
    System.arraycopy(vectors, item * dimension, target, offset, dimension);
  }

  /** What is added to an item's logit: what training learned, and how often it was met lately. */
  float bias(int item) {
    return biases[item] + priors[item];
  }

  /** Counts the meetings of a round, after all counts have lost what so many events take. */
  void count(int[] items, int events) {
    double left = Math.pow(2, -events / halfLife);
    for (int item = 0; item < size(); item++) {
      counts[item] *= left;
    }
    for (int item : items) {
      counts[item]++;
    }
    for (int item = 0; item < size(); item++) {
      priors[item] = (float) Math.log(counts[item] + UNMET);
    }
  }

  /** One step of AdaGrad for one item. */
  void move(int item, float[] gradient, int from, float byBias) {
    int to = item * dimension;
    for (int d = 0; d < dimension; d++) {
      float g = gradient[from + d];
      squares[to + d] += g * g;
      vectors[to + d] -= rate * g / ((float) Math.sqrt(squares[to + d]) + TINY);
    }
    biasSquares[item] += byBias * byBias;
    biases[item] -= rate * byBias / ((float) Math.sqrt(biasSquares[item]) + TINY);
  }

  /** Residuals by item id: those the trainer was started with and its own. */
  Map<String, float[]> residuals(InterestModel start) {
    Map<String, float[]> byId = new HashMap<>(start.residuals());
    for (int item = 0; item < size(); item++) {
      float[] residual = new float[dimension];
      for (int d = 0; d < dimension; d++) {
        residual[d] = vectors[item * dimension + d] - bases[item * dimension + d];
      }
      byId.put(numbers.id(item), residual);
    }
    return byId;
  }

  ItemBiases biases() {
    Map<String, Float> byId = new HashMap<>();
    for (int item = 0; item < size(); item++) {
      byId.put(numbers.id(item), bias(item));
    }
    return new ItemBiases(byId, (float) Math.log(UNMET));
  }
}
