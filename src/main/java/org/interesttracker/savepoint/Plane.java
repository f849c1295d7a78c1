package org.interesttracker.savepoint;

import java.util.List;
import java.util.Random;
import tagbio.umap.Umap;
import tagbio.umap.metric.CosineMetric;

/**
 * Lays vectors out in two dimensions so that those that point the same way come to lie together:
 * UMAP (McInnes, Healy and Melville, 2018, arXiv:1802.03426) by the cosine, with the usual 15
 * neighbours. Which way is up, and how far groups are apart, means nothing.
 */
final class Plane {

  private static final int NEIGHBOURS = 15;
  private static final long SEED = 1;

  private Plane() {}

  /**
   * Places, the same ones each time for the same vectors.
   *
   * @param vectors of one length, none of them all zeros
   * @return shape [vectors][2]; null for fewer vectors than neighbours are looked at
   */
  static float[][] of(List<float[]> vectors) {
    if (vectors.size() <= NEIGHBOURS) {
      return null;
    }
    Umap umap = new Umap();
    umap.setNumberComponents(2)
        .setNumberNearestNeighbours(NEIGHBOURS)
        .setMetric(CosineMetric.SINGLETON)
        .setRandom(new Random(SEED))
        .setThreads(1)
        .setVerbose(false);
    return umap.fitTransform(vectors.toArray(float[][]::new));
  }
}
