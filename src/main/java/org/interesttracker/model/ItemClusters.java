package org.interesttracker.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Items by their nearest of some means, the bias as one more dimension: k-means (Lloyd, IEEE
 * Transactions on Information Theory 28, 1982), on a sample that is the same for the same items.
 * Immutable.
 */
final class ItemClusters {

  private static final int ROUNDS = 6;

  /** How many items of the sample there are for each cluster. */
  private static final int SAMPLE = 32;

  private static final int AT_ONCE = 256;
  private static final long SEED = 1;

  private final int count;

  /** Scores are products with [v, bias] less half of the mean's squared length. */
  private final ItemIndex byNearness;

  /** Scores are the mean scores of the clusters' items. */
  private final ItemIndex byScore;

  private ItemClusters(float[][] means) {
    this.count = means.length;
    int dimension = means[0].length - 1;
    this.byNearness = new ItemIndex(dimension + 1);
    this.byScore = new ItemIndex(dimension);
    for (int c = 0; c < count; c++) {
      String id = String.valueOf(c);
      byNearness.put(id, means[c], (float) (-Vectors.dot(means[c], means[c]) / 2));
      byScore.put(id, Arrays.copyOf(means[c], dimension), means[c][dimension]);
    }
  }

  /**
   * Clusters items.
   *
   * @param items one at the least
   * @param count how many clusters at the most
   * @param stopped asked at times whether the result is still wanted; if not, it is worth nothing
   */
  static ItemClusters of(List<PlacedItem> items, int count, BooleanSupplier stopped) {
    Random random = new Random(SEED);
    int clusters = Math.min(count, items.size());
    List<float[]> sample = sample(items, SAMPLE * clusters, random);
    float[][] means = new float[clusters][];
    for (int c = 0; c < clusters; c++) {
      means[c] = sample.get((int) ((long) c * sample.size() / clusters));
    }
    ItemClusters found = new ItemClusters(means);
    for (int round = 0; round < ROUNDS && clusters > 1 && !stopped.getAsBoolean(); round++) {
      found = new ItemClusters(means(sample, found.nearest(sample, stopped), means));
    }
    return found;
  }

  private static List<float[]> sample(List<PlacedItem> items, int size, Random random) {
    List<float[]> sample = new ArrayList<>();
    for (int n = 0; n < Math.min(size, items.size()); n++) {
      int place = size < items.size() ? random.nextInt(items.size()) : n;
      sample.add(extended(items.get(place)));
    }
    return sample;
  }

  private static float[] extended(PlacedItem item) {
    float[] extended = Arrays.copyOf(item.vector(), item.vector().length + 1);
    extended[item.vector().length] = item.bias();
    return extended;
  }

  /** A cluster of none keeps its mean. */
  private static float[][] means(List<float[]> sample, int[] clusters, float[][] before) {
    int width = before[0].length;
    double[][] sums = new double[before.length][width];
    int[] sizes = new int[before.length];
    for (int n = 0; n < clusters.length; n++) {
      sizes[clusters[n]]++;
      for (int d = 0; d < width; d++) {
        sums[clusters[n]][d] += sample.get(n)[d];
      }
    }
    for (int c = 0; c < before.length; c++) {
      if (sizes[c] > 0) {
        before[c] = new float[width];
        for (int d = 0; d < width; d++) {
          before[c][d] = (float) (sums[c][d] / sizes[c]);
        }
      }
    }
    return before;
  }

  int count() {
    return count;
  }

  /** The clusters of items, by their order. */
  int[] nearestOf(List<PlacedItem> items, BooleanSupplier stopped) {
    int[] nearest = new int[items.size()];
    for (int from = 0; from < nearest.length && count > 1; from += AT_ONCE) {
      List<PlacedItem> some = items.subList(from, Math.min(nearest.length, from + AT_ONCE));
      int[] found = nearest(some.stream().map(ItemClusters::extended).toList(), stopped);
      System.arraycopy(found, 0, nearest, from, found.length);
    }
    return nearest;
  }

  private int[] nearest(List<float[]> vectors, BooleanSupplier stopped) {
    int[] nearest = new int[vectors.size()];
    for (int from = 0; from < nearest.length && !stopped.getAsBoolean(); from += AT_ONCE) {
      float[][] scores =
          byNearness.scores(vectors.subList(from, Math.min(nearest.length, from + AT_ONCE)));
      for (int n = 0; n < scores.length; n++) {
        nearest[from + n] = highest(scores[n]);
      }
    }
    return nearest;
  }

  private int highest(float[] scores) {
    int highest = 0;
    for (int c = 1; c < count; c++) {
      if (scores[c] > scores[highest]) {
        highest = c;
      }
    }
    return highest;
  }

  /** What a query makes of the items of each cluster, in the mean. */
  float[] scores(float[] query) {
    return byScore.scores(query);
  }
}
